package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.inquiry.Inquiry;
import dev.bailiwick.core.incident.inquiry.Normal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Asks the log about a case, once its agent is proved to be stopped. Each look stands in the log with who and when. */
public final class Investigation {
    /** How far before the case its beginning is looked for, when nobody says otherwise. */
    public static final Duration WINDOW = Duration.ofHours(24);

    /** How far back before that it is read what is usual. */
    private static final Duration USUAL = Duration.ofDays(30);

    /** The newest so many. */
    static final int MOST = 5_000;

    /** The kinds that answer something. */
    private static final Set<Event.Kind> ASKED =
            EnumSet.of(Event.Kind.DECISION, Event.Kind.OUTCOME, Event.Kind.ALERT, Event.Kind.LIVENESS);

    private final Cases cases;
    private final AuditLog log;
    private final BiFunction<AgentId, Instant, Normal> normal;

    /** @param normal what is to be expected of an agent, given when the case may have begun */
    public Investigation(Cases cases, AuditLog log, BiFunction<AgentId, Instant, Normal> normal) {
        this.cases = cases;
        this.log = log;
        this.normal = normal;
    }

    /** What asking came to. */
    public sealed interface Asked {
        record Answered(Inquiry inquiry) implements Asked {}

        /** Not now, and why. */
        record Refused(String why) implements Asked {}
    }

    /**
     * Asks the four questions.
     *
     * @param which the agent, where the case is of every agent
     * @param since when the case may have begun, if somebody knows better
     */
    public Asked ask(CaseId id, Optional<AgentId> which, Optional<Instant> since, Actor.Human actor) {
        var found = cases.find(id);
        if (found.isEmpty()) return new Asked.Refused("there is no case \"" + id + "\"");
        var incident = found.get();
        if (!stopped(incident))
            return new Asked.Refused("nobody investigates while the agent may run: its stop is not proved yet");
        var agent = incident.agent().or(() -> which);
        if (agent.isEmpty()) return new Asked.Refused("the case is of every agent: say which one");
        if (which.isPresent() && !which.equals(agent)) return new Asked.Refused("the case is of " + agent.get());
        var from = since.orElse(incident.opened().minus(WINDOW));
        if (from.isBefore(Instant.EPOCH)) return new Asked.Refused("no log is that old");
        if (!from.isBefore(incident.opened())) return new Asked.Refused("the case was opened before that");
        return new Asked.Answered(answered(incident, agent.get(), from, actor));
    }

    private static boolean stopped(Incident incident) {
        return incident.at(Step.KILL)
                .filter(kill -> kill.outcome() == Outcome.DONE)
                .isPresent();
    }

    /**
     * The same for what is written about a case anyhow, and says so in the log itself; empty while the agent is not proved to be
     * stopped.
     */
    public Optional<Inquiry> look(Incident incident, AgentId agent) {
        return stopped(incident)
                ? Optional.of(inquiry(incident, agent, incident.opened().minus(WINDOW)))
                : Optional.empty();
    }

    private Inquiry answered(Incident incident, AgentId agent, Instant from, Actor.Human actor) {
        var inquiry = inquiry(incident, agent, from);
        var body = incident.entry("investigated")
                .plus("since", new JsonString(from.toString()))
                .plus(
                        "cause",
                        new JsonString(Fields.spelling(inquiry.rootCause().cause())));
        log.append(Event.of(Event.Kind.INCIDENT, actor, agent, body));
        return inquiry;
    }

    private Inquiry inquiry(Incident incident, AgentId agent, Instant from) {
        var entries = entries(incident, agent, from);
        return Inquiry.of(
                entries.stream().map(this::whole).toList(),
                entries.size() == MOST,
                incident,
                normal.apply(agent, from));
    }

    private Deque<Entry> entries(Incident incident, AgentId agent, Instant from) {
        var first = from.minus(USUAL);
        Deque<Entry> newest = new ArrayDeque<>();
        log.read(0, Wanted.since(first), entry -> {
            if (entry.at().isBefore(incident.opened()) && concerns(agent, entry)) newest.add(entry);
            if (newest.size() > MOST) newest.removeFirst();
            return true;
        });
        return newest;
    }

    private static boolean concerns(AgentId agent, Entry entry) {
        return entry.agent().map(agent.value()::equals).orElse(entry.kind() == Event.Kind.ALERT)
                && ASKED.contains(entry.kind());
    }

    private Entry whole(Entry entry) {
        return log.body(entry).map(entry::with).orElse(entry);
    }
}
