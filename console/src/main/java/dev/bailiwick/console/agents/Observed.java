package dev.bailiwick.console.agents;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What the decisions of each agent came to, or would have come to while it was only observed. Follows the log as it grows. */
public final class Observed {
    /** Older entries than this are not counted when counting begins: a page answers at once, however long the log is. */
    private static final long BACK = 50_000;

    /**
     * Sums of one agent's decisions.
     *
     * @param since the first entry that was looked at
     */
    public record Counts(long calls, long pass, long ask, long refused, long observed, long since) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        private Counts plus(String answer, boolean onlyObserved) {
            return new Counts(
                    calls + 1,
                    pass + (answer.equals("permit") ? 1 : 0),
                    ask + (answer.equals("pending") || answer.equals("requestable") ? 1 : 0),
                    refused + (answer.startsWith("refus") ? 1 : 0),
                    observed + (onlyObserved ? 1 : 0),
                    since);
        }

        private Counts since(long first) {
            return new Counts(calls, pass, ask, refused, observed, first);
        }
    }

    private final AuditLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Counts> counts = new HashMap<>();
    private long next = -1;
    private long first;

    public Observed(AuditLog log) {
        this.log = log;
    }

    public Counts of(String agent) {
        lock.lock();
        try {
            readUp();
            return counts.getOrDefault(agent, Counts.NONE).since(first);
        } finally {
            lock.unlock();
        }
    }

    private void readUp() {
        long size = log.size();
        if (next < 0) {
            first = Math.max(0, size - BACK);
            next = first;
        }
        if (size <= next) return;
        log.read(next, entry -> {
            if (entry.sequence() >= size) return false;
            count(entry);
            return true;
        });
        next = size;
    }

    private void count(Entry entry) {
        if (entry.kind() != Event.Kind.DECISION || entry.agent().isEmpty()) return;
        var wouldBe = entry.body()
                .object("judgement")
                .flatMap(judgement -> judgement.object("wouldBe"))
                .flatMap(decision -> decision.string("answer"));
        String answer = wouldBe.or(() -> entry.body().string("verdict")).orElse("");
        counts.merge(
                entry.agent().get(),
                Counts.NONE.plus(answer, wouldBe.isPresent()),
                (before, _) -> before.plus(answer, wouldBe.isPresent()));
    }
}
