package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.register.Freeze;

/** What a denial says. Never the agent's own words: whoever reads a reason may trust it. */
final class Reasons {
    private final String contact;

    Reasons(String contact) {
        this.contact = contact;
    }

    Reason frozen(Freeze freeze) {
        return new Reason(
                "frozen",
                "everything is stopped since " + freeze.at() + " by " + freeze.by() + ": " + freeze.reason(),
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

    Reason hazard(Operation operation) {
        return new Reason(
                "hazard",
                "nobody can approve this: " + String.join("; ", operation.hazard()),
                "Do it without that. " + ask());
    }

    Reason tier4InPilot(Operation operation) {
        String next = operation.classified()
                ? "Infrastructure is touched in production only, with a change ticket. "
                : "IT can put this tool into a tier on the worklist. ";
        return new Reason("tier4_in_pilot", why(operation) + "; in the pilot step that is refused", next + ask());
    }

    Reason approval(Operation operation) {
        return new Reason(
                "approval_required",
                why(operation) + ": a person must say yes to exactly this action",
                "Do not retry and do not look for another way. " + ask());
    }

    Reason approvalAndTicket(Operation operation) {
        return new Reason(
                "ticket_required",
                why(operation) + ": a person must say yes to exactly this action, with a verified change ticket",
                "Open a change ticket for it. Do not retry and do not look for another way. " + ask());
    }

    Reason nobody(Operation operation) {
        return new Reason(
                "no_eligible_approver",
                why(operation) + ", and nobody in the register could approve it",
                "Name an active person who holds the function and neither runs this agent nor asked for this. "
                        + ask());
    }

    private static String why(Operation operation) {
        String because = operation.because().isEmpty()
                ? operation.verb()
                : operation.because().getFirst();
        return "tier " + operation.tier().number() + ", because " + because;
    }

    private String ask() {
        return "Ask " + contact + ".";
    }
}
