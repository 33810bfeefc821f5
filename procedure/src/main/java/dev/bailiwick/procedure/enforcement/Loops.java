package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Stops an agent that does the same again and again: exactly the same action, with nothing else between. */
final class Loops {
    static final int MOST = 100;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private final Map<AgentId, Row> rows = new ConcurrentHashMap<>();

    /** One action's row: how often, and since when. */
    private record Row(Digest action, int times, Instant since) {
        static Row first(Digest action, Instant at) {
            return new Row(action, 1, at);
        }

        boolean over(Instant now) {
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
    Optional<Reason> against(Judgement judgement, Instant now, String contact) {
        if (!counts(judgement)) return Optional.empty();
        var row = rows.merge(
                judgement.question().agent(),
                Row.first(judgement.action(), now),
                (before, first) -> before.over(now) || !before.action().equals(first.action())
                        ? first
                        : new Row(before.action(), before.times() + 1, before.since()));
        return row.times() <= MOST
                ? Optional.empty()
                : Optional.of(new Reason(
                        "loop",
                        "the same action was tried " + row.times() + " times in a row since " + row.since(),
                        "do something else first, wait until " + row.since().plus(WITHIN) + ", or ask " + contact));
    }
}
