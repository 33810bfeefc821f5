package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.value.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stops an agent that makes exactly the same change again and again, whatever it does in between. Not for several threads:
 * {@link Budgets} lets one action of an agent in after the other.
 */
final class Loops {
    static final Duration WITHIN = Duration.ofMinutes(10);

    /** So many different changes are remembered, the newest. */
    private static final int REMEMBERED = 1_000;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** One action's row: how often, and since when. */
    private record Row(int times, Instant since) {
        Row more(Instant now) {
            return over(now) ? new Row(1, now) : new Row(times + 1, since);
        }

        private boolean over(Instant now) {
            return now.isAfter(since.plus(WITHIN));
        }
    }

    /** To look again and again is how one waits. */
    private static boolean counts(Judgement judgement) {
        boolean observed = judgement.wouldBe().isPresent();
        boolean changes = judgement.operation().tier() != Tier.T1;
        return changes && !observed && judgement.decision() instanceof Decision.Permit;
    }

    /** Why this permit is not given; empty while it is no loop. An agent that is only observed is not stopped. */
    Optional<Reason> against(Judgement judgement, long most, Instant now, String contact) {
        if (!counts(judgement)) return Optional.empty();
        var row = count(judgement.action().hex(), now);
        return row.times() <= most
                ? Optional.empty()
                : Optional.of(new Reason(
                        "loop",
                        "exactly the same action: limit " + most + " in ten minutes, tried " + row.times()
                                + " times, free again from " + row.since().plus(WITHIN),
                        "Do not repeat it; wait until then, or ask " + contact + "."));
    }

    private Row count(String action, Instant now) {
        var before = rows.remove(action);
        var row = before == null ? new Row(1, now) : before.more(now);
        if (rows.size() >= REMEMBERED) rows.remove(rows.keySet().iterator().next());
        rows.put(action, row);
        return row;
    }

    /** Counts what was permitted before the start. */
    void restore(Decided decided, Instant at) {
        if (decided.tier().filter(tier -> tier > 1).isEmpty() || decided.observed()) return;
        decided.action().ifPresent(action -> count(action, at));
    }
}
