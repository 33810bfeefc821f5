package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/** "I live, and this is the code I run": verified by its signature, answered by what the sessions must be told. */
public final class Heartbeat {
    private final Liveness liveness;
    private final Alerts alerts;
    private final SessionNotices notices;

    public Heartbeat(Liveness liveness, Alerts alerts, SessionNotices notices) {
        this.liveness = liveness;
        this.alerts = alerts;
        this.notices = notices;
    }

    void handle(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        var body = RequestBody.object(request);
        var heartbeat = heartbeat(caller.agent(), body);
        boolean signed = caller.signed(
                CanonicalJson.bytes(body.minus("signature")),
                body.string("signature").orElse(""));
        Answers.json(response, signed ? taken(heartbeat) : forged(caller.agent()));
    }

    private static Liveness.Heartbeat heartbeat(AgentId agent, JsonObject body) {
        var fields = Fields.of(body);
        var plugin = fields.fields("plugin");
        var config = fields.fields("config");
        String runtime = fields.text("openclaw");
        plugin.text("version");
        var heartbeat = new Liveness.Heartbeat(
                agent,
                fields.text("nonce"),
                fields.number("pid"),
                Excerpt.clipped(runtime, 100),
                new RuntimeFiles.Digests(plugin.parsed("digest", Digest::new), config.parsed("digest", Digest::new)));
        fields.text("signature");
        plugin.end();
        config.end();
        fields.end();
        return heartbeat;
    }

    private JsonObject taken(Liveness.Heartbeat heartbeat) {
        var answer = liveness.beat(heartbeat);
        // an unproved heartbeat takes no notice away from the plugin it is for
        var told = answer.accepted() ? notices.take(heartbeat.agent()) : JsonArray.EMPTY;
        return answer(answer.nonce(), answer.accepted(), told);
    }

    private JsonObject forged(AgentId agent) {
        alerts.raise(agent, "heartbeat-forged", "a heartbeat's signature does not fit its content");
        return answer("", false, JsonArray.EMPTY);
    }

    private static JsonObject answer(String nonce, boolean accepted, JsonValue told) {
        return JsonObject.with("nonce", nonce)
                .and("accepted", new JsonBoolean(accepted))
                .and("notices", told)
                .build();
    }
}
