package dev.bailiwick.app.wiring;

import dev.bailiwick.app.control.LocalRequests;
import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.RegisterUnreadable;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The running server, as the command line asks about it. */
record RunningServer(WebServer server, Duration hold, Registration registration, List<Verbs> rooms)
        implements LocalRequests.Server {
    /** By name: a passkey belongs to a name, never to an address (WebAuthn). */
    static URI console(WebServer server) {
        return URI.create("http://localhost:" + server.port());
    }

    static URI agents(WebServer server) {
        return URI.create("http://127.0.0.1:" + server.port("agents"));
    }

    @Override
    public URI console() {
        return console(server);
    }

    @Override
    public JsonObject description() {
        return JsonObject.with("console", console().toString())
                .and("agents", agents(server).toString())
                .and("hold", hold.toSeconds())
                .build();
    }

    @Override
    public Optional<JsonObject> house(Actor.Human actor, JsonObject request) {
        try {
            return rooms.stream()
                    .flatMap(room -> room.answer(actor, request).stream())
                    .findFirst()
                    .map(LocalRequests::ok);
        } catch (Refusal e) {
            return Optional.of(refused(e.exitCode(), String.valueOf(e.getMessage())));
        } catch (JsonException | CedarException e) {
            return Optional.of(LocalRequests.notUnderstood(String.valueOf(e.getMessage())));
        } catch (RegisterUnreadable e) {
            return Optional.of(LocalRequests.unavailable(e.getMessage() + ": correct it, then ask again"));
        }
    }

    /** What a room does not find it leaves with the exit code of an error. */
    private static JsonObject refused(int exitCode, String why) {
        return exitCode == 1 ? LocalRequests.missing(why) : LocalRequests.refused(why);
    }

    @Override
    public Optional<JsonObject> register(AgentId agent, String account, Actor.Human actor) {
        try {
            return Optional.of(registration.register(agent, account, actor));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
