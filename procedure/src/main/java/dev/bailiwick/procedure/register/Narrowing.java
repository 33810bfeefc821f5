package dev.bailiwick.procedure.register;

import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.value.DataClass;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is left of an integration: each part as it was when empty. More than there was is never less. */
public record Narrowing(
        Optional<Set<String>> permissions,
        Optional<Set<String>> operations,
        Optional<Set<DataClass>> data,
        Optional<Instant> until) {
    /** Only these operations are left. */
    public static Narrowing to(Set<String> operations) {
        return new Narrowing(Optional.empty(), Optional.of(operations), Optional.empty(), Optional.empty());
    }

    /** Why this is no narrowing of what was approved; empty when it is one. */
    Optional<String> obstacle(Ask ask, Guides guides) {
        if (of(ask).equals(ask)) return Optional.of("that is what it is already");
        return less("permissions", permissions, ask.permissions())
                .or(() -> less("operations", operations, ask.operations()))
                .or(() -> less("data", data, ask.data()))
                .or(() -> until.filter(day -> day.isAfter(ask.until()))
                        .map(_ -> "until: a later day is more, and more is asked for anew"))
                .or(() -> orphaned(of(ask), guides));
    }

    private static <T> Optional<String> less(String part, Optional<Set<T>> left, Set<T> before) {
        if (left.isEmpty()) return Optional.empty();
        if (left.get().isEmpty()) return Optional.of(part + ": nothing would be left: retire it");
        return before.containsAll(left.get())
                ? Optional.empty()
                : Optional.of(part + ": more than was approved is asked for anew");
    }

    /** An operation whose permission is gone. */
    private static Optional<String> orphaned(Ask left, Guides guides) {
        return guides.find(left.system()).stream()
                .flatMap(guide -> guide.operations().stream())
                .filter(operation -> left.operations().contains(operation.id()))
                .filter(operation -> !left.permissions().contains(operation.scope()))
                .findFirst()
                .map(operation -> "operations: " + operation.id() + " needs the permission " + operation.scope());
    }

    /** What is left of this. */
    Ask of(Ask ask) {
        return new Ask(
                ask.agent(),
                ask.system(),
                permissions.orElse(ask.permissions()),
                operations.orElse(ask.operations()),
                data.orElse(ask.data()),
                ask.justification(),
                ask.safeguards(),
                ask.owners(),
                until.orElse(ask.until()));
    }
}
