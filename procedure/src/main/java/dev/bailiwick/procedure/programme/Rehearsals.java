package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.procedure.incident.Cases;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The drill of a containment: due from the last one that passed. One that failed is no rehearsal, whoever says so.
 *
 * @param begun what counts where none ever passed
 */
public record Rehearsals(Cases cases, Supplier<Instant> begun) implements ProgrammeDesk.Source {
    static final String DUTY = "containment-drill";

    @Override
    public Stream<Duty> duties(Programme programme) {
        var last = cases.rehearsed();
        return programme.find(DUTY).stream()
                .map(what -> new Duty(
                        what, "", Optional.empty(), last, last.orElseGet(begun).plus(what.every()), Optional.empty()));
    }
}
