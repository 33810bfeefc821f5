package dev.bailiwick.core.command;

import java.util.List;
import java.util.Optional;

/**
 * What a text would do if it ran as its parsed arguments.
 *
 * @param refused why it is outside the subset; then there are no uses
 * @param specified whether the arguments of every program in it are described
 */
public record Analysis(
        String text,
        Optional<ShellLine> line,
        Optional<ShellReading.Refused> refused,
        List<Use> uses,
        boolean specified) {
    public Analysis {
        uses = List.copyOf(uses);
        if (line.isPresent() == refused.isPresent()) throw new IllegalArgumentException("either read or refused");
    }

    public List<Touch> touches() {
        return uses.stream().flatMap(use -> use.touches().stream()).toList();
    }
}
