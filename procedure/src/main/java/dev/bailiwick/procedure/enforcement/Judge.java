package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.DecisionPoint;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.register.Limits;
import dev.bailiwick.core.value.AgentId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts an attempt before the decision point together with what is true at this moment. */
public final class Judge {
    private final DecisionPoint decisionPoint;
    private final CurrentFacts facts;
    private final Sessions sessions;
    private final Budgets budgets;
    private final InstantSource clock;

    public Judge(
            DecisionPoint decisionPoint, CurrentFacts facts, Sessions sessions, Budgets budgets, InstantSource clock) {
        this.decisionPoint = decisionPoint;
        this.facts = facts;
        this.sessions = sessions;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** Judges what nobody is about to carry out. */
    Judgement judge(Attempt attempt, Optional<Evidence> evidence) {
        return judge(attempt, evidence, budgets.of(wish(attempt), now()));
    }

    private Budgets.Wish wish(Attempt attempt) {
        return new Budgets.Wish(attempt.agent(), attempt.tool(), limits(attempt.agent()));
    }

    private Limits limits(AgentId agent) {
        return facts.now().limits(agent);
    }

    /** Why this permit is not given because it is one of a loop; empty while it is none. */
    Optional<Reason> loop(Judgement judgement) {
        return budgets.loop(judgement, limits(judgement.question().agent()), now(), contact());
    }

    private Judgement judge(Attempt attempt, Optional<Evidence> evidence, Moment moment) {
        var session = sessions.of(attempt.agent(), attempt.session());
        return decisionPoint.decide(attempt, session, facts.now(), evidence, moment);
    }

    /**
     * Judges what is about to be carried out, and uses up what a permit rests on: the agent's budgets, and a person's own
     * words. Of two calls at once the second is judged without what the first has used.
     *
     * @param stopped whether something besides the judgement stops it, so that it uses nothing
     */
    Judgement take(Attempt attempt, Optional<Evidence> evidence, Predicate<Judgement> stopped) {
        return budgets.inTurn(wish(attempt), now(), turn -> {
            turn.begun();
            var judgement = judge(attempt, evidence, turn.moment());
            if (stopped.test(judgement)) return judgement;
            var standing = spend(judgement) ? judgement : judge(attempt, evidence, turn.moment());
            turn.use(standing);
            return standing;
        });
    }

    /** Uses the person's words that this permit rests on; false when they were used meanwhile, so that it permits nothing. */
    private boolean spend(Judgement judgement) {
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
