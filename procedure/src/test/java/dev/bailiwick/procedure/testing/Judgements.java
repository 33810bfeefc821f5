package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Question;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.session.Provenance;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judgements of played decision points, of which only operation and answer matter. */
public final class Judgements {
    private Judgements() {}

    public static Judgement of(
            Attempt attempt, Operation operation, Digest action, Decision decision, Facts facts, Moment moment) {
        return of(attempt, operation, action, decision, Optional.empty(), facts, moment);
    }

    /** The judgement of an agent that is only observed. */
    public static Judgement observed(
            Attempt attempt, Operation operation, Digest action, Decision wouldBe, Facts facts, Moment moment) {
        var permit = new Decision.Permit(List.of());
        return of(attempt, operation, action, permit, Optional.of(wouldBe), facts, moment);
    }

    private static Judgement of(
            Attempt attempt,
            Operation operation,
            Digest action,
            Decision decision,
            Optional<Decision> wouldBe,
            Facts facts,
            Moment moment) {
        return new Judgement(
                new Question(attempt.agent(), attempt.session(), meaning(operation), action, false),
                moment,
                Optional.empty(),
                Optional.empty(),
                decision,
                Applied.NOTHING,
                wouldBe,
                Optional.empty(),
                facts.versions());
    }

    /** The same, had its arguments come from there: the first one is the destination. */
    public static Judgement from(List<Provenance> provenance, Judgement judgement) {
        if (provenance.isEmpty()) return judgement;
        var question = judgement.question();
        return new Judgement(
                new Question(
                        question.agent(),
                        question.session(),
                        meaning(judgement.operation(), provenance),
                        question.action(),
                        false),
                judgement.moment(),
                judgement.freeze(),
                judgement.evidence(),
                judgement.decision(),
                judgement.applied(),
                judgement.wouldBe(),
                judgement.spends(),
                judgement.versions());
    }

    /** The same, after people had said this. */
    public static Judgement after(Optional<Evidence> evidence, Judgement judgement) {
        return new Judgement(
                judgement.question(),
                judgement.moment(),
                judgement.freeze(),
                evidence,
                judgement.decision(),
                judgement.applied(),
                judgement.wouldBe(),
                judgement.spends(),
                judgement.versions());
    }

    private static Meaning meaning(Operation operation) {
        return meaning(operation, List.of());
    }

    private static Meaning meaning(Operation operation, List<Provenance> provenance) {
        return new Meaning(
                Verb.UPDATE,
                operation,
                new Resource(Resource.Kind.DOCUMENT, operation.target(), false, Set.of()),
                Optional.empty(),
                provenance.isEmpty() ? Source.MODEL : provenance.getFirst().source(),
                Source.MODEL,
                provenance,
                Optional.empty(),
                false,
                0,
                false,
                Set.of(),
                Optional.empty());
    }
}
