package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Budget;
import dev.bailiwick.core.value.AgentId;

/** Hears that an agent wants more than is left of one of its limits. */
@FunctionalInterface
public interface Overuse {
    Overuse UNTOLD = (_, _) -> {};

    void met(AgentId agent, Budget budget);

    /** Tells people, with what they could do about it. */
    static Overuse alerting(Alerts alerts) {
        return (agent, budget) -> alerts.raise(
                agent,
                budget.kind() == Budget.Kind.CALLS_PER_MINUTE ? "breaker-open" : "budget-exhausted",
                budget.sentence() + "; where nobody expects that, `bailiwick freeze " + agent
                        + "` stops it and `bailiwick incident contain " + agent + "` opens a case");
    }
}
