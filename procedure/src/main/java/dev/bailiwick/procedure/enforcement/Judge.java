package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.DecisionPoint;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Judgement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Puts an attempt before the decision point together with what is true at this moment. */
public final class Judge {
    private final DecisionPoint decisionPoint;
    private final CurrentFacts facts;
    private final Sessions sessions;
    private final InstantSource clock;

    public Judge(DecisionPoint decisionPoint, CurrentFacts facts, Sessions sessions, InstantSource clock) {
        this.decisionPoint = decisionPoint;
        this.facts = facts;
        this.sessions = sessions;
        this.clock = clock;
    }

    Judgement judge(Attempt attempt, Optional<Evidence> evidence) {
        var session = sessions.of(attempt.agent(), attempt.session());
        return decisionPoint.decide(attempt, session, facts.now(), evidence, now());
    }

    /** Uses the person's words that this permit rests on; false when they were used meanwhile, so that it permits nothing. */
    boolean spend(Judgement judgement) {
        var question = judgement.question();
        return judgement.spends().isEmpty()
                || sessions.spend(
                        question.agent(), question.session(), judgement.spends().get());
    }

    Instant now() {
        return clock.instant();
    }

    /** Whom a denied agent or person should ask. */
    String contact() {
        return facts.now().contact();
    }
}
