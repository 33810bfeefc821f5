package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.Authorizer;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.validation.Conformance;
import dev.bailiwick.core.policy.Outcome.Cause;
import dev.bailiwick.core.policy.Outcome.Permit;
import dev.bailiwick.core.policy.Outcome.Refusal;
import dev.bailiwick.core.policy.Outcome.Requestable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The policies of one pack, compiled, and how their answers become ours. Immutable, for any number of threads.
 *
 * <pre>
 * 1  the request fits the schema, and every entity a policy may look at is there    else refused
 * 2  one pass finds P, F, E: satisfied permits, satisfied forbids, errors
 * 3  E is not empty                          refused: a forbid that fails would let through what it forbids
 * 4  some forbid in F that nobody may lift   refused
 * 5  P is empty                              refused: people lift a forbid, they never make a permit
 * 6  F is not empty                          requestable: all functions that F asks for together,
 *                                            if somebody may approve, and if approval would make it a permit
 * 7  else                                    permitted, bound to what P and the duties oblige to
 * </pre>
 */
public final class Profile {
    private final Conformance conformance;
    private final Authorizer deciding;
    private final Authorizer duties;
    private final Map<String, Rule> rules;
    private final int level;

    Profile(Conformance conformance, PolicySet deciding, PolicySet duties, Map<String, Rule> rules, int level) {
        this.conformance = conformance;
        this.deciding = Authorizer.compiled(deciding);
        this.duties = Authorizer.compiled(duties);
        this.rules = Map.copyOf(rules);
        this.level = level;
    }

    /** Answers one request. Pure. */
    public Outcome decide(Request request, EntityStore entities, Approvals approvals) {
        var misfit = conformance.request(request.principal(), request.action(), request.resource(), request.context());
        if (misfit.isPresent()) return refused(List.of(misfit.get().message()), Cause.INVALID_REQUEST);
        var missing = missing(request, entities);
        if (!missing.isEmpty()) return refused(missing, Cause.FACTS_MISSING);
        var answer = deciding.answer(request, entities);
        var applied = applied(answer);
        if (!answer.errors().isEmpty()) return new Refusal(applied, Cause.POLICY_ERROR);
        if (applied.forbids().stream().anyMatch(forbid -> !forbid.requestable()))
            return new Refusal(applied, Cause.FORBIDDEN);
        if (answer.permits().isEmpty()) return new Refusal(applied, Cause.NO_PERMIT);
        return answer.forbids().isEmpty()
                ? permitted(request, entities, applied)
                : requestable(request, entities, applied, approvals);
    }

    private static Outcome refused(List<String> errors, Cause cause) {
        return new Refusal(new Applied(List.of(), List.of(), errors), cause);
    }

    private List<String> missing(Request request, EntityStore entities) {
        var roots = new ArrayList<EntityUid>();
        roots.add(request.principal());
        roots.add(request.action());
        roots.add(request.resource());
        EntityStore.collectUids(request.context(), roots);
        if (entities.isClosedAtLevel(roots, level)) return List.of();
        return entities.missingAtLevel(roots, level).stream()
                .map(uid -> "entity " + uid + " is not known")
                .toList();
    }

    private Applied applied(Answer answer) {
        var forbids = answer.forbids().stream()
                .map(this::rule)
                .map(rule ->
                        new Applied.Forbid(rule.id(), rule.reason(), rule.asks().isPresent()))
                .sorted(Comparator.comparing(Applied.Forbid::requestable))
                .toList();
        var errors = answer.errors().stream()
                .map(error -> error.policyId() + ": " + error.message())
                .toList();
        return new Applied(answer.permits(), forbids, errors);
    }

    private Rule rule(String id) {
        return Objects.requireNonNull(rules.get(id), id);
    }

    private Outcome requestable(Request request, EntityStore entities, Applied applied, Approvals approvals) {
        Asks asks = applied.forbids().stream()
                .map(forbid -> rule(forbid.id()).asks().orElseThrow())
                .reduce(Asks::and)
                .orElseThrow();
        Optional<RecordValue> given = approvals.granting(asks);
        if (given.isEmpty()) return new Refusal(applied, Cause.NO_ELIGIBLE_APPROVER);
        return helps(request, entities, given.get())
                ? new Requestable(applied, asks)
                : new Refusal(applied, Cause.APPROVAL_WOULD_NOT_HELP);
    }

    /** Whether the same request with this approval would be a permit. */
    private boolean helps(Request request, EntityStore entities, RecordValue approval) {
        return permits(
                new Request(
                        request.principal(),
                        request.action(),
                        request.resource(),
                        request.context().with("approval", approval)),
                entities);
    }

    /** Whether the policies permit this request as it stands. */
    public boolean permits(Request request, EntityStore entities) {
        var answer = deciding.answer(request, entities);
        return answer.errors().isEmpty()
                && answer.forbids().isEmpty()
                && !answer.permits().isEmpty();
    }

    private Outcome permitted(Request request, EntityStore entities, Applied applied) {
        var due = duties.answer(request, entities);
        if (!due.errors().isEmpty())
            return refused(
                    due.errors().stream()
                            .map(error -> error.policyId() + ": " + error.message())
                            .toList(),
                    Cause.POLICY_ERROR);
        var obligations = new TreeSet<Obligation>();
        for (String id : applied.permits()) obligations.addAll(rule(id).obligations());
        for (String id : due.permits()) obligations.addAll(rule(id).obligations());
        return new Permit(applied, new ArrayList<>(obligations));
    }
}
