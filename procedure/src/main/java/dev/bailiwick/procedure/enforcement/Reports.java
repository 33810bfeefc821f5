package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.detection.Screening;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Capture;
import dev.bailiwick.core.secrecy.Recognized;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * What the runtime says happened. Everything here is the agent side's word: it is recorded, it feeds the session, it may
 * raise an answer; whether it may lower one is for the decision point to say.
 */
public final class Reports {
    /** How much of a text is kept in the log; the whole is kept as a digest. */
    static final int EXCERPT = 2_000;

    private final Sessions sessions;
    private final DecidedCalls calls;
    private final ApprovalDesk desk;
    private final AuditLog log;
    private final UnaryOperator<JsonObject> redaction;
    private final Readers readers;
    private final BiFunction<AgentId, Set<DataClass>, Capture.Level> capture;

    public Reports(
            Sessions sessions,
            DecidedCalls calls,
            ApprovalDesk desk,
            AuditLog log,
            UnaryOperator<JsonObject> redaction,
            Screen screen) {
        this(
                sessions,
                calls,
                desk,
                log,
                redaction,
                new Readers(screen, FurtherReading.NOBODY),
                (_, _) -> Capture.Level.EXCERPT);
    }

    /**
     * Who reads each result when it arrives, so that no decision waits for it.
     *
     * @param screen the own rules, before the session knows of the result
     * @param further others, afterwards
     */
    public record Readers(Screen screen, FurtherReading further) {}

    /** @param capture how much of a content the log keeps, by what it shows */
    public Reports(
            Sessions sessions,
            DecidedCalls calls,
            ApprovalDesk desk,
            AuditLog log,
            UnaryOperator<JsonObject> redaction,
            Readers readers,
            BiFunction<AgentId, Set<DataClass>, Capture.Level> capture) {
        this.sessions = sessions;
        this.calls = calls;
        this.desk = desk;
        this.log = log;
        this.redaction = redaction;
        this.readers = readers;
        this.capture = capture;
    }

    /**
     * What a tool call came to.
     *
     * @param arguments what was decided; empty when that is not known
     */
    public record Outcome(
            SessionId session,
            Optional<String> call,
            String tool,
            Optional<JsonObject> arguments,
            boolean ok,
            String text) {
        /** What this leaves in its session. */
        private Session readIn(Session session, int signal) {
            if (arguments.isPresent()) return session.read(tool, arguments.get(), text, signal);
            var after = session.readOfUnknown(tool, text, signal);
            return ok ? after.forgetting() : after;
        }
    }

    /** The model was told of these tools: what they say of themselves is known to every session of this agent. */
    public void offered(AgentId agent, List<Tool> tools) {
        if (!tools.isEmpty()) sessions.offered(agent, tools);
    }

    /** Records the outcome under its decision, settles the approval behind it, and lets the session remember what it read. */
    public void outcome(AgentId agent, Outcome outcome) {
        var screening = readers.screen().screen(outcome.text());
        var decided = outcome.call().flatMap(call -> calls.find(agent, call));
        var body = JsonObject.with("tool", outcome.tool())
                .and("ok", outcome.ok())
                .and("decision", decided.map(found -> JsonNumber.of(found.entry())))
                .and("call", outcome.call().map(dev.bailiwick.json.JsonString::new))
                .and("text", excerpt(outcome.text()))
                .and("digest", Digest.of(outcome.text()).hex())
                .and("shows", shows(outcome.text()))
                .and("screening", heard(screening))
                .and("arguments", decided.filter(Reports::reviewed).flatMap(_ -> outcome.arguments()))
                .build();
        long entry = append(Event.Kind.OUTCOME, agent, outcome.session(), body);
        if (decided.isEmpty() && !outcome.ok()) neverBegan(agent, outcome, entry);
        decided.filter(DecidedCalls.Decided::permitted)
                .flatMap(DecidedCalls.Decided::task)
                .ifPresent(task -> desk.settle(task, outcome.ok() ? State.EXECUTED : State.FAILED));
        int signal = screening.signal().level();
        sessions.change(agent, outcome.session(), session -> outcome.readIn(session, signal));
        readers.further().read(agent, outcome.session(), outcome.text(), screening);
    }

    /** What people approved is compared afterwards with what was done. */
    private static boolean reviewed(DecidedCalls.Decided decided) {
        return decided.task().isPresent();
    }

    /** What the screen heard in a result, if anything. */
    private static Optional<JsonObject> heard(Screening screening) {
        return screening.signal() == Signal.NONE ? Optional.empty() : Optional.of(screening.json());
    }

    /** The runtime refused it before any gate: no such tool, arguments that do not fit, a run given up. Its result may be shown. */
    private void neverBegan(AgentId agent, Outcome outcome, long entry) {
        outcome.call()
                .ifPresent(call -> calls.add(agent, call, new DecidedCalls.Decided(entry, false, Optional.empty())));
    }

    /** A message reached the agent. Only what its owner wrote counts as a person's words; anybody else's is read, not heard. */
    public void message(AgentId agent, SessionId session, String sender, boolean owner, String text) {
        append(
                Event.Kind.REPORTED,
                agent,
                session,
                text("message", text).plus("sender", new dev.bailiwick.json.JsonString(sender)));
        sessions.heard(agent, session, sender, owner, text);
    }

    /** A run began: from here on everything it reads is seen. */
    public void started(AgentId agent, SessionId session) {
        sessions.started(agent, session);
        append(
                Event.Kind.REPORTED,
                agent,
                session,
                JsonObject.with("what", "session-started").build());
    }

    /** A run made another one, which inherits where things came from but nobody's words to act on. */
    public void delegated(AgentId agent, SessionId parent, SessionId child, JsonObject detail) {
        sessions.delegated(agent, parent, child);
        told(agent, parent, "sub-agent", detail);
    }

    /** Anything else the runtime tells: a prompt, a sub-agent, a schedule, an end. */
    public void told(AgentId agent, SessionId session, String what, JsonObject detail) {
        append(
                Event.Kind.REPORTED,
                agent,
                session,
                JsonObject.with("what", what).and("detail", detail).build());
    }

    /** How the session stands. */
    public Session session(AgentId agent, SessionId session) {
        return sessions.of(agent, session);
    }

    private static JsonObject text(String what, String text) {
        return JsonObject.with("what", what)
                .and("text", excerpt(text))
                .and("digest", Digest.of(text).hex())
                .and("shows", shows(text))
                .build();
    }

    /** Cut between code points, never inside one. */
    private static String excerpt(String text) {
        if (text.length() <= EXCERPT) return text;
        int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
        return text.substring(0, end) + "…";
    }

    /** The sorts of data that a text shows; absent when it shows none. */
    private static Optional<JsonArray> shows(String text) {
        return Optional.of(Recognized.in(text))
                .filter(found -> !found.isEmpty())
                .map(Capture::spelled);
    }

    private static Set<DataClass> shown(JsonObject body) {
        return Set.copyOf(Fields.of(body).eachOneOf("shows", DataClass.class));
    }

    /** Where only digests are kept, the digest beside it says which text it was. */
    private JsonObject kept(AgentId agent, JsonObject body) {
        return switch (capture.apply(agent, shown(body))) {
            case EXCERPT -> body;
            case DIGEST -> body.minus("text");
        };
    }

    private long append(Event.Kind kind, AgentId agent, SessionId session, JsonObject body) {
        return log.append(new Event(
                        kind,
                        new Actor.Machine(agent),
                        Optional.of(agent),
                        Optional.of(session),
                        redaction.apply(kept(agent, body))))
                .sequence();
    }
}
