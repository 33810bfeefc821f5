package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Facts;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The facts in force. Swapped whole, and before a change is answered. */
public final class CurrentFacts {
    private final AtomicReference<Facts> facts;
    private final Consumer<Facts> versions;

    public CurrentFacts(Facts first) {
        this(first, _ -> {});
    }

    /** @param versions is told of the first snapshot and of each that has another version, so that it can be kept */
    public CurrentFacts(Facts first, Consumer<Facts> versions) {
        this.facts = new AtomicReference<>(first);
        this.versions = versions;
        versions.accept(first);
    }

    public Facts now() {
        return facts.get();
    }

    /** @param change pure: it may be applied more than once */
    public void change(UnaryOperator<Facts> change) {
        var before = facts.getAndUpdate(change).version();
        var now = facts.get();
        if (!now.version().equals(before)) versions.accept(now);
    }
}
