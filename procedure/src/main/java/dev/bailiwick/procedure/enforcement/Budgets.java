package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.decision.Budget;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What each agent has used up: calls and money, places written to, what its breaker has seen; and what people have not looked
 * at yet.
 *
 * <p>One agent's actions are judged one after the other, each against what those before it have used, so that two at once
 * cannot both take what is left for one. After a start the log says what was used.
 */
public final class Budgets {
    private final Map<AgentId, Counted> all = new ConcurrentHashMap<>();
    private final Owed owed;
    private final Overuse overuse;

    /** Of agents that are held back by nothing. */
    public Budgets() {
        this(Owed.NOTHING, Overuse.UNTOLD);
    }

    /** @param overuse is told when an agent wants more than is left */
    public Budgets(Owed owed, Overuse overuse) {
        this.owed = owed;
        this.overuse = overuse;
    }

    /** Reads back what was permitted since the beginning of the day, and within the hour. */
    public Budgets after(AuditLog log, Function<AgentId, Limits> limits, Instant now) {
        var since = now.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.DAYS);
        log.read(0, Wanted.of(Event.Kind.DECISION).from(since), entry -> {
            restore(entry, limits);
            return true;
        });
        return this;
    }

    private void restore(Entry entry, Function<AgentId, Limits> limits) {
        if (entry.agent().isEmpty()) return;
        var agent = new AgentId(entry.agent().get());
        counted(agent).restore(Decided.of(entry), limits.apply(agent), entry.at());
    }

    private Counted counted(AgentId agent) {
        return all.computeIfAbsent(agent, _ -> new Counted());
    }

    /** All limits of an agent and how much of each is used, for people. */
    public List<Budget> standing(AgentId agent, Limits limits, Instant now) {
        var counted = counted(agent);
        counted.lock.lock();
        try {
            return counted.used.standing(limits, now);
        } finally {
            counted.lock.unlock();
        }
    }

    /** Who wants to use which tool, and how much may be used. */
    record Wish(AgentId agent, String tool, Limits limits) {}

    /** What an agent has used up at this moment. */
    Moment of(Wish wish, Instant now) {
        return inTurn(wish, now, Turn::moment);
    }

    /** Lets one action of this agent be judged, and counted, before the next. */
    <T> T inTurn(Wish wish, Instant now, Function<Turn, T> judging) {
        var counted = counted(wish.agent());
        counted.lock.lock();
        try {
            return judging.apply(new Turn(counted, wish, now));
        } finally {
            counted.lock.unlock();
        }
    }

    /** Why this permit is not given because it is one of a loop; empty while it is none. */
    Optional<Reason> loop(Judgement judgement, Limits limits, Instant now, String contact) {
        var counted = counted(judgement.question().agent());
        counted.lock.lock();
        try {
            return counted.loops.against(judgement, limits.mostRepeats(), now, contact);
        } finally {
            counted.lock.unlock();
        }
    }

    /** One agent's turn. */
    final class Turn {
        private final Counted counted;
        private final Wish wish;
        private final Instant now;

        private Turn(Counted counted, Wish wish, Instant now) {
            this.counted = counted;
            this.wish = wish;
            this.now = now;
        }

        /** Counts that there was a call at all. */
        Turn begun() {
            if (counted.used.attempted(wish.limits().breaker(), now)) {
                counted.used.of(wish.limits(), wish.tool(), now).stream()
                        .findFirst()
                        .ifPresent(breaker -> overuse.met(wish.agent(), breaker));
            }
            return this;
        }

        Moment moment() {
            var used = counted.used;
            var dues = owed.of(wish.agent(), now);
            return new Moment(
                    now,
                    used.callsThisHour(now),
                    used.externalThisHour(now),
                    used.spentToday(now),
                    dues.changes(),
                    dues.writes(),
                    dues.duties(),
                    used.of(wish.limits(), wish.tool(), now));
        }

        /** Counts what is permitted; everything else uses nothing. */
        void use(Judgement judgement) {
            judgement.overdrawn().ifPresent(budget -> counted.tell(wish.agent(), budget, now, overuse));
            if (!(judgement.decision() instanceof Decision.Permit)) return;
            var meaning = judgement.question().meaning();
            long minor = meaning.money().map(money -> money.minor()).orElse(0L);
            counted.used.permitted(wish.tool(), meaning.placesOutside(), minor, now);
        }
    }

    /** One agent's counts, and who may look at them. */
    private static final class Counted {
        /** For so long an agent's want of more of the same is told once. */
        private static final Duration ONCE = Duration.ofHours(1);

        final ReentrantLock lock = new ReentrantLock();
        final Used used = new Used();
        final Loops loops = new Loops();
        private final Map<Budget.Kind, Instant> told = new ConcurrentHashMap<>();

        void restore(Decided decided, Limits limits, Instant at) {
            used.attempted(limits.breaker(), at);
            if (!decided.verdict().equals(Optional.of("permit"))) return;
            used.permitted(decided.tool().orElse(""), decided.placesOutside(), decided.minor(), at);
            loops.restore(decided, at);
        }

        void tell(AgentId agent, Budget budget, Instant now, Overuse overuse) {
            var last = told.get(budget.kind());
            boolean lately = last != null && now.isBefore(last.plus(ONCE));
            if (budget.kind() == Budget.Kind.CALLS_PER_MINUTE || lately) return;
            told.put(budget.kind(), now);
            overuse.met(agent, budget);
        }
    }
}
