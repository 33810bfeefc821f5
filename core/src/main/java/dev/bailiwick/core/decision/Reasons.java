package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.policy.Asks;
import dev.bailiwick.core.policy.Outcome.Cause;
import dev.bailiwick.core.register.Freeze;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a denial says. Never the agent's own words: whoever reads a reason may trust it. */
final class Reasons {
    private static final String REQUEST = "A person can ask for the integration: `bailiwick integrations request`. ";

    private final String contact;
    private final Operation operation;
    private final Optional<String> outside;
    private final Moment moment;

    /** @param outside in which way the act lies outside its automation's scope */
    Reasons(String contact, Operation operation, Optional<String> outside, Moment moment) {
        this.contact = contact;
        this.operation = operation;
        this.outside = outside;
        this.moment = moment;
    }

    Reason frozen(Freeze freeze) {
        return new Reason(
                "frozen",
                "every action of this agent is stopped since " + freeze.at() + " by " + freeze.by() + ": "
                        + freeze.reason(),
                "Stop and wait. " + ask());
    }

    Reason notRegistered() {
        return new Reason(
                "not_registered",
                "no such agent is registered here, and nothing runs unregistered",
                "Register it. " + ask());
    }

    Reason draft() {
        return new Reason(
                "draft",
                "this agent stands on the step draft, where everything is refused",
                "Its operator can move it to observe or pilot. " + ask());
    }

    Reason canary() {
        return new Reason(
                "canary",
                "this is the probe that shows that refusals work",
                "Nothing to do: the probe was refused, as it must be.");
    }

    Reason hazard() {
        return new Reason(
                "hazard",
                "nobody can approve this: " + String.join("; ", operation.hazard()),
                "Do it without that. " + ask());
    }

    Reason tier4InPilot() {
        String next = operation.classified()
                ? "Infrastructure is touched in production only, with a change ticket. "
                : "IT can put this tool into a tier on the worklist. ";
        return new Reason("tier4_in_pilot", why() + "; in the pilot step that is refused", next + ask());
    }

    Reason requestable(Applied applied, Asks asks) {
        String text = why() + ": a person must say yes to exactly this action (" + sentences(applied) + ")";
        return asks.ticket()
                ? new Reason(
                        "ticket_required",
                        text + ", with a verified change ticket",
                        "Open a change ticket for it. Do not retry and do not look for another way. " + ask())
                : new Reason("approval_required", text, "Do not retry and do not look for another way. " + ask());
    }

    Reason refused(Applied applied, Cause cause) {
        return switch (cause) {
            case FORBIDDEN -> forbidden(applied);
            case NO_PERMIT -> new Reason("no_permit", why() + ", and no policy permits that", stop());
            case POLICY_ERROR ->
                new Reason(
                        "policy_error",
                        "a policy could not be evaluated, so the action was refused",
                        "Security can see which policy in the log. " + ask());
            case FACTS_MISSING -> new Reason("facts_missing", "not everything the policies must know is there", stop());
            case INVALID_REQUEST ->
                new Reason("invalid_request", "the action does not fit the policies' vocabulary", stop());
            case NO_ELIGIBLE_APPROVER -> nobody();
            case APPROVAL_WOULD_NOT_HELP ->
                new Reason(
                        "approval_would_not_help",
                        why() + ", and no approval that the policies ask for would permit it",
                        stop());
        };
    }

    /** The policy's own name is the code: {@code base.secret_outflow} says {@code secret_outflow}. */
    private Reason forbidden(Applied applied) {
        String first = applied.forbids().getFirst().id();
        String hard = applied.forbids().stream()
                .filter(forbid -> !forbid.requestable())
                .map(this::sentence)
                .collect(Collectors.joining("; "));
        String code = code(first);
        String way = code.startsWith("integration_") || code.equals("operation_not_granted") ? REQUEST : "";
        return new Reason(code, why() + "; nobody can approve this: " + hard, way + stop());
    }

    private Reason nobody() {
        return new Reason(
                "no_eligible_approver",
                why() + ", and nobody in the register could approve it",
                "Name an active person who holds the function and neither runs this agent nor asked for this. "
                        + ask());
    }

    static String code(String policy) {
        return policy.substring(policy.indexOf('.') + 1).replace('.', '_');
    }

    private String sentences(Applied applied) {
        return applied.forbids().stream().map(this::sentence).collect(Collectors.joining("; "));
    }

    /** Why, and of a limit how much of it is used. */
    private String sentence(Applied.Forbid forbid) {
        return moment.heldBy(code(forbid.id()))
                .map(budget -> forbid.reason() + " (" + budget.sentence() + ")")
                .orElse(forbid.reason());
    }

    private String why() {
        String because = operation.because().isEmpty()
                ? operation.verb()
                : operation.because().getFirst();
        return "tier " + operation.tier().number() + ", because " + because
                + outside.map(how -> "; " + how).orElse("");
    }

    private String stop() {
        return "Do not look for another way. " + ask();
    }

    private String ask() {
        return "Ask " + contact + ".";
    }
}
