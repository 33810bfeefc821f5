package dev.bailiwick.app.wiring;

import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.hardening.PostureDesk;
import java.util.Optional;

/** Scans of agents' machines, as people hand them in. */
final class PostureVerbs implements Verbs {
    private final PostureDesk desk;

    PostureVerbs(PostureDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return request.string("verb").filter("posture.report"::equals).map(_ -> report(actor, request));
    }

    private JsonObject report(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var agent = fields.parsed("agent", AgentId::new);
        var scan = fields.object("posture");
        fields.end();
        var posture = Posture.of(scan);
        desk.report(agent, posture, scan.string("profile").orElse(""), actor).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        var obstacle = desk.baselineNotMet(agent);
        return JsonObject.with("agent", agent.value())
                .and("production", obstacle.orElse("may open: the baseline is met for a day"))
                .build();
    }
}
