package dev.bailiwick.core.decision;

import dev.bailiwick.core.session.Session;
import java.time.Instant;
import java.util.Optional;

/** Answers "may it?". Pure: live calls, evaluation, simulation and replay all make this one call. */
@FunctionalInterface
public interface DecisionPoint {
    /**
     * Judges one attempt.
     *
     * @param evidence what people said to exactly this action, as the approval desk found it
     * @throws IllegalArgumentException when the attempt cannot be put into canonical form
     */
    Judgement decide(Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment);

    /** {@link #decide(Attempt, Session, Facts, Optional, Moment)} with nothing used up. */
    default Judgement decide(Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Instant now) {
        return decide(attempt, session, facts, evidence, Moment.at(now));
    }
}
