package dev.bailiwick.gateway.authzen;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.enforcement.Enforcer;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Turns a requestable denial into a task, and tells how the task stands (access-request-and-approval profile). Ours map to
 * the profile's words so: withdrawn and revoked are {@code cancelled}; unknown is {@code failed}; claimed and executed are
 * {@code executed}, which no enforcement point may read as approved: the one approval is spent.
 */
final class AccessRequests {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final Header PROBLEM = HeaderValues.createCached("Content-Type", "application/problem+json");
    private static final String POLL_SECONDS = "5";

    private final Enforcer enforcer;
    private final Approvals approvals;
    private final DenialBinding binding;
    private final InstantSource clock;
    private final Submissions submissions = new Submissions();

    AccessRequests(Enforcer enforcer, Approvals approvals, DenialBinding binding, InstantSource clock) {
        this.enforcer = enforcer;
        this.approvals = approvals;
        this.binding = binding;
        this.clock = clock;
    }

    void submit(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        JsonObject body = RequestBody.object(request);
        if (body.has("items")) throw unrequestable("one request asks for one action: items are not supported");
        var key = request.headers().first(IDEMPOTENCY_KEY).map(text -> caller.agent() + " " + Digest.of(text));
        var repeated = key.flatMap(text -> submissions.repeated(text, Digest.of(body)));
        var task = repeated.flatMap(approvals::find).orElseGet(() -> open(caller.agent(), body));
        key.ifPresent(text -> submissions.remember(text, Digest.of(body), task.id()));
        response.status(Status.ACCEPTED_202).header(HeaderNames.LOCATION, statusEndpoint(task.id()));
        Answers.json(response, handle(task));
    }

    private ApprovalTask open(AgentId caller, JsonObject body) {
        var question = EvaluationRequest.of(body);
        if (!question.isAbout(caller)) throw DenialBinding.unbound("this credential asks for the agent " + caller);
        var denial = Fields.of(body).optionalObject("denial");
        var bound = binding.check(
                caller, question, denial.orElseThrow(() -> DenialBinding.unbound("the denial is missing")));
        return submissions.opened(bound, approvals::find, () -> request(caller, question));
    }

    private ApprovalTask request(AgentId caller, EvaluationRequest question) {
        return enforcer.request(question.attempt(caller))
                .orElseThrow(() -> unrequestable("this action needs no approval, or none could help: evaluate again"));
    }

    private static HttpError unrequestable(String why) {
        return DenialBinding.problem(Status.BAD_REQUEST_400, "not_requestable", why);
    }

    void status(Caller caller, ServerRequest request, ServerResponse response) {
        var task = id(request.path().pathParameters().get("id"))
                .flatMap(approvals::find)
                .filter(found -> found.agent().equals(caller.agent()))
                .orElseThrow(
                        () -> DenialBinding.problem(Status.NOT_FOUND_404, "unknown_task", "there is no such task"));
        if (task.stateAt(clock.instant()) == State.PENDING) response.header(HeaderNames.RETRY_AFTER, POLL_SECONDS);
        Answers.json(response, handle(task));
    }

    private static Optional<TaskId> id(String text) {
        try {
            return Optional.of(new TaskId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JsonObject handle(ApprovalTask task) {
        var state = task.stateAt(clock.instant());
        var handle = JsonObject.with("id", task.id().value())
                .and("status", word(state))
                .and("status_endpoint", statusEndpoint(task.id()))
                .and("expires_at", task.expires().toString())
                .and("auditSeq", JsonNumber.of(task.asked()));
        var answer = JsonObject.with("task", handle.build());
        if (state == State.APPROVED) answer.and("result", result(task));
        return answer.build();
    }

    /** Approved: the caller evaluates, and acts through its enforcement point, which judges again. */
    private static JsonObject result(ApprovalTask task) {
        return JsonObject.with("mode", "reevaluate")
                .and(
                        "approval",
                        JsonObject.with("id", task.id().value())
                                .and("approved_until", task.expires().toString())
                                .build())
                .build();
    }

    private static String word(State state) {
        return switch (state) {
            case PENDING, APPROVED, DENIED, EXPIRED, FAILED -> Fields.spelling(state);
            case WITHDRAWN, REVOKED -> "cancelled";
            case CLAIMED, EXECUTED -> "executed";
            case UNKNOWN -> "failed";
        };
    }

    private String statusEndpoint(TaskId id) {
        return binding.endpoint() + "/" + id;
    }

    /** Bad input worded as the profile asks: problem details (RFC 9457). */
    static void problem(ServerResponse response, HttpError error) {
        String type = error.code().startsWith("urn:") ? error.code() : "about:blank";
        response.status(error.status());
        Answers.send(
                response,
                PROBLEM,
                Json.utf8(JsonObject.with("type", type)
                        .and("title", error.status().reasonPhrase())
                        .and("status", JsonNumber.of(error.status().code()))
                        .and("detail", error.message())
                        .build()));
    }
}
