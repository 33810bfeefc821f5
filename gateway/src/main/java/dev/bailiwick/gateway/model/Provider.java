package dev.bailiwick.gateway.model;

import dev.bailiwick.core.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The model provider: where it is, and the key that opens it. Redirects are not followed, or the key would follow them.
 *
 * <p>An answer's body is read from the provider only as fast as it is read here, and closing it ends the request.
 */
public final class Provider implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Until the first byte of an answer: a long answer that is not streamed comes all at once at its end. */
    private static final Duration FIRST_BYTE = Duration.ofMinutes(10);

    private final String base;
    private final Secret key;
    private final HttpClient client;

    /**
     * @param base up to and without the part that the operations add, such as {@code https://api.example.com/v1}
     * @param key closed with this provider
     * @throws IllegalArgumentException when the address is no http or https address, or carries user, query or fragment
     */
    public Provider(URI base, Secret key) {
        this.base = checked(base).toString().replaceFirst("/+$", "");
        this.key = key;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private static URI checked(URI base) {
        boolean web = "https".equals(base.getScheme()) || "http".equals(base.getScheme());
        boolean bare = base.getRawUserInfo() == null && base.getRawQuery() == null && base.getRawFragment() == null;
        if (!web || base.getHost() == null || !bare)
            throw new IllegalArgumentException("the model provider's address must be http(s)://host[:port][/path]");
        return base;
    }

    HttpResponse<InputStream> post(String operation, byte[] body, Map<String, List<String>> headers)
            throws IOException, InterruptedException {
        return send(operation, "POST", BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<InputStream> get(String operation, Map<String, List<String>> headers)
            throws IOException, InterruptedException {
        return send(operation, "GET", BodyPublishers.noBody(), headers);
    }

    private HttpResponse<InputStream> send(
            String operation, String method, BodyPublisher body, Map<String, List<String>> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + operation))
                .timeout(FIRST_BYTE)
                .method(method, body)
                .setHeader("User-Agent", "bailiwick")
                .setHeader("Content-Type", "application/json");
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        key.reveal(text -> request.setHeader("Authorization", "Bearer " + text));
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    /** A provider's own words, without our key in them. */
    String withoutKey(String text) {
        return key.reveal(secret -> text.replace(secret, "[redacted]"));
    }

    @Override
    public void close() {
        client.shutdownNow();
        key.close();
    }
}
