package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Facts;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The facts in force. Swapped whole, and before a change is answered. */
public final class CurrentFacts {
    private final AtomicReference<Facts> facts;

    public CurrentFacts(Facts first) {
        facts = new AtomicReference<>(first);
    }

    public Facts now() {
        return facts.get();
    }

    /** @param change pure: it may be applied more than once */
    public void change(UnaryOperator<Facts> change) {
        facts.updateAndGet(change);
    }
}
