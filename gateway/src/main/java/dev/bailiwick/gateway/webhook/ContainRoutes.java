package dev.bailiwick.gateway.webhook;

import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.ErrorForm;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;

/** {@code POST /contain}, signed: {@code {"agent":"desk","reason":"…"}}, or {@code "all":true} instead of one agent. */
public final class ContainRoutes implements HttpService {
    /** The lever. */
    @FunctionalInterface
    public interface Lever {
        Incident contain(Optional<AgentId> agent, String reason, Actor actor);
    }

    private static final System.Logger LOG = System.getLogger(ContainRoutes.class.getName());
    private static final int LONGEST = 16 << 10;

    /** A sender waits a few seconds; the case goes on without it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration REMEMBERED = SignedMessage.WINDOW.multipliedBy(2);

    private record Call(Instant at, CompletableFuture<Incident> incident) {}

    private final Supplier<Map<String, SecretKeySpec>> keys;
    private final Predicate<AgentId> known;
    private final Lever lever;
    private final InstantSource clock;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    /**
     * @param keys of the senders, by name, as they are now
     * @param known whether there is such an agent
     */
    public ContainRoutes(
            Supplier<Map<String, SecretKeySpec>> keys, Predicate<AgentId> known, Lever lever, InstantSource clock) {
        this.keys = keys;
        this.known = known;
        this.lever = lever;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/contain", this::contain);
    }

    private void contain(ServerRequest request, ServerResponse response) throws IOException {
        try {
            var message = new SignedMessage(
                    header(request, "webhook-id"),
                    header(request, "webhook-timestamp"),
                    header(request, "webhook-signature"),
                    RequestBody.bytes(request, LONGEST));
            var sender = message.sender(keys.get(), clock.instant()).orElseThrow(ContainRoutes::unauthorized);
            answer(response, call(sender, message));
        } catch (HttpError error) {
            ErrorForm.PLAIN.send(response, error);
        } catch (JsonException json) {
            ErrorForm.PLAIN.send(response, HttpError.badRequest("the body is no such message: " + json.getMessage()));
        }
    }

    private static String header(ServerRequest request, String name) {
        return request.headers().first(HeaderNames.create(name)).orElse("");
    }

    private static HttpError unauthorized() {
        return new HttpError(
                Status.UNAUTHORIZED_401,
                "unauthorized",
                "sign id, time and body as Standard Webhooks says, with a known key, within five minutes");
    }

    /** The same message again is the same call. What is forgotten is too old to be taken again. */
    private Call call(String sender, SignedMessage message) {
        var now = clock.instant();
        calls.values().removeIf(call -> call.at().plus(REMEMBERED).isBefore(now));
        var order = Order.of(Json.parseObject(message.body(), JsonLimits.REQUEST));
        order.agent().filter(known.negate()).ifPresent(agent -> {
            throw new HttpError(Status.NOT_FOUND_404, "unknown_agent", "there is no agent " + agent);
        });
        var fresh = new Call(now, new CompletableFuture<>());
        String key = sender + "/" + message.id();
        var before = calls.putIfAbsent(key, fresh);
        if (before != null) return before;
        Thread.ofVirtual().start(() -> pull(key, fresh, order, new Actor.Sender(sender)));
        return fresh;
    }

    /** Senders try again with the same id: what failed is not remembered, so that it is tried again. */
    private void pull(String key, Call call, Order order, Actor actor) {
        try {
            call.incident().complete(lever.contain(order.agent(), order.reason(), actor));
        } catch (RuntimeException e) {
            calls.remove(key, call);
            call.incident().completeExceptionally(e);
        }
    }

    private record Order(Optional<AgentId> agent, String reason) {
        static Order of(JsonObject json) {
            var fields = Fields.of(json);
            var agent = fields.optionallyParsed("agent", AgentId::new);
            boolean all = fields.optionalFlag("all").orElse(false);
            var order = new Order(agent, Redacted.text(fields.text("reason")));
            fields.end();
            if (all == agent.isPresent()) throw HttpError.badRequest("name one agent, or say \"all\": true");
            if (order.reason().isBlank()) throw HttpError.badRequest("say why");
            return order;
        }
    }

    private static void answer(ServerResponse response, Call call) {
        try {
            Answers.json(
                    response,
                    call.incident()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .json());
        } catch (TimeoutException _) {
            response.status(Status.ACCEPTED_202);
            Answers.json(response, JsonObject.with("state", "containing").build());
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.ERROR, "a containment by webhook failed", e);
            throw new HttpError(
                    Status.INTERNAL_SERVER_ERROR_500,
                    "containment_failed",
                    "it was begun and failed: send it again, or `./bailiwick incident contain` on the machine");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
