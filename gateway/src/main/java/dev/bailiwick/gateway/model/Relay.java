package dev.bailiwick.gateway.model;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.Pulse;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Passes a provider's answer on as it comes: one buffer of memory, each piece sent before the next is read, so that a slow
 * agent slows the provider. An agent that hangs up ends the provider's work.
 */
public final class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());
    private static final int BUFFER = 16 * 1024;
    private static final int LARGEST_ERROR = 64 * 1024;
    private static final int LONGEST_COMPLAINT = 300;
    /** A comment in an event stream: every reader skips it. */
    private static final String BEAT = ": waiting\n\n";

    private final Provider provider;
    private final Pulse pulse;

    public Relay(Provider provider, Pulse pulse) {
        this.provider = provider;
        this.pulse = pulse;
    }

    /** A request to the provider. */
    @FunctionalInterface
    private interface Asking {
        HttpResponse<InputStream> ask() throws IOException, InterruptedException;
    }

    void completion(byte[] body, ServerRequest request, ServerResponse response) throws IOException {
        var headers = Headers.toProvider(request);
        pass(() -> provider.post("/chat/completions", body, headers), response);
    }

    void models(ServerRequest request, ServerResponse response) throws IOException {
        var headers = Headers.toProvider(request);
        pass(() -> provider.get("/models", headers), response);
    }

    private void pass(Asking asking, ServerResponse response) throws IOException {
        var answer = asked(asking);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) throw complaint(answer, response, body);
            String type = Headers.contentType(answer);
            String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            Headers.toAgent(answer, response);
            response.header(HeaderNames.CONTENT_TYPE, type).header(HeaderNames.CACHE_CONTROL, "no-store");
            switch (media) {
                case "text/event-stream" -> events(body, response);
                case "application/json" -> whole(body, response);
                default -> throw badGateway("the model provider answered with neither JSON nor an event stream");
            }
        }
    }

    private HttpResponse<InputStream> asked(Asking asking) {
        try {
            return asking.ask();
        } catch (HttpTimeoutException e) {
            throw new HttpError(
                    Status.GATEWAY_TIMEOUT_504, "provider_timeout", "the model provider did not answer in time");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the model provider cannot be reached: {0}", e.toString());
            throw badGateway("the model provider cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpError(Status.SERVICE_UNAVAILABLE_503, "stopping", "Bailiwick is stopping");
        }
    }

    private void events(InputStream body, ServerResponse response) throws IOException {
        try (var line = pulse.line(response, BEAT, body::close)) {
            var boundary = new EventBoundary();
            byte[] buffer = new byte[BUFFER];
            for (int length = read(body, buffer, line, boundary); length >= 0; ) {
                line.write(buffer, length, boundary.after(buffer, length));
                length = read(body, buffer, line, boundary);
            }
            if (!line.open()) throw new IOException("the agent hung up");
            line.finish(new byte[0]);
        }
    }

    /** A provider that breaks off is told to the agent as an event, and the stream is cut: never taken for complete. */
    private static int read(InputStream body, byte[] buffer, Pulse.Line line, EventBoundary boundary)
            throws IOException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            byte[] event = ("data: "
                            + ModelRoutes.shaped("provider_broke_off", "the model provider broke off its answer")
                                    .text()
                            + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
            if (line.open() && boundary.reached()) line.write(event, event.length, true);
            throw e;
        }
    }

    private static void whole(InputStream body, ServerResponse response) throws IOException {
        try (var out = response.outputStream()) {
            body.transferTo(out);
        }
    }

    /** What the provider complains about, in our words and its own, without anything that is ours alone. */
    private HttpError complaint(HttpResponse<?> answer, ServerResponse response, InputStream body) throws IOException {
        int status = answer.statusCode();
        if (status == 401 || status == 403) {
            LOG.log(System.Logger.Level.ERROR, "the model provider refused Bailiwick''s key with status {0}", status);
            return badGateway("the model provider refused Bailiwick's key (status " + status + ")");
        }
        Headers.toAgent(answer, response);
        String said = complaint(body.readNBytes(LARGEST_ERROR))
                .map(text -> ": " + Excerpt.clipped(Untrusted.visible(provider.withoutKey(text)), LONGEST_COMPLAINT))
                .orElse("");
        String message = "the model provider answered " + status + said;
        boolean passable = status >= 400 && status < 600;
        return new HttpError(passable ? Status.create(status) : Status.BAD_GATEWAY_502, "provider_error", message);
    }

    private static Optional<String> complaint(byte[] body) {
        try {
            JsonObject error = Json.parseObject(body, JsonLimits.REQUEST);
            return error.object("error").flatMap(inner -> inner.string("message"));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static HttpError badGateway(String message) {
        return new HttpError(Status.BAD_GATEWAY_502, "provider_error", message);
    }
}
