package dev.bailiwick.console.rest;

import dev.bailiwick.console.frame.Frame;
import dev.bailiwick.console.frame.Hosts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers people's programs: whose token it is, which route, and what the command line would be told. */
public final class Rest {
    private static final System.Logger LOG = System.getLogger(Rest.class.getName());
    private static final String BEARER = "Bearer ";
    private static final int MAX_TOKEN = 200;
    private static final int MAX_BODY = 256 * 1024;

    /** Carries out a request of the command line for this person. */
    @FunctionalInterface
    public interface Answerer {
        /** {@code {"ok":true,"result":…}} or {@code {"ok":false,"why":…,"message":…}} */
        JsonObject answer(Actor.Human actor, JsonObject request);
    }

    private final Hosts hosts;
    private final TokenDesk tokens;
    private final List<Route> routes;
    private final Answerer answerer;

    public Rest(Hosts hosts, TokenDesk tokens, List<Route> routes, Answerer answerer) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.routes = List.copyOf(routes);
        this.answerer = answerer;
    }

    public void routes(HttpRouting.Builder routing) {
        routing.any(Frame.PROGRAMS + "*", this::serve);
    }

    private void serve(ServerRequest request, ServerResponse response) {
        send(response, guarded(request));
    }

    private Reply guarded(ServerRequest request) {
        try {
            return answer(request);
        } catch (JsonException | IllegalArgumentException e) {
            return Reply.Problem.malformed(String.valueOf(e.getMessage()));
        } catch (AuditUnavailable e) {
            LOG.log(System.Logger.Level.ERROR, "the log is unavailable", e);
            return unavailable("the log cannot be written or read, so nothing was changed");
        } catch (RuntimeException | IOException e) {
            LOG.log(System.Logger.Level.ERROR, "an API request failed", e);
            return Reply.Problem.of(500, "failed", "something in Bailiwick failed", "its own log says more");
        }
    }

    private static Reply unavailable(String why) {
        return Reply.Problem.of(503, "unavailable", "it cannot be done now", why);
    }

    private Reply answer(ServerRequest request) throws IOException {
        if (!hosts.answersTo(authority(request)))
            return Reply.Problem.of(421, "wrong-host", "nobody of that name is here", "ask the address of the console");
        var token = bearer(request);
        if (token.isEmpty()) return Reply.Problem.noToken();
        return switch (tokens.check(token.get())) {
            case Checked.Refused() -> Reply.Problem.badToken();
            case Checked.Good caller -> routed(caller, request);
        };
    }

    static String authority(ServerRequest request) {
        return request.headers().first(HeaderNames.HOST).orElseGet(() -> String.valueOf(request.authority()));
    }

    static Optional<String> bearer(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER) && value.length() <= MAX_TOKEN)
                .map(value -> value.substring(BEARER.length()));
    }

    private Reply routed(Checked.Good caller, ServerRequest request) throws IOException {
        String path = request.path().path();
        var here =
                routes.stream().filter(route -> route.parts(path).isPresent()).toList();
        var route = here.stream()
                .filter(each ->
                        each.method().name().equals(request.prologue().method().text()))
                .findFirst();
        if (route.isPresent()) return allowed(caller, route.get(), request);
        return here.isEmpty()
                ? Reply.Problem.of(404, "no-such-route", "there is nothing here", "docs/api.md lists what there is")
                : Reply.Problem.of(
                        405,
                        "method",
                        "not this way",
                        "this path takes " + here.getFirst().method());
    }

    private Reply allowed(Checked.Good caller, Route route, ServerRequest request) throws IOException {
        if (route.scope().isEmpty()) {
            tokens.overreached(caller, route.path());
            return Reply.Problem.person();
        }
        var scope = route.scope().get();
        if (!caller.token().scopes().contains(scope)) return Reply.Problem.scope(scope);
        var parts = route.parts(request.path().path()).orElseThrow();
        return done(route, caller, Asked.of(route, parts, query(request), body(route, request)));
    }

    private Reply done(Route route, Checked.Good caller, Asked asked) {
        var pages = new Pages(route.shape(), asked);
        var answer = answerer.answer(caller.actor(), pages.request());
        return answer.object("result")
                .<Reply>map(result -> new Reply.Good(pages.cut(result)))
                .orElseGet(() -> refused(answer));
    }

    private static Reply refused(JsonObject answer) {
        String why = answer.string("message").orElse("no reason was given");
        return switch (answer.has("missing")
                ? "not-found"
                : answer.string("why").orElse("")) {
            case "bad-request" -> Reply.Problem.malformed(why);
            case "not-found" -> Reply.Problem.of(404, "not-found", "there is no such thing", why);
            case "refused" -> Reply.Problem.of(403, "refused", "a rule says no", why);
            case "incomplete" -> Reply.Problem.of(500, "incomplete", "not everything was done", why);
            default -> unavailable(why);
        };
    }

    private static Map<String, String> query(ServerRequest request) {
        var query = new HashMap<String, String>();
        for (String name : request.query().names()) {
            var values = request.query().all(name);
            if (values.size() != 1) throw new IllegalArgumentException("a parameter stands here twice");
            query.put(name, values.getFirst());
        }
        return query;
    }

    private static JsonObject body(Route route, ServerRequest request) throws IOException {
        if (route.method() == Route.Method.GET || !request.content().hasEntity()) return JsonObject.EMPTY;
        byte[] bytes = request.content().inputStream().readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) throw new IllegalArgumentException("the body is longer than 256 KiB");
        return Json.parseObject(bytes, JsonLimits.REQUEST);
    }

    private static void send(ServerResponse response, Reply reply) {
        response.header(HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store"))
                .header("X-Content-Type-Options", "nosniff");
        switch (reply) {
            case Reply.Good(var body) -> send(response, "application/json", body);
            case Reply.Problem problem -> {
                response.status(Status.create(problem.status()));
                problem.challenge().ifPresent(value -> response.header("WWW-Authenticate", value));
                send(response, "application/problem+json", problem.json());
            }
        }
    }

    private static void send(ServerResponse response, String type, JsonObject body) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body.text().getBytes(StandardCharsets.UTF_8));
    }
}
