package dev.bailiwick.gateway.authzen;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Enforcer;
import java.util.Optional;

/** Answers questions. What fails is denied. */
final class Evaluator {
    private static final System.Logger LOG = System.getLogger(Evaluator.class.getName());

    private final Enforcer enforcer;
    private final Approvals approvals;
    private final CurrentFacts facts;
    private final DenialBinding binding;

    Evaluator(Enforcer enforcer, Approvals approvals, CurrentFacts facts, DenialBinding binding) {
        this.enforcer = enforcer;
        this.approvals = approvals;
        this.facts = facts;
        this.binding = binding;
    }

    static boolean permitted(JsonObject answer) {
        return answer.get("decision").equals(Optional.of(new JsonBoolean(true)));
    }

    /** One item of a batch: whatever is wrong with it denies it, and only it (section 7.2.1). */
    JsonObject answerItem(AgentId caller, JsonValue item) {
        try {
            if (!(item instanceof JsonObject object)) throw HttpError.badRequest("an evaluation is an object");
            return answer(caller, EvaluationRequest.of(object));
        } catch (JsonException | HttpError e) {
            return failed(400, "invalid_request", Untrusted.visible(String.valueOf(e.getMessage())));
        }
    }

    /** @throws HttpError 400 when the question cannot be put as a call */
    JsonObject answer(AgentId caller, EvaluationRequest question) {
        if (!question.isAbout(caller)) {
            return failed(403, "subject_mismatch", "this credential asks for the agent " + caller + " alone");
        }
        var attempt = question.attempt(caller);
        try {
            return worded(caller, question, enforcer.ask(attempt, question.ignored()));
        } catch (AuditUnavailable e) {
            return denied(unavailable()).build();
        } catch (IllegalArgumentException e) {
            return failed(400, "invalid_request", "the arguments have no canonical form");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a question could not be answered", e);
            return failed(500, "internal", "Bailiwick could not decide this, so it is denied");
        }
    }

    private JsonObject worded(AgentId caller, EvaluationRequest question, Enforcer.Asked asked) {
        var judgement = asked.judgement();
        var context = switch (judgement.decision()) {
            case Decision.Permit(var obligations) ->
                JsonObject.with(
                        "obligations",
                        JsonArray.ofStrings(
                                obligations.stream().map(Obligation::toString).toList()));
            case Decision.Refusal(var reason) -> reason(reason);
            case Decision.Requestable denial ->
                reason(denial.reason()).and("access_request", binding.requestable(caller, question, asked, denial));
        };
        context.and("tier", judgement.operation().tier().number())
                .and("operation", judgement.operation().id())
                .and("rule", rule(judgement.decision()))
                .and("task", openTask(caller, asked).map(id -> new JsonString(id)))
                .and("policyVersion", judgement.versions().policies().hex())
                .and("auditSeq", JsonNumber.of(asked.entry()))
                .and("evaluation_id", DenialBinding.evaluationId(asked));
        return JsonObject.with("decision", new JsonBoolean(judgement.decision() instanceof Decision.Permit))
                .and("context", context.build())
                .build();
    }

    private Optional<String> openTask(AgentId caller, Enforcer.Asked asked) {
        return approvals
                .openFor(caller, asked.judgement().action())
                .map(ApprovalTask::id)
                .map(Object::toString);
    }

    private static String rule(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "permit";
            case Decision.Denial denial -> denial.reason().code();
        };
    }

    private JsonObject.Builder reason(Reason reason) {
        return JsonObject.with("reason", reason.code())
                .and("reason_user", JsonObject.with("en", reason.text()).build())
                .and("next", reason.next())
                .and("contact", facts.now().contact());
    }

    private JsonObject.Builder denied(Reason reason) {
        return JsonObject.with("decision", new JsonBoolean(false))
                .and("context", reason(reason).and("auditSeq", -1).build());
    }

    private static Reason unavailable() {
        return new Reason(
                "audit_unavailable",
                "Bailiwick cannot write its log, so every action is refused",
                "nothing passes until the log can be written");
    }

    private static JsonObject failed(int status, String code, String message) {
        var error = JsonObject.with("status", JsonNumber.of(status)).and("message", message);
        return JsonObject.with("decision", new JsonBoolean(false))
                .and(
                        "context",
                        JsonObject.with("reason", code)
                                .and("error", error.build())
                                .build())
                .build();
    }
}
