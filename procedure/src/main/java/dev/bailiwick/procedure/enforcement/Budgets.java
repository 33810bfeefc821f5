package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What each agent has used up: actions of the hour, and money of the day (UTC); and what people have not looked at yet.
 *
 * <p>One agent's actions are judged one after the other, each against what those before it have used, so that two at once
 * cannot both take what is left for one. After a start the log says what was used.
 */
public final class Budgets {
    private static final int MINUTES = 60;

    private final Map<AgentId, Used> all = new ConcurrentHashMap<>();
    private final Owed owed;

    /** Of agents that are held back by nothing. */
    public Budgets() {
        this(Owed.NOTHING);
    }

    public Budgets(Owed owed) {
        this.owed = owed;
    }

    /** Reads back what was permitted since the beginning of the day, and within the hour. */
    public static Budgets from(AuditLog log, Instant now, Owed owed) {
        var budgets = new Budgets(owed);
        var since = day(now.minus(Duration.ofHours(1)));
        log.read(first(log, since), entry -> {
            if (!entry.at().isBefore(since)) budgets.restore(entry);
            return true;
        });
        return budgets;
    }

    /** The place of the first entry that is not older: entries of a clock that was set back are met twice, never missed. */
    private static long first(AuditLog log, Instant since) {
        long low = 0;
        long high = log.size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(log, middle).isBefore(since)) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static Instant at(AuditLog log, long sequence) {
        var seen = new Instant[] {Instant.MAX};
        log.read(sequence, entry -> {
            seen[0] = entry.at();
            return false;
        });
        return seen[0];
    }

    private void restore(Entry entry) {
        var decided = Decided.of(entry);
        boolean permitted =
                entry.kind() == Event.Kind.DECISION && decided.verdict().equals(Optional.of("permit"));
        if (permitted) entry.agent().ifPresent(agent -> used(new AgentId(agent)).add(decided, entry.at()));
    }

    private Used used(AgentId agent) {
        return all.computeIfAbsent(agent, _ -> new Used());
    }

    /** What an agent has used up at this moment. */
    Moment of(AgentId agent, Instant now) {
        return inTurn(agent, now, Turn::moment);
    }

    /** Lets one action of this agent be judged, and counted, before the next. */
    <T> T inTurn(AgentId agent, Instant now, Function<Turn, T> judging) {
        var used = used(agent);
        used.lock.lock();
        try {
            return judging.apply(new Turn(used, owed.of(agent, now), now));
        } finally {
            used.lock.unlock();
        }
    }

    /** One agent's turn. */
    static final class Turn {
        private final Used used;
        private final Owed.Dues dues;
        private final Instant now;

        private Turn(Used used, Owed.Dues dues, Instant now) {
            this.used = used;
            this.dues = dues;
            this.now = now;
        }

        Moment moment() {
            return new Moment(
                    now,
                    used.calls.within(now),
                    used.external.within(now),
                    used.spent(now),
                    dues.changes(),
                    dues.writes(),
                    dues.duties());
        }

        /** Counts what is permitted; everything else uses nothing. */
        void use(Judgement judgement) {
            if (!(judgement.decision() instanceof Decision.Permit)) return;
            var meaning = judgement.question().meaning();
            long minor = meaning.money().map(money -> money.minor()).orElse(0L);
            used.add(meaning.resource().external(), minor, now);
        }
    }

    private static Instant day(Instant at) {
        return at.truncatedTo(ChronoUnit.DAYS);
    }

    private static final class Used {
        final ReentrantLock lock = new ReentrantLock();
        final Hour calls = new Hour();
        final Hour external = new Hour();
        private Instant day = Instant.EPOCH;
        private long spentMinor;

        void add(Decided decided, Instant at) {
            add(decided.external(), decided.minor(), at);
        }

        void add(boolean left, long minor, Instant at) {
            calls.count(at);
            if (left) external.count(at);
            spentMinor = Math.addExact(spent(at), minor);
        }

        /** A clock that goes back gives no new day. */
        long spent(Instant at) {
            if (day(at).isAfter(day)) {
                day = day(at);
                spentMinor = 0;
            }
            return spentMinor;
        }
    }

    /** Counts by the minute: what is told is of the last sixty minutes, the running one included. */
    private static final class Hour {
        private final long[] counts = new long[MINUTES];
        private final long[] minutes = new long[MINUTES];

        void count(Instant at) {
            long minute = minute(at);
            int place = Math.floorMod(minute, MINUTES);
            if (minutes[place] != minute) counts[place] = 0;
            minutes[place] = minute;
            counts[place]++;
        }

        long within(Instant now) {
            long minute = minute(now);
            long sum = 0;
            for (int i = 0; i < MINUTES; i++) {
                if (Math.abs(minute - minutes[i]) < MINUTES) sum += counts[i];
            }
            return sum;
        }

        private static long minute(Instant at) {
            return Math.floorDiv(at.getEpochSecond(), 60);
        }
    }
}
