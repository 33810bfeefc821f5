package dev.bailiwick.app.wiring;

import dev.bailiwick.app.control.LocalRequests;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.console.rest.Rest;
import dev.bailiwick.console.rest.Scim;
import dev.bailiwick.console.rest.Users;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.signin.TokenDesk;
import io.helidon.webserver.http.HttpRouting;
import java.util.concurrent.atomic.AtomicReference;

/** Where people's programs come in. Until the whole house stands they are told to come again. */
final class Programs {
    private final AtomicReference<Rest.Answerer> answerer = new AtomicReference<>(Programs::early);
    private final Rest rest;
    private final Scim directory;

    Programs(TokenDesk tokens, Users users) {
        rest = new Rest(Hosts.loopback(), tokens, ApiRoutes.ALL, this::answer);
        directory = new Scim(Hosts.loopback(), tokens, users);
    }

    private static JsonObject early(Actor.Human actor, JsonObject request) {
        return LocalRequests.unavailable("Bailiwick is starting");
    }

    private JsonObject answer(Actor.Human actor, JsonObject request) {
        return answerer.get().answer(actor, request);
    }

    void open(Rest.Answerer requests) {
        answerer.set(requests);
    }

    void routes(HttpRouting.Builder routing) {
        rest.routes(routing);
        directory.routes(routing);
    }
}
