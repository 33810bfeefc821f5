package dev.bailiwick.procedure.review;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Agents as what they are to an auditor: privileged accounts. One that did nothing for {@link #DORMANT} is disabled until
 * somebody sets its step anew.
 */
public final class Accounts {
    /** So long an account may lie unused. */
    public static final Duration DORMANT = Duration.ofDays(90);

    private static final String PRECAUTION = "dormant/";

    private final LogCursor cursor;
    private final CurrentFacts facts;
    private final Alerts alerts;
    private final Precautions precautions;
    private final InstantSource clock;
    private final Map<AgentId, Instant> used = new HashMap<>();
    private Set<AgentId> told = new HashSet<>();

    /**
     * One account.
     *
     * @param used when it last did something that was permitted
     */
    public record Account(Agent agent, Optional<Instant> used, State state) {}

    /** Where an account stands. */
    public enum State {
        /** It stands on draft: everything is refused. */
        PREPARED,
        ENABLED,
        /** Nobody used it for too long: everything is refused. */
        DORMANT,
        FROZEN
    }

    public Accounts(AuditLog log, CurrentFacts facts, Alerts alerts, Precautions precautions, InstantSource clock) {
        var since = clock.instant().minus(DORMANT);
        this.cursor = new LogCursor(log, Wanted.of(Event.Kind.DECISION).from(since));
        this.facts = facts;
        this.alerts = alerts;
        this.precautions = precautions;
        this.clock = clock;
    }

    public synchronized List<Account> all() {
        cursor.advance(this::take);
        var now = clock.instant();
        return facts.now().agents().values().stream()
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .map(agent -> new Account(agent, Optional.ofNullable(used.get(agent.id())), state(agent, now)))
                .toList();
    }

    private void take(Entry entry) {
        if (!Decided.of(entry).verdict().equals(Optional.of("permit"))) return;
        entry.agent().ifPresent(agent -> used.put(new AgentId(agent), entry.at()));
    }

    private State state(Agent agent, Instant now) {
        if (facts.now().freezes().of(agent.id()).isPresent()) return State.FROZEN;
        if (agent.step() == Step.DRAFT) return State.PREPARED;
        var last = Optional.ofNullable(used.get(agent.id()))
                .filter(at -> at.isAfter(agent.since()))
                .orElse(agent.since());
        return now.isBefore(last.plus(DORMANT)) ? State.ENABLED : State.DORMANT;
    }

    /** Disables what lies unused, and enables it again once its step was set anew. */
    public synchronized void look() {
        var dormant = new HashSet<AgentId>();
        for (var account : all()) {
            var id = account.agent().id();
            if (account.state() != State.DORMANT) {
                precautions.end(PRECAUTION + id);
                continue;
            }
            dormant.add(id);
            precautions.stand(PRECAUTION + id, new Precautions.Precaution(Tier.T1, reason(id), id));
            if (!told.contains(id))
                alerts.raise(id, "agent-dormant", "it did nothing for " + DORMANT.toDays() + " days and is disabled");
        }
        told = dormant;
    }

    private Reason reason(AgentId id) {
        return new Reason(
                "dormant",
                "agent " + id + " did nothing for " + DORMANT.toDays() + " days and is disabled",
                "Its operator can set its step anew. Ask " + facts.now().contact() + ".");
    }
}
