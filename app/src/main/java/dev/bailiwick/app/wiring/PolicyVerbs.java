package dev.bailiwick.app.wiring;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.exposure.Reach;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.policy.Archive;
import dev.bailiwick.procedure.policy.Explanation;
import dev.bailiwick.procedure.policy.PolicyDesk;
import dev.bailiwick.procedure.policy.Simulation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the command line asks about policies and decisions. */
record PolicyVerbs(PolicyDesk desk, AuditLog log, Archive archive, CurrentFacts facts, InstantSource clock)
        implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        var answer = switch (fields.text("verb")) {
            case "explain" -> explain(fields.number("entry"));
            case "policy.list" -> list();
            case "policy.show" -> show(fields.optionallyParsed("version", Digest::new));
            case "policy.propose" -> answered(desk.propose(text(fields), actor, fields.text("reason")));
            case "policy.publish" -> answered(desk.publish(version(fields), actor, fields.text("reason")));
            case "policy.rollback" -> answered(desk.rollback(version(fields), actor, fields.text("reason")));
            case "policy.simulate" -> simulate(text(fields), Duration.ofSeconds(fields.number("since")));
            case "policy.reach" -> reach(fields);
            default -> null;
        };
        if (answer == null) return Optional.empty();
        fields.end();
        return Optional.of(answer);
    }

    private static PolicyText text(Fields fields) {
        return PolicyText.of(fields.object("text"));
    }

    private static Digest version(Fields fields) {
        return fields.parsed("version", Digest::new);
    }

    private JsonObject explain(long entry) {
        return Explanation.of(entry, log, archive)
                .map(Explanation::json)
                .orElseThrow(() -> new Refusal(1, "entry " + entry + " holds no decision"));
    }

    private JsonObject list() {
        var steps = desk.history().steps().stream()
                .map(step -> (JsonValue) step.json())
                .toList();
        return JsonObject.with("inForce", facts.now().policies().digest().hex())
                .and("shipped", desk.shipped().digest().hex())
                .and("history", new JsonArray(steps))
                .build();
    }

    private JsonObject show(Optional<Digest> version) {
        var text = version.map(
                        digest -> desk.find(digest).orElseThrow(() -> new Refusal(1, "there is no version " + digest)))
                .orElseGet(() -> facts.now().policies().text());
        return JsonObject.with("version", text.digest().hex())
                .and("text", text.json())
                .build();
    }

    private static JsonObject answered(PolicyDesk.Answer answer) {
        return switch (answer) {
            case PolicyDesk.Answer.Done(var version, var entry) ->
                JsonObject.with("version", version.hex()).and("entry", entry).build();
            case PolicyDesk.Answer.NotDone(var why) -> throw new Refusal(4, String.join("; ", why));
        };
    }

    private JsonObject simulate(PolicyText draft, Duration since) {
        return Simulation.run(log, archive, Rulebook.of(draft), clock.instant().minus(since));
    }

    private JsonObject reach(Fields fields) {
        var agent = fields.parsed("agent", AgentId::new);
        var now = facts.now();
        if (now.agent(agent).isEmpty()) throw new Refusal(1, "there is no agent " + agent);
        var rows = rows(now, agent);
        if (!fields.has("text")) return JsonObject.with("reach", array(rows)).build();
        var other = rows(now.with(Rulebook.of(text(fields))), agent);
        return JsonObject.with("more", array(Reach.beyond(other, rows)))
                .and("less", array(Reach.beyond(rows, other)))
                .build();
    }

    /** As in production: the ladder's other steps only narrow it, or do not protect at all. */
    private List<Reach.Row> rows(Facts now, AgentId agent) {
        var standing = now.agent(agent).orElseThrow().at(dev.bailiwick.core.register.Step.PRODUCTION, clock.instant());
        return new Reach(now.with(standing), agent, clock.instant()).unattended();
    }

    private static JsonArray array(List<Reach.Row> rows) {
        return new JsonArray(rows.stream().map(row -> (JsonValue) row.json()).toList());
    }
}
