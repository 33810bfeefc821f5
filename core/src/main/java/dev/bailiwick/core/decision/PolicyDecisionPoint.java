package dev.bailiwick.core.decision;

import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Decision.Permit;
import dev.bailiwick.core.decision.Decision.Refusal;
import dev.bailiwick.core.decision.Decision.Requestable;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.policy.Asks;
import dev.bailiwick.core.policy.Outcome;
import dev.bailiwick.core.policy.Profile;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.Tier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The decision point: what the call means, where its agent stands, and what the policies say; the first that applies answers.
 *
 * <pre>
 * frozen | not registered | draft | canary       refused
 * observe                                        permitted, with what production would have answered
 * hazard                                         refused, whatever anybody approves
 * pilot, tier 4                                  refused
 * the agent's pack                               as {@link Profile} answers; in pilot the operator may approve tier 3 alone
 * </pre>
 *
 * What a caller says about tier, source or approval has no way in: the tier comes from the catalogue and from IT, sources from
 * the session, approval only as {@link Evidence}.
 */
public final class PolicyDecisionPoint implements DecisionPoint {
    /** The newest snapshot as policies see it: made once, not for every decision. */
    private final AtomicReference<Optional<PolicyFacts>> newest = new AtomicReference<>(Optional.empty());

    @Override
    public Judgement decide(Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment) {
        var meaning = facts.agent(attempt.agent())
                .map(agent -> Understanding.of(attempt, session, agent, facts))
                .orElseGet(() -> ofNobody(attempt, session));
        return decide(Question.of(attempt, meaning), facts, evidence, moment);
    }

    /** Judges what is already understood: a recorded decision is made again this way. */
    public Judgement decide(Question question, Facts facts, Optional<Evidence> evidence, Moment moment) {
        return new Judging(question, known(facts), evidence, moment).judgement();
    }

    @SuppressWarnings(
            "ReferenceEquality") // an equal snapshot would do as well, but comparing takes longer than it saves
    private PolicyFacts known(Facts facts) {
        var before = newest.get();
        if (before.isPresent() && before.get().facts() == facts) return before.get();
        var made = PolicyFacts.of(facts);
        newest.set(Optional.of(made));
        return made;
    }

    /** What an agent nobody registered wants is nobody's to understand. */
    private static Meaning ofNobody(Attempt attempt, Session session) {
        var operation = new Operation(
                Operation.UNCLASSIFIED,
                Operation.Known.UNCLASSIFIED,
                Operation.UNCLASSIFIED,
                Tier.T4,
                "",
                List.of("the agent is not registered"),
                List.of());
        return new Meaning(
                Verb.UNCLASSIFIED,
                operation,
                new Resource(Resource.Kind.TOOL, attempt.tool(), true, Set.of()),
                Optional.empty(),
                Source.MODEL,
                Source.MODEL,
                List.of(),
                Optional.empty(),
                false,
                0,
                session.readUntrusted(),
                Set.of(),
                Optional.empty());
    }

    /** One question on its way to its answer. */
    private static final class Judging {
        private final Question question;
        private final PolicyFacts known;
        private final Facts facts;
        private final Optional<Evidence> evidence;
        private final Moment moment;
        private final Reasons reasons;

        Judging(Question question, PolicyFacts known, Optional<Evidence> evidence, Moment moment) {
            this.question = question;
            this.known = known;
            this.facts = known.facts();
            this.evidence = evidence;
            this.moment = moment;
            this.reasons = new Reasons(
                    facts.contact(), question.meaning().operation(), known.outside(question, moment), moment);
        }

        Judgement judgement() {
            var agent = facts.agent(question.agent());
            var always = beforeAnything(agent);
            if (always.isPresent()) return judgement(Answered.without(always.get()), Optional.empty());
            var step = agent.orElseThrow().stepAt(moment.at());
            if (step != Step.OBSERVE) return judgement(protectedBy(agent.orElseThrow(), step), Optional.empty());
            var would = protectedBy(agent.orElseThrow(), Step.PRODUCTION);
            return judgement(observed(agent.orElseThrow(), would.applied()), Optional.of(would.decision()));
        }

        private Judgement judgement(Answered answered, Optional<Decision> wouldBe) {
            return new Judgement(
                    question,
                    moment,
                    facts.freezes().of(question.agent()),
                    evidence,
                    answered.decision(),
                    answered.applied(),
                    wouldBe,
                    answered.spends(),
                    facts.versions());
        }

        private Optional<Decision> beforeAnything(Optional<Agent> agent) {
            var freeze = facts.freezes().of(question.agent());
            if (freeze.isPresent()) return Optional.of(new Refusal(reasons.frozen(freeze.get())));
            if (agent.isEmpty()) return Optional.of(new Refusal(reasons.notRegistered()));
            if (agent.get().stepAt(moment.at()) == Step.DRAFT) return Optional.of(new Refusal(reasons.draft()));
            if (question.canary()) return Optional.of(new Refusal(reasons.canary()));
            return Optional.empty();
        }

        /** Nothing but a freeze stops an agent that is only observed; the policies that would have spoken are kept. */
        private Answered observed(Agent agent, Applied would) {
            var asking = new Asking(agent, Step.OBSERVE, facts.policies().observed());
            return new Answered(decision(asking.outcome(question), asking), would, Optional.empty());
        }

        private Answered protectedBy(Agent agent, Step step) {
            var operation = question.meaning().operation();
            if (!operation.hazard().isEmpty()) return Answered.without(new Refusal(reasons.hazard()));
            if (step == Step.PILOT && operation.tier() == Tier.T4)
                return Answered.without(new Refusal(reasons.tier4InPilot()));
            var asking = new Asking(agent, step, facts.policies().profile(agent.pack()));
            var outcome = asking.outcome(question);
            return new Answered(decision(outcome, asking), outcome.applied(), asking.spends(outcome));
        }

        private Decision decision(Outcome outcome, Asking asking) {
            return switch (outcome) {
                case Outcome.Permit(var _, var obligations) -> new Permit(obligations);
                case Outcome.Refusal(var applied, var cause) -> new Refusal(reasons.refused(applied, cause));
                case Outcome.Requestable(var applied, var asks) ->
                    new Requestable(reasons.requestable(applied, asks), asking.route(asks));
            };
        }

        /** The question before one profile. */
        private final class Asking {
            private final Profile profile;
            private final Consent consent;
            private final EntityStore entities;

            Asking(Agent agent, Step step, Profile profile) {
                this.profile = profile;
                this.consent = new Consent(question, agent, facts, step, moment.at());
                this.entities = known.entities(question, agent);
            }

            Outcome outcome(Question asked) {
                return profile.decide(known.request(asked, moment, consent.given(evidence)), entities, consent);
            }

            /** The person's own words, when it were no Permit without them. */
            Optional<Instruction> spends(Outcome outcome) {
                var instructed = question.meaning().instructed();
                if (instructed.isEmpty() || !(outcome instanceof Outcome.Permit)) return Optional.empty();
                return outcome(question.uninstructed()) instanceof Outcome.Permit ? Optional.empty() : instructed;
            }

            Route route(Asks asks) {
                boolean alone = consent.ofOperator()
                        .filter(given -> profile.permits(known.request(question, moment, Optional.of(given)), entities))
                        .isPresent();
                return new Route(asks.functions(), asks.people(), asks.ticket(), alone, asks.ttl());
            }
        }
    }

    private record Answered(Decision decision, Applied applied, Optional<Instruction> spends) {
        static Answered without(Decision decision) {
            return new Answered(decision, Applied.NOTHING, Optional.empty());
        }
    }
}
