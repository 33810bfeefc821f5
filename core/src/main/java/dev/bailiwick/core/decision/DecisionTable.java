package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.decision.Decision.Permit;
import dev.bailiwick.core.decision.Decision.Refusal;
import dev.bailiwick.core.decision.Decision.Requestable;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The decision point as one table, from top to bottom; the first line that applies answers.
 *
 * <pre>
 * frozen | not registered | draft | canary       refused
 * observe                                        permitted, with what production would have answered
 * a call that only carries another one           permitted: the other one comes here itself
 * hazard                                         refused, whatever anybody approves
 * T1                                             permitted
 * T2                                             permitted, listed for review
 * T3    pilot                                    requestable: business, or the operator alone
 *       production                               requestable: business
 * T4    pilot                                    refused
 *       production                               requestable: IT, with a ticket; reviewed afterwards
 * </pre>
 *
 * What a caller says about tier, source or approval has no way in: the tier comes from the catalogue and from IT, approval
 * only as {@link Evidence}.
 */
public final class DecisionTable implements DecisionPoint {
    /** What a probe carries in its arguments; see docs/design/openclaw-wire.md. */
    public static final String CANARY = "bailiwick-canary-";

    private static final Duration BUSINESS_TIME = Duration.ofHours(8);
    private static final Duration CHANGE_TIME = Duration.ofHours(4);

    /** Holds nothing: all it knows comes with each question. */
    public DecisionTable() {}

    @Override
    public Judgement decide(Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Instant now) {
        var agent = facts.agent(attempt.agent());
        var operation = agent.map(known ->
                        Understanding.of(attempt, session, known, facts).operation())
                .orElseGet(DecisionTable::unknownAgent);
        var action = ActionHash.of(attempt, operation);
        var reasons = new Reasons(facts.contact());
        var always = beforeAnything(attempt, agent, facts, reasons, now);
        if (always.isPresent())
            return new Judgement(operation, action, always.get(), Optional.empty(), facts.version());
        var known = agent.orElseThrow();
        var step = known.stepAt(now);
        var asked = new Asked(attempt, operation, known, facts, reasons);
        var answer = settled(asked, step == Step.PILOT ? Step.PILOT : Step.PRODUCTION, proof(evidence, action, now));
        return step == Step.OBSERVE
                ? new Judgement(operation, action, new Permit(List.of()), Optional.of(answer), facts.version())
                : new Judgement(operation, action, answer, Optional.empty(), facts.version());
    }

    /** One attempt with everything the lower half of the table looks at. */
    private record Asked(Attempt attempt, Operation operation, Agent agent, Facts facts, Reasons reasons) {
        boolean carriesAnother() {
            return facts.catalog().carriesOtherCalls(attempt.tool());
        }
    }

    private static Optional<Decision> beforeAnything(
            Attempt attempt, Optional<Agent> agent, Facts facts, Reasons reasons, Instant now) {
        var freeze = facts.freezes().of(attempt.agent());
        if (freeze.isPresent()) return Optional.of(new Refusal(reasons.frozen(freeze.get())));
        if (agent.isEmpty()) return Optional.of(new Refusal(reasons.notRegistered()));
        if (agent.get().stepAt(now) == Step.DRAFT) return Optional.of(new Refusal(reasons.draft()));
        if (isCanary(attempt)) return Optional.of(new Refusal(reasons.canary()));
        return Optional.empty();
    }

    private static boolean isCanary(Attempt attempt) {
        return attempt.arguments().text().contains(CANARY);
    }

    private static Predicate<Route> proof(Optional<Evidence> evidence, Digest action, Instant now) {
        return route ->
                evidence.filter(given -> given.satisfies(route, action, now)).isPresent();
    }

    private static Decision settled(Asked asked, Step step, Predicate<Route> proven) {
        var operation = asked.operation();
        if (asked.carriesAnother()) return new Permit(List.of());
        if (!operation.hazard().isEmpty()) return new Refusal(asked.reasons().hazard(operation));
        return switch (operation.tier()) {
            case T1 -> new Permit(List.of());
            case T2 -> new Permit(List.of(Obligation.REVIEW));
            case T3 -> {
                var route = new Route(Set.of(Function.BUSINESS), false, step == Step.PILOT, BUSINESS_TIME);
                yield proven.test(route)
                        ? new Permit(List.of())
                        : ask(asked, route, asked.reasons().approval(operation));
            }
            case T4 -> {
                var route = new Route(Set.of(Function.IT), true, false, CHANGE_TIME);
                if (step == Step.PILOT) yield new Refusal(asked.reasons().tier4InPilot(operation));
                yield proven.test(route)
                        ? new Permit(List.of(Obligation.POST_REVIEW))
                        : ask(asked, route, asked.reasons().approvalAndTicket(operation));
            }
        };
    }

    private static Decision ask(Asked asked, Route route, Reason reason) {
        return Eligible.anybody(route, asked.attempt(), asked.agent(), asked.facts())
                ? new Requestable(reason, route)
                : new Refusal(asked.reasons().nobody(asked.operation()));
    }

    private static Operation unknownAgent() {
        return new Operation(
                Operation.UNCLASSIFIED,
                Operation.Known.UNCLASSIFIED,
                Operation.UNCLASSIFIED,
                Tier.T4,
                "",
                List.of("the agent is not registered"),
                List.of());
    }
}
