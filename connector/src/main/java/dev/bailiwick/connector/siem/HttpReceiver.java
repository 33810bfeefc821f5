package dev.bailiwick.connector.siem;

import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A receiver behind HTTP: what it answers with success it has; what it calls wrong it will never take. */
public final class HttpReceiver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final Optional<String> authorization;
    private final String content;
    private final HttpClient client;

    /** @param authorization the whole header, scheme and value */
    HttpReceiver(URI address, Optional<String> authorization, String content, SSLContext tls) {
        this.address = address;
        this.authorization = authorization;
        this.content = content;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(tls)
                .build();
    }

    /** The receiver of these settings for bodies of this content type; what it trusts us by stands in each body. */
    public static HttpReceiver of(SinkSettings settings, String content) {
        return Sinks.http(settings, Optional.empty(), content);
    }

    void post(String body) {
        post(body, Map.of());
    }

    /** @throws SinkAway when it is to be tried again, SinkRefuses when it is never taken */
    public void post(String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", content)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        authorization.ifPresent(value -> request.header("Authorization", value));
        judge(status(request.build()));
    }

    private int status(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new SinkAway(address.getHost() + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkAway("interrupted while sending to " + address.getHost(), e);
        }
    }

    /** Wrong content is wrong for ever; wrong credentials, a full queue, a broken server are not. */
    private void judge(int status) {
        if (status / 100 == 2) return;
        var text = address.getHost() + " answered with status " + status;
        if (status == 400 || status == 413 || status == 415 || status == 422) throw new SinkRefuses(text);
        throw new SinkAway(text);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
