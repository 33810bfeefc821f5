package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Paper;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.PaperDesk;
import java.time.InstantSource;
import java.util.Optional;

/** {@code papers.…}: what people are held to, and who read it. */
final class PaperVerbs implements Verbs {
    private final PaperDesk desk;
    private final InstantSource clock;

    PaperVerbs(PaperDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        return switch (fields.text("verb")) {
            case "papers.list" -> Optional.of(list(fields));
            case "papers.readings" -> Optional.of(readings(fields));
            case "papers.show" -> Optional.of(found(version(fields)).json());
            case "papers.propose" -> Optional.of(propose(actor, fields));
            case "papers.publish" -> Optional.of(publish(actor, fields));
            case "papers.acknowledge" -> Optional.of(acknowledge(actor, version(fields)));
            default -> Optional.empty();
        };
    }

    private static Digest version(Fields fields) {
        var version = fields.parsed("version", Digest::new);
        fields.end();
        return version;
    }

    private Paper found(Digest version) {
        return desk.find(version).orElseThrow(() -> new Refusal(1, "there is no paper " + version));
    }

    private JsonObject list(Fields fields) {
        fields.end();
        var rows = desk.published().stream().<JsonValue>map(PaperVerbs::json).toList();
        return JsonObject.with("papers", new JsonArray(rows)).build();
    }

    private static JsonObject json(PaperDesk.Published each) {
        return JsonObject.with("paper", each.paper().subject())
                .and("version", each.version())
                .and("digest", each.digest().hex())
                .and("at", each.at().toString())
                .and("due", each.due().toString())
                .build();
    }

    private JsonObject readings(Fields fields) {
        boolean open = fields.optionalFlag("open").orElse(false);
        fields.end();
        var rows = desk.readings().stream()
                .filter(each -> !open || !each.acknowledged())
                .<JsonValue>map(this::json)
                .toList();
        return JsonObject.with("readings", new JsonArray(rows)).build();
    }

    private JsonObject json(PaperDesk.Reading each) {
        return json(each.published())
                .plus(
                        "owner",
                        new JsonString(
                                each.person().map(person -> person.value()).orElse("nobody is named")))
                .plus(
                        "agents",
                        JsonArray.ofStrings(
                                each.agents().stream().map(AgentId::value).toList()))
                .plus("state", new JsonString(state(each)));
    }

    private String state(PaperDesk.Reading each) {
        if (each.acknowledged()) return "acknowledged";
        return each.overdue(clock.instant()) ? "overdue" : "open";
    }

    private JsonObject propose(Actor.Human actor, Fields fields) {
        var paper = Paper.of(fields.fields("paper"));
        var reason = fields.text("reason");
        fields.end();
        refused(desk.propose(paper, actor, reason));
        return JsonObject.with("paper", paper.subject())
                .and("version", paper.digest().hex())
                .build();
    }

    private JsonObject publish(Actor.Human actor, Fields fields) {
        var version = fields.parsed("version", Digest::new);
        var reason = fields.text("reason");
        fields.end();
        refused(desk.publish(version, actor, reason));
        return inForce(version);
    }

    private JsonObject acknowledge(Actor.Human actor, Digest version) {
        refused(desk.acknowledge(version, actor));
        return inForce(version);
    }

    private JsonObject inForce(Digest version) {
        return desk.published().stream()
                .filter(each -> each.digest().equals(version))
                .findFirst()
                .map(PaperVerbs::json)
                .orElseThrow();
    }

    private static void refused(Optional<String> obstacle) {
        obstacle.ifPresent(why -> {
            throw new Refusal(4, why);
        });
    }
}
