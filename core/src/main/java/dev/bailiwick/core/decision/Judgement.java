package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * One attempt, judged: everything that must be recorded to understand the decision and to make it again.
 *
 * @param question what was judged
 * @param moment when, and with what used up
 * @param freeze what was frozen then, as far as it concerned this agent
 * @param evidence what people had said
 * @param decision the answer
 * @param applied the policies that had something to say; in observe, those that would have
 * @param wouldBe in observe, what would have been answered were the agent protected
 * @param spends the person's own words without which it were no Permit: they allow this one action
 * @param versions with which policies, catalogue and facts
 */
public record Judgement(
        Question question,
        Moment moment,
        Optional<Freeze> freeze,
        Optional<Evidence> evidence,
        Decision decision,
        Applied applied,
        Optional<Decision> wouldBe,
        Optional<Instruction> spends,
        Versions versions) {
    public Meaning meaning() {
        return question.meaning();
    }

    public Operation operation() {
        return meaning().operation();
    }

    /** The digest that an approval is bound to. */
    public Digest action() {
        return question.action();
    }

    /** The limit of which too little was left, when one stood against it. */
    public Optional<Budget> overdrawn() {
        if (moment.budgets().isEmpty()) return Optional.empty();
        return applied.forbids().stream()
                .flatMap(forbid -> moment.heldBy(Reasons.code(forbid.id())).stream())
                .findFirst();
    }

    /** The same, but for what is answered. */
    public Judgement answered(Decision other) {
        return new Judgement(question, moment, freeze, evidence, other, applied, wouldBe, Optional.empty(), versions);
    }

    public JsonObject json() {
        return JsonObject.with("question", question.json())
                .and("moment", moment.json())
                .and("freeze", freeze.map(Freeze::json))
                .and("evidence", evidence.map(Evidence::json))
                .and("decision", decision.json())
                .and("applied", applied.json())
                .and("wouldBe", wouldBe.map(Decision::json))
                .and("spends", spends.map(Instruction::json))
                .and("versions", versions.json())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no judgement */
    public static Judgement of(JsonObject json) {
        var fields = Fields.of(json);
        var judgement = new Judgement(
                Question.of(fields.object("question")),
                Moment.of(fields.object("moment")),
                fields.optionalObject("freeze").map(Fields::of).map(Freeze::of),
                fields.optionalObject("evidence").map(Evidence::of),
                Decision.of(fields.object("decision")),
                Applied.of(fields.object("applied")),
                fields.optionalObject("wouldBe").map(Decision::of),
                fields.optionalObject("spends").map(Instruction::of),
                Versions.of(fields.object("versions")));
        fields.end();
        return judgement;
    }
}
