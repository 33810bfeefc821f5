package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Whether what an agent was permitted may go on: asked by whoever runs something of it, for as long as it runs. */
public final class Standing {
    private final CurrentFacts facts;

    public Standing(CurrentFacts facts) {
        this.facts = facts;
    }

    void handle(Caller caller, ServerRequest request, ServerResponse response) {
        var freeze = facts.now().freezes().of(caller.agent());
        Answers.json(
                response,
                JsonObject.with("frozen", new JsonBoolean(freeze.isPresent()))
                        .and("reason", freeze.map(Freeze::reason).map(JsonString::new))
                        .build());
    }
}
