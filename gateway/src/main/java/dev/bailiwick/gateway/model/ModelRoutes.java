package dev.bailiwick.gateway.model;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.gateway.http.Gate;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.ListenerLimits;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.enforcement.Witness;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;

/** The agent's model traffic. Mounted at {@code /model/v1}. */
public final class ModelRoutes implements HttpService {
    /** The model gateway sees no session keys: what it heard belongs to the agent. */
    private static final SessionId HEARD = new SessionId("model");

    private final Gate gate;
    private final Witness witness;
    private final Reports reports;
    private final CurrentFacts facts;
    private final Relay relay;
    private final BodyBudget budget = new BodyBudget();

    public ModelRoutes(CredentialDesk credentials, Witness witness, Reports reports, CurrentFacts facts, Relay relay) {
        this.gate = new Gate(credentials, ModelRoutes::error);
        this.witness = witness;
        this.reports = reports;
        this.facts = facts;
        this.relay = relay;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/chat/completions", gate.admit(Use.MODEL, this::complete))
                .get("/models", gate.admit(Use.MODEL, this::models));
    }

    private void complete(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        byte[] examined;
        try (var _ = budget.reserve(RequestBody.announced(request))) {
            var body = Json.parseObject(RequestBody.bytes(request, ListenerLimits.LARGEST_BODY), JsonLimits.FILE);
            examine(caller.agent(), Turn.of(body));
            examined = Json.utf8(body);
        }
        relay.completion(examined, request, response);
    }

    private void examine(AgentId agent, Turn turn) {
        reports.offered(agent, turn.tools());
        turn.said().forEach(text -> reports.told(agent, HEARD, "prompt-seen", Excerpt.of(text)));
        refuseWhen(agent, turn.results());
    }

    private void models(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        refuseWhen(caller.agent(), List.of());
        relay.models(request, response);
    }

    private void refuseWhen(AgentId agent, List<String> results) {
        witness.refusal(agent, results).ifPresent(refused -> {
            throw new HttpError(Status.CONFLICT_409, refused.reason().code(), words(refused));
        });
    }

    private String words(Verdict.Refused refused) {
        return "Bailiwick refused this model turn (decision " + refused.entry() + "): "
                + refused.reason().text() + ". Next: " + refused.reason().next() + ". Contact: "
                + facts.now().contact() + ". Do not retry.";
    }

    /** Errors in the shape that clients of this protocol read. */
    static void error(ServerResponse response, HttpError error) {
        response.status(error.status());
        Answers.json(response, shaped(error.code(), error.message()));
    }

    static JsonObject shaped(String code, String message) {
        var error = JsonObject.with("message", message)
                .and("type", "bailiwick")
                .and("param", JsonNull.NULL)
                .and("code", code);
        return JsonObject.with("error", error.build()).build();
    }
}
