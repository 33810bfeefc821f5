package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Takes one attempt from an enforcement point to a verdict.
 *
 * <p>The order is the promise: judge, record durably, answer; for an approved action judge again with the evidence, claim,
 * record, answer. This is the only place that turns a throwable into a refusal: everything else may fail, nothing fails
 * open.
 */
public final class Enforcer {
    private final Judge judge;
    private final DecisionRecord record;
    private final ApprovalDesk desk;
    private final Precautions precautions;
    private final Newcomers newcomers;

    /** @param newcomers is told of calls whose tool nobody has looked at */
    public Enforcer(
            Judge judge, DecisionRecord record, ApprovalDesk desk, Precautions precautions, Newcomers newcomers) {
        this.judge = judge;
        this.record = record;
        this.desk = desk;
        this.precautions = precautions;
        this.newcomers = newcomers;
    }

    /**
     * Decides an attempt that an enforcement point is about to carry out.
     *
     * @param hold how long a requestable denial may be held open while people decide
     * @return a Permit exactly when the action may be carried out once, now
     */
    public Verdict enforce(Attempt attempt, Duration hold) {
        return enforce(attempt, hold, () -> true);
    }

    /**
     * {@link #enforce(Attempt, Duration)} for a caller that may hang up.
     *
     * @param listening whether anybody still waits for the verdict: an approval is not spent on a call nobody will make
     */
    public Verdict enforce(Attempt attempt, Duration hold, BooleanSupplier listening) {
        try {
            return verdict(attempt, hold, listening);
        } catch (AuditUnavailable e) {
            return new Verdict.Refused(-1, auditUnavailable());
        } catch (IllegalArgumentException e) {
            return refusedUnjudged(attempt, invalid(e), e);
        } catch (RuntimeException | Error e) {
            return refusedUnjudged(attempt, internal(), e);
        }
    }

    /** What was answered to a question about an action that nobody is about to carry out. */
    public record Asked(long entry, Judgement judgement) {}

    /**
     * Answers "may it?" without letting anything happen: recorded as asked, opens no task, uses no approval.
     *
     * @param ignored what the asker said about the answer itself, as tier or source: recorded, and never listened to
     * @throws AuditUnavailable when the question cannot be recorded
     * @throws IllegalArgumentException when the attempt cannot be put into canonical form
     */
    public Asked ask(Attempt attempt, List<String> ignored) {
        var plain = judge.judge(attempt, Optional.empty());
        var judgement = desk.approved(attempt.agent(), plain.action())
                .map(task -> judge.judge(attempt, desk.evidence(task)))
                .orElse(plain);
        var answer = precaution(attempt, judgement)
                .<Decision>map(Decision.Refusal::new)
                .map(judgement::answered)
                .orElse(judgement);
        return new Asked(record.asked(attempt, judgement, word(answer.decision()), ignored), answer);
    }

    /**
     * Opens, or joins, the task for an action (AuthZEN access request).
     *
     * @return empty when the action needs no approval, or when none could help
     */
    public Optional<ApprovalTask> request(Attempt attempt) {
        var judgement = judge.judge(attempt, Optional.empty());
        if (!(judgement.decision() instanceof Decision.Requestable denial)) return Optional.empty();
        if (desk.crowded(attempt.agent(), judgement.action()).isPresent()) return Optional.empty();
        long entry = record.asked(attempt, judgement, "requested", List.of());
        return Optional.of(desk.open(attempt, judgement, denial, entry));
    }

    private Verdict verdict(Attempt attempt, Duration hold, BooleanSupplier listening) {
        var judgement = judged(attempt, Optional.empty());
        if (!judgement.operation().classified()) newcomers.met(attempt);
        var precaution = precaution(attempt, judgement);
        if (precaution.isPresent()) return refused(attempt, judgement, precaution.get(), Optional.empty());
        return switch (judgement.decision()) {
            case Decision.Permit(var obligations) -> permitted(attempt, judgement, obligations);
            case Decision.Refusal(var reason) -> refused(attempt, judgement, reason, Optional.empty());
            case Decision.Requestable denial -> requested(attempt, judgement, denial, hold, listening);
        };
    }

    private Verdict permitted(Attempt attempt, Judgement judgement, List<Obligation> obligations) {
        var loop = judge.loop(judgement);
        if (loop.isPresent()) return refused(attempt, judgement, loop.get(), Optional.empty());
        newcomers.permitted(attempt, judgement);
        return new Verdict.Permit(
                record.decided(attempt, judgement, "permit", Optional.empty()),
                judgement.operation().tier(),
                obligations);
    }

    private Judgement judged(Attempt attempt, Optional<Evidence> evidence) {
        return judge.take(
                attempt, evidence, judgement -> precaution(attempt, judgement).isPresent());
    }

    /** Bailiwick's own state is part of no judgement, so that one can be repeated from its record alone. */
    private Optional<Reason> precaution(Attempt attempt, Judgement judgement) {
        return judgement.decision() instanceof Decision.Refusal
                ? Optional.empty()
                : precautions.against(attempt.agent(), judgement.operation().tier());
    }

    private Verdict requested(
            Attempt attempt,
            Judgement judgement,
            Decision.Requestable denial,
            Duration hold,
            BooleanSupplier listening) {
        var approved = desk.approved(attempt.agent(), judgement.action());
        if (approved.isPresent()) return execute(attempt, approved.get());
        var crowded = desk.crowded(attempt.agent(), judgement.action());
        if (crowded.isPresent()) return refused(attempt, judgement, crowded.get(), Optional.empty());
        long entry = record.decided(attempt, judgement, "pending", Optional.empty());
        var task = desk.open(attempt, judgement, denial, entry);
        var decided = desk.await(task.id(), hold, listening);
        if (listening.getAsBoolean()) return afterWaiting(attempt, decided, entry);
        desk.hungUp(decided);
        return new Verdict.Pending(entry, task.id(), task.reason());
    }

    private Verdict afterWaiting(Attempt attempt, ApprovalTask task, long entry) {
        return switch (task.stateAt(judge.now())) {
            case APPROVED -> execute(attempt, task);
            case PENDING -> stillPending(attempt, task, entry);
            case DENIED, EXPIRED, WITHDRAWN, REVOKED -> closed(attempt, task);
            case CLAIMED, EXECUTED, FAILED, UNKNOWN -> alreadyExecuted(task, entry);
        };
    }

    /** A freeze that came while people were deciding answers at once. */
    private Verdict stillPending(Attempt attempt, ApprovalTask task, long entry) {
        var judgement = judge.judge(attempt, Optional.empty());
        if (judgement.decision() instanceof Decision.Refusal(var reason)) {
            return refused(attempt, judgement, reason, Optional.of(task));
        }
        return new Verdict.Pending(entry, task.id(), task.reason());
    }

    /** Judge again with the evidence, claim, record, permit. At most one caller passes the claim. */
    private Verdict execute(Attempt attempt, ApprovalTask task) {
        var judgement = judged(attempt, desk.evidence(task));
        var precaution = precaution(attempt, judgement);
        if (precaution.isPresent()) return refused(attempt, judgement, precaution.get(), Optional.of(task));
        return switch (judgement.decision()) {
            case Decision.Permit(var obligations) ->
                desk.claim(task)
                        .<Verdict>map(claim -> new Verdict.Permit(
                                recordExecution(attempt, judgement, claim),
                                judgement.operation().tier(),
                                obligations))
                        .orElseGet(() -> alreadyExecuted(task, -1));
            // people said yes, but the facts of this moment do not: a freeze, a ticket whose window has closed
            case Decision.Refusal(var reason) -> refused(attempt, judgement, reason, Optional.of(task));
            // somebody else used the approval between our look and our judgement
            case Decision.Requestable _ when desk.begun(task.id()) -> alreadyExecuted(task, -1);
            case Decision.Requestable(var reason, var _) -> refused(attempt, judgement, reason, Optional.of(task));
        };
    }

    private long recordExecution(Attempt attempt, Judgement judgement, ApprovalTask claim) {
        try {
            long entry = record.decided(attempt, judgement, "permit", Optional.of(claim.id()));
            desk.executing(claim, entry);
            newcomers.approved(attempt, judgement, claim);
            return entry;
        } catch (RuntimeException | Error e) {
            desk.release(claim);
            throw e;
        }
    }

    private Verdict alreadyExecuted(ApprovalTask task, long entry) {
        return new Verdict.AlreadyExecuted(
                entry, task.id(), desk.execution(task.id()).orElse(-1L));
    }

    private Verdict closed(Attempt attempt, ApprovalTask task) {
        var judgement = judge.judge(attempt, Optional.empty());
        return refused(attempt, judgement, desk.whyClosed(task), Optional.of(task));
    }

    private Verdict refused(Attempt attempt, Judgement judgement, Reason reason, Optional<ApprovalTask> task) {
        return new Verdict.Refused(record.refused(attempt, judgement, reason, task.map(ApprovalTask::id)), reason);
    }

    private Verdict refusedUnjudged(Attempt attempt, Reason reason, Throwable cause) {
        try {
            return new Verdict.Refused(record.refused(attempt, reason, cause), reason);
        } catch (RuntimeException e) {
            return new Verdict.Refused(-1, auditUnavailable());
        }
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "permit";
            case Decision.Refusal _ -> "refusal";
            case Decision.Requestable _ -> "requestable";
        };
    }

    private Reason invalid(IllegalArgumentException e) {
        return new Reason(
                "invalid_request",
                "the call cannot be understood exactly: " + e.getMessage(),
                "send other arguments, or ask " + judge.contact());
    }

    private Reason internal() {
        return new Reason(
                "internal",
                "Bailiwick could not decide this action, so it was refused",
                "tell " + judge.contact() + " the decision number");
    }

    private Reason auditUnavailable() {
        return new Reason(
                "audit_unavailable",
                "Bailiwick cannot write its log, so every action is refused",
                "tell " + judge.contact() + "; nothing passes until the log can be written");
    }
}
