package dev.bailiwick.gateway.authzen;

import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.Gate;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The decision API. Mounted at the root of a listener: its paths are the standard's own. */
public final class AuthZenRoutes implements HttpService {
    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-ID");
    private static final Header TEXT = HeaderValues.createCached("Content-Type", "text/plain; charset=utf-8");

    private final Gate gate;
    private final Gate requestGate;
    private final Evaluator evaluator;
    private final AccessRequests requests;
    private final JsonObject metadata;

    /**
     * What the API answers from.
     *
     * @param base the address callers reach it under, such as {@code http://127.0.0.1:7430}
     */
    public record Sources(Enforcer enforcer, Approvals approvals, CurrentFacts facts, InstantSource clock, URI base) {}

    public AuthZenRoutes(Sources sources, CredentialDesk credentials, SecureRandom chance) {
        var binding = new DenialBinding(sources.base(), sources.clock(), chance);
        gate = new Gate(credentials, AuthZenRoutes::message);
        requestGate = new Gate(credentials, AccessRequests::problem);
        evaluator = new Evaluator(sources.enforcer(), sources.approvals(), sources.facts(), binding);
        requests = new AccessRequests(sources.enforcer(), sources.approvals(), binding, sources.clock());
        metadata = metadata(sources.base(), binding);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/access/v1/evaluation", named(gate.admit(Use.ASK, this::evaluation)))
                .post("/access/v1/evaluations", named(gate.admit(Use.ASK, this::evaluations)))
                .post("/access/v1/requests", named(requestGate.admit(Use.ASK, requests::submit)))
                .get("/access/v1/requests/{id}", named(requestGate.admit(Use.ASK, requests::status)))
                .get("/.well-known/authzen-configuration", named((_, response) -> Answers.json(response, metadata)));
    }

    /** A request keeps its name in every answer, errors too (section 10.1.3). */
    private static Handler named(Handler handler) {
        return (request, response) -> {
            request.headers().first(REQUEST_ID).ifPresent(id -> response.header(REQUEST_ID, id));
            handler.handle(request, response);
        };
    }

    private void evaluation(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        Answers.json(response, evaluator.answer(caller.agent(), EvaluationRequest.of(question(request))));
    }

    private void evaluations(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        var question = question(request);
        var answer = Batch.of(question)
                .map(batch -> batch.answered(item -> evaluator.answerItem(caller.agent(), item)))
                .orElseGet(() -> evaluator.answer(caller.agent(), EvaluationRequest.of(question)));
        Answers.json(response, answer);
    }

    private static JsonObject question(ServerRequest request) throws IOException {
        boolean json = request.headers()
                .first(HeaderNames.CONTENT_TYPE)
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter("application/json"::equals)
                .isPresent();
        if (!json) throw HttpError.badRequest("the content type must be application/json");
        return RequestBody.object(request);
    }

    /** The standard's errors are one message string (section 10.1.2). */
    private static void message(ServerResponse response, HttpError error) {
        response.status(error.status());
        Answers.send(response, TEXT, error.message().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject metadata(URI base, DenialBinding binding) {
        return JsonObject.with("policy_decision_point", base.toString())
                .and(
                        "access_evaluation_endpoint",
                        base.resolve("/access/v1/evaluation").toString())
                .and(
                        "access_evaluations_endpoint",
                        base.resolve("/access/v1/evaluations").toString())
                .and("access_request_endpoint", binding.endpoint().toString())
                .and("capabilities", JsonArray.ofStrings(List.of("urn:openid:authzen:capability:access-request")))
                .build();
    }
}
