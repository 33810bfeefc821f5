package dev.bailiwick.gateway.http;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets a known machine through to one handling, and words what went wrong. An error status is never an answer: whoever asks
 * for a decision and meets one must not act.
 */
public final class Gate {
    private static final System.Logger LOG = System.getLogger(Gate.class.getName());
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_CREDENTIAL = 512;
    private static final int LONGEST_MESSAGE = 500;
    /** What happens behind the gate. */
    @FunctionalInterface
    public interface Handling {
        void handle(Caller caller, ServerRequest request, ServerResponse response) throws IOException;
    }

    /** Requests of one agent under way at once for one use, held calls among them: the others keep their share. */
    static final int AT_ONCE = 256;

    private record Line(AgentId agent, Use use) {}

    private final CredentialDesk credentials;
    private final ErrorForm errors;
    private final Map<Line, Semaphore> places = new ConcurrentHashMap<>();
    private final SlowBodies bodies;

    public Gate(CredentialDesk credentials, ErrorForm errors) {
        this(credentials, errors, Duration.ofSeconds(60));
    }

    Gate(CredentialDesk credentials, ErrorForm errors, Duration patience) {
        this.credentials = credentials;
        this.errors = errors;
        this.bodies = new SlowBodies(patience);
    }

    /** The handling, open to whoever presents a credential for this use. */
    public Handler admit(Use use, Handling handling) {
        return (request, response) -> {
            try {
                request.streamFilter(bodies::watched);
                handleInPlace(use, handling, caller(request, use), request, response);
                hangUpWhenAsked(request, response);
            } catch (RuntimeException | IOException e) {
                fail(request, response, e);
            }
        };
    }

    /** Only known agents come here, so there are no more lines than the register has agents. */
    private void handleInPlace(
            Use use, Handling handling, Caller caller, ServerRequest request, ServerResponse response)
            throws IOException {
        var place = places.computeIfAbsent(new Line(caller.agent(), use), _ -> new Semaphore(AT_ONCE));
        if (!place.tryAcquire()) {
            RequestBody.discard(request);
            throw new HttpError(
                    Status.TOO_MANY_REQUESTS_429,
                    "too_many",
                    "this agent has " + AT_ONCE + " requests under way already");
        }
        try {
            handling.handle(caller, request, response);
        } finally {
            place.release();
        }
    }

    /**
     * After a streamed answer Helidon would wait for another request although the caller asked for none. It ends a streamed
     * answer only after the handler, which this leaves: so the end is asked for first, or the answer would be cut short.
     */
    private static void hangUpWhenAsked(ServerRequest request, ServerResponse response) {
        if (!request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) return;
        if (response instanceof RoutingResponse answered) answered.commit();
        throw new CloseConnectionException("the caller asked for no other request");
    }

    private Caller caller(ServerRequest request, Use use) throws IOException {
        String bearer = bearer(request).orElse("");
        var issued = credentials.check(bearer, use);
        if (issued.isPresent()) return new Caller(issued.get().agent(), bearer);
        RequestBody.discard(request);
        throw new HttpError(
                Status.UNAUTHORIZED_401, "unauthorized", "present one of the agent's credentials for this use");
    }

    private static Optional<String> bearer(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(token -> token.length() <= LONGEST_CREDENTIAL);
    }

    private void fail(ServerRequest request, ServerResponse response, Exception failure) {
        switch (failure) {
            case CloseConnectionException gone -> throw gone;
            // the caller is gone, or has half an answer: nobody is left to word anything for
            case InsufficientDataAvailableException gone ->
                throw new CloseConnectionException("the request broke off", gone);
            case IOException cut -> throw new CloseConnectionException("the answer broke off", cut);
            default -> answer(request, response, worded(failure));
        }
    }

    private void answer(ServerRequest request, ServerResponse response, HttpError error) {
        // what was not read would be taken for the next request
        boolean unread = request.content().hasEntity() && !request.content().consumed();
        try {
            if (unread) response.header(HeaderValues.CONNECTION_CLOSE);
            if (error.status().equals(Status.UNAUTHORIZED_401)) response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            errors.send(response, error);
        } catch (IllegalStateException begun) {
            // another answer has begun: cut short, it is never taken for whole
            throw new CloseConnectionException("the answer broke off", begun);
        }
        if (unread) throw new CloseConnectionException("the body was not read");
        hangUpWhenAsked(request, response);
    }

    private static HttpError worded(Exception failure) {
        return switch (failure) {
            case HttpError error -> new HttpError(error.status(), error.code(), clipped(error.message()));
            case JsonException json -> HttpError.badRequest(clipped(String.valueOf(json.getMessage())));
            case AuditUnavailable _ ->
                new HttpError(
                        Status.SERVICE_UNAVAILABLE_503,
                        "audit_unavailable",
                        "Bailiwick cannot write its log, so it does nothing");
            default -> {
                LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
                yield new HttpError(
                        Status.INTERNAL_SERVER_ERROR_500, "internal", "Bailiwick could not handle this request");
            }
        };
    }

    /** A message may name a member the caller made up. */
    private static String clipped(String message) {
        String visible = Untrusted.visible(message);
        return Excerpt.clipped(visible, LONGEST_MESSAGE);
    }
}
