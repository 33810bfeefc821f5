package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes what was decided: durable when a method returns, secrets taken out, remembered by the call's id. */
public final class DecisionRecord {
    private final AuditLog log;
    private final DecidedCalls calls;
    private final Catalog catalog;
    private final UnaryOperator<JsonObject> redaction;

    /** @param redaction takes secrets out of what goes into the log */
    public DecisionRecord(AuditLog log, DecidedCalls calls, Catalog catalog, UnaryOperator<JsonObject> redaction) {
        this.log = log;
        this.calls = calls;
        this.catalog = catalog;
        this.redaction = redaction;
    }

    long decided(Attempt attempt, Judgement judgement, String verdict, Optional<TaskId> task) {
        return decided(attempt, body(attempt, judgement, verdict), verdict, task);
    }

    /** A refusal whose reason may lie outside the judgement: what people said, or that nobody did. */
    long refused(Attempt attempt, Judgement judgement, Reason reason, Optional<TaskId> task) {
        var body = body(attempt, judgement, "refused").plus("reason", reason.json());
        return decided(attempt, body, "refused", task);
    }

    private long decided(Attempt attempt, JsonObject body, String verdict, Optional<TaskId> task) {
        var whole =
                task.map(id -> body.plus("task", new JsonString(id.value()))).orElse(body);
        // a call that only carries another one is no action: the inner call gets the decision
        var kind = catalog.carriesOtherCalls(attempt.tool()) ? Event.Kind.REPORTED : Event.Kind.DECISION;
        long entry = log.append(event(kind, attempt, whole)).sequence();
        remember(attempt, new DecidedCalls.Decided(entry, verdict.equals("permit"), task));
        return entry;
    }

    long asked(Attempt attempt, Judgement judgement, String answer, List<String> ignored) {
        var body = body(attempt, judgement, answer);
        var whole = ignored.isEmpty() ? body : body.plus("ignored", JsonArray.ofStrings(ignored));
        return log.append(event(Event.Kind.ASKED, attempt, whole)).sequence();
    }

    /** A refusal that no judgement stands behind. */
    long refused(Attempt attempt, Reason reason, Throwable cause) {
        var body = JsonObject.with("verdict", "refused")
                .and("reason", reason.json())
                .and("tool", attempt.tool())
                .and("cause", cause.getClass().getName())
                .and("where", where(cause))
                .build();
        long entry = log.append(event(Event.Kind.DECISION, attempt, body)).sequence();
        remember(attempt, new DecidedCalls.Decided(entry, false, Optional.empty()));
        return entry;
    }

    /** Where our own code failed; the message may hold what an agent wrote and stays out. */
    private static String where(Throwable cause) {
        for (var frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.bailiwick.")) return frame.toString();
        }
        return "";
    }

    private void remember(Attempt attempt, DecidedCalls.Decided decided) {
        attempt.call().ifPresent(call -> calls.add(attempt.agent(), call, decided));
    }

    private JsonObject body(Attempt attempt, Judgement judgement, String verdict) {
        return JsonObject.with("verdict", verdict)
                .and("attempt", redaction.apply(attempt.json()))
                .and("judgement", redaction.apply(judgement.json()))
                .build();
    }

    private static Event event(Event.Kind kind, Attempt attempt, JsonObject body) {
        var agent = Optional.of(attempt.agent());
        return new Event(kind, new Actor.Machine(attempt.agent()), agent, Optional.of(attempt.session()), body);
    }
}
