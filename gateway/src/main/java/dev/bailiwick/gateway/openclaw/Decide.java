package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.Verdict;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * May this tool call be made? Held open while people decide; a caller who hangs up meanwhile is noticed by the pulse, whose
 * beats are spaces before the answer.
 */
public final class Decide {
    /** The code under which the decision point refuses the call that Bailiwick itself lets the agent attempt. */
    static final String CANARY = "canary";

    private final Enforcer enforcer;
    private final CurrentFacts facts;
    private final Liveness liveness;
    private final RecentCalls calls;
    private final Holding holding;

    /**
     * How calls are held.
     *
     * @param longest how long a call is held open while people decide
     */
    public record Holding(Duration longest, Pulse pulse) {}

    public Decide(Enforcer enforcer, CurrentFacts facts, Liveness liveness, RecentCalls calls, Holding holding) {
        this.enforcer = enforcer;
        this.facts = facts;
        this.liveness = liveness;
        this.calls = calls;
        this.holding = holding;
    }

    void handle(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        var attempt = attempt(caller.agent(), RequestBody.object(request));
        calls.remember(attempt);
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        response.header(HeaderValues.CACHE_NO_CACHE);
        try (var line = holding.pulse().line(response, " ", () -> {})) {
            var verdict = enforcer.enforce(attempt, holding.longest(), line::open);
            if (verdict instanceof Verdict.Refused(var _, var reason)
                    && reason.code().equals(CANARY)) {
                liveness.canaryRefused(caller.agent());
            }
            line.finish(Json.utf8(answer(attempt, verdict)));
        }
    }

    static Attempt attempt(AgentId agent, JsonObject body) {
        var fields = Fields.of(body);
        var kind = fields.optionallyParsed("kind", Decide::identifier);
        var attempt = new Attempt(
                agent,
                fields.parsed("session", SessionId::new),
                fields.optionallyParsed("run", Decide::identifier),
                fields.optionallyParsed("call", Decide::identifier),
                ToolName.of(fields.parsed("tool", Decide::tool), kind),
                fields.object("arguments"),
                origin(fields.fields("origin")),
                fields.optionallyParsed("definition", Digest::new));
        fields.end();
        return attempt;
    }

    private static Origin origin(Fields fields) {
        var origin = new Origin(
                fields.oneOf("kind", Origin.Kind.class),
                fields.optionallyParsed("sender", Decide::identifier),
                fields.optionalFlag("owner").orElse(false),
                fields.optionallyParsed("job", Decide::identifier));
        fields.end();
        return origin;
    }

    private static String tool(String text) {
        if (text.isBlank() || text.length() > 200)
            throw new IllegalArgumentException("a tool name has 1 to 200 characters");
        return text;
    }

    private static String identifier(String text) {
        if (text.isEmpty() || text.length() > 300) throw new IllegalArgumentException("expected 1 to 300 characters");
        return text;
    }

    private JsonObject answer(Attempt attempt, Verdict verdict) {
        var words = new Words(facts.now().contact());
        return switch (verdict) {
            case Verdict.Permit(long entry, var _, var _) ->
                answered("permit", entry)
                        .and("command", Execution.of(attempt, facts.now()).map(JsonString::new))
                        .build();
            case Verdict.Refused(long entry, var reason) ->
                answered("refusal", entry)
                        .and("reason", reason.json())
                        .and("message", words.refused(entry, reason))
                        .build();
            case Verdict.Pending(long entry, var task, var reason) ->
                answered("pending", entry)
                        .and("task", task.value())
                        .and("message", words.pending(entry, task, reason))
                        .build();
            case Verdict.AlreadyExecuted(long entry, var task, long execution) ->
                answered("already-executed", entry)
                        .and("task", task.value())
                        .and("execution", execution)
                        .and("message", words.alreadyExecuted(task, execution))
                        .build();
        };
    }

    private static JsonObject.Builder answered(String answer, long entry) {
        return JsonObject.with("answer", answer).and("entry", entry);
    }
}
