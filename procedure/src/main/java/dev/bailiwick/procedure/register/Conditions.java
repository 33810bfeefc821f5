package dev.bailiwick.procedure.register;

import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * On what conditions a request may be accepted.
 *
 * @param assessed what a request would change as things stand now
 */
record Conditions(Function<Ask, Assessment> assessed) {
    /** So long Security may let something stand although a safeguard is missing. */
    static final Duration LONGEST_EXCEPTION = Duration.ofDays(90);

    /** Where a safeguard is missing, or the agent holds too much already, only Security can let it stand, until a day. */
    Optional<String> lacking(Integration asked, Actor.Human actor, Optional<Instant> exception, Instant now) {
        boolean security = asked.ask().owners().security().equals(actor.person());
        if (exception.isPresent() && !security) return Optional.of("exception: only Security's owner sets one");
        if (exception
                .filter(day -> !day.isAfter(now) || day.isAfter(now.plus(LONGEST_EXCEPTION)))
                .isPresent()) return Optional.of("exception: a day within the next 90");
        boolean last = asked.waiting().size() == 1;
        if ((!security && !last) || exception.or(asked::exception).isPresent()) return Optional.empty();
        var assessment = assessed.apply(asked.ask());
        return concentrated(assessment).or(() -> security ? unsafe(assessment) : Optional.empty());
    }

    private static Optional<String> concentrated(Assessment assessment) {
        if (assessment.credentials() <= BlastRadius.LIMIT) return Optional.empty();
        return Optional.of("credential_concentration: the agent would hold " + assessment.credentials()
                + " credentials, and more than " + BlastRadius.LIMIT + " only until a day that Security sets");
    }

    private static Optional<String> unsafe(Assessment assessment) {
        if (assessment.missing().isEmpty()) return Optional.empty();
        return Optional.of("safeguards are missing (" + String.join(", ", names(assessment.missing()))
                + "): set a day until which it may stand without, or refuse it");
    }

    private static List<String> names(Set<Safeguard> safeguards) {
        return safeguards.stream().sorted().map(Fields::spelling).toList();
    }
}
