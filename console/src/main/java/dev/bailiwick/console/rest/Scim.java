package dev.bailiwick.console.rest;

import dev.bailiwick.console.frame.Frame;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.signin.TokenDesk;
import dev.bailiwick.procedure.signin.TokenDesk.Checked;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The door for the organisation's directory: who the token's holder is, which user is meant, and the words of RFC 7644. */
public final class Scim {
    private static final System.Logger LOG = System.getLogger(Scim.class.getName());
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final int MAX_BODY = 64 * 1024;

    private final Hosts hosts;
    private final TokenDesk tokens;
    private final Users users;

    public Scim(Hosts hosts, TokenDesk tokens, Users users) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.users = users;
    }

    /** What the directory is told. */
    record Told(int status, Optional<JsonObject> body) {
        static Told good(int status, JsonObject body) {
            return new Told(status, Optional.of(body));
        }

        static Told error(int status, String detail) {
            return error(status, detail, Optional.empty());
        }

        static Told error(int status, String detail, Optional<String> kind) {
            return good(
                    status,
                    JsonObject.with("schemas", JsonArray.ofStrings(List.of(ERROR)))
                            .and("status", Integer.toString(status))
                            .and("scimType", kind.map(JsonString::new))
                            .and("detail", Untrusted.visible(detail))
                            .build());
        }
    }

    public void routes(HttpRouting.Builder routing) {
        routing.any(Frame.DIRECTORY + "*", (request, response) -> send(response, guarded(request)));
    }

    private Told guarded(ServerRequest request) {
        try {
            return answer(request);
        } catch (JsonException | IllegalArgumentException e) {
            return Told.error(400, String.valueOf(e.getMessage()), Optional.of("invalidValue"));
        } catch (AuditUnavailable e) {
            return Told.error(503, "the log cannot be written: what closes is closed in memory, try again");
        } catch (RuntimeException | IOException e) {
            LOG.log(System.Logger.Level.ERROR, "a request of the directory failed", e);
            return Told.error(500, "something in Bailiwick failed; its own log says more");
        }
    }

    private Told answer(ServerRequest request) throws IOException {
        if (!hosts.answersTo(Rest.authority(request))) return Told.error(421, "nobody of that name is here");
        var checked = Rest.bearer(request).map(tokens::check).orElseGet(Checked.Refused::new);
        if (!(checked instanceof Checked.Good caller)) return Told.error(401, "a token that counts is needed");
        if (!caller.token().scopes().contains(Scope.PEOPLE_WRITE))
            return Told.error(403, "this needs a token with the scope people-write");
        var obstacle = users.obstacle(caller.actor());
        if (obstacle.isPresent()) return Told.error(403, obstacle.get());
        return routed(caller, request);
    }

    private Told routed(Checked.Good caller, ServerRequest request) throws IOException {
        String path = request.path().path().substring(Frame.DIRECTORY.length());
        String method = request.prologue().method().text();
        if (path.equals("ServiceProviderConfig") && method.equals("GET")) return Told.good(200, Users.CONFIG);
        if (path.equals("Users")) return collection(caller, method, request);
        if (path.startsWith("Users/") && path.indexOf('/', 6) < 0)
            return one(caller, method, path.substring(6), request);
        return Told.error(404, "there is nothing here: Users is all there is");
    }

    private Told collection(Checked.Good caller, String method, ServerRequest request) throws IOException {
        return switch (method) {
            case "GET" -> users.list(request.query().first("filter").asOptional(), start(request), count(request));
            case "POST" -> users.create(body(request), caller.actor());
            default -> Told.error(405, "Users takes GET and POST");
        };
    }

    private Told one(Checked.Good caller, String method, String id, ServerRequest request) throws IOException {
        return switch (method) {
            case "GET" -> users.find(id);
            case "PATCH" -> users.patch(id, body(request), caller.actor());
            case "PUT" -> users.put(id, body(request), caller.actor());
            case "DELETE" -> users.delete(id, caller.actor());
            default -> Told.error(405, "a user takes GET, PUT, PATCH and DELETE");
        };
    }

    private static int start(ServerRequest request) {
        return Math.max(1, number(request, "startIndex", 1));
    }

    private static int count(ServerRequest request) {
        return Math.clamp(number(request, "count", 100), 0, 200);
    }

    private static int number(ServerRequest request, String name, int usual) {
        var text = request.query().first(name).asOptional();
        if (text.isEmpty()) return usual;
        if (!text.get().matches("-?[0-9]{1,6}")) throw new IllegalArgumentException(name + " is a number");
        return Integer.parseInt(text.get());
    }

    private static JsonObject body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) throw new IllegalArgumentException("a body is needed");
        byte[] bytes = request.content().inputStream().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) throw new IllegalArgumentException("the body is longer than 64 KiB");
        return Json.parseObject(bytes, JsonLimits.REQUEST);
    }

    private static void send(ServerResponse response, Told told) {
        response.status(Status.create(told.status()))
                .header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"))
                .header("X-Content-Type-Options", "nosniff");
        if (told.status() == 401) response.header("WWW-Authenticate", "Bearer realm=\"bailiwick\"");
        if (told.body().isEmpty()) {
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/scim+json");
        response.send(told.body().get().text().getBytes(StandardCharsets.UTF_8));
    }
}
