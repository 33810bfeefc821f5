package dev.bailiwick.procedure.evaluation;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.DecisionPoint;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Speaker;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges recorded sessions, step by step. */
public final class Evaluation {
    private static final SessionId SESSION = new SessionId("evaluation");

    private final DecisionPoint decisionPoint;
    private final Facts facts;
    private final Screen screen;
    private final Run run;

    /**
     * In whose name everything is judged.
     *
     * @param sender how the person of the prompt writes to the agent
     * @param moment when it is judged, with nothing used up
     */
    public record Run(AgentId agent, String sender, Moment moment) {}

    public Evaluation(DecisionPoint decisionPoint, Facts facts, Screen screen, Run run) {
        this.decisionPoint = decisionPoint;
        this.facts = facts;
        this.screen = screen;
        this.run = run;
    }

    /** The judgement of each step. */
    public List<Judgement> judge(RecordedSession recorded) {
        var session = Session.fresh(SESSION).offered(recorded.tools()).heard(Speaker.PERSON, recorded.prompt());
        List<Judgement> judgements = new ArrayList<>();
        for (var step : recorded.steps()) {
            var judgement = decisionPoint.decide(attempt(step), session, facts, Optional.empty(), run.moment());
            judgements.add(judgement);
            if (judgement.spends().isPresent())
                session = session.spent(judgement.spends().get());
            int signal = screen.screen(step.result()).signal().level();
            session = session.read(step.tool(), step.arguments(), step.result(), signal);
        }
        return judgements;
    }

    private Attempt attempt(RecordedSession.Step step) {
        var origin = new Origin(Origin.Kind.MESSAGE, Optional.of(run.sender()), true);
        return new Attempt(
                run.agent(),
                SESSION,
                Optional.empty(),
                Optional.empty(),
                step.tool(),
                step.arguments(),
                origin,
                Optional.empty());
    }

    /** The answer line of one session. */
    public JsonObject answer(RecordedSession recorded) {
        List<JsonValue> decisions = new ArrayList<>();
        List<JsonValue> steps = new ArrayList<>();
        for (var judgement : judge(recorded)) {
            decisions.add(new JsonString(word(judgement.decision())));
            steps.add(told(judgement));
        }
        return JsonObject.with("id", recorded.id())
                .and("decisions", new JsonArray(decisions))
                .and("steps", new JsonArray(steps))
                .build();
    }

    private static JsonObject told(Judgement judgement) {
        var meaning = judgement.meaning();
        return JsonObject.with("tier", JsonNumber.of(meaning.operation().tier().number()))
                .and("verb", meaning.verb().action())
                .and("reasons", JsonArray.ofStrings(meaning.operation().because()))
                .and("policies", judgement.applied().json())
                .and("decision", judgement.decision().json())
                .and("meaning", meaning.json())
                .build();
    }

    /** The answer in the words of the evaluation's file. */
    public static String word(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> "allow";
            case Decision.Requestable _ -> "approve";
            case Decision.Refusal _ -> "deny";
        };
    }
}
