package dev.bailiwick.console.testing;

import dev.bailiwick.core.value.PersonId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/** What a browser does, without one: keeps the cookie, sends an Origin with each form. */
public final class Browsing implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final PlayedHouse house;
    private String cookie = "";

    public Browsing(PlayedHouse house) {
        this.house = house;
    }

    /** A browser in which this person has just signed in. */
    public static Browsing as(PersonId person, PlayedHouse house) {
        var browsing = new Browsing(house);
        var response = browsing.get(house.link(person));
        if (response.statusCode() != 200) throw new IllegalStateException("sign-in failed: " + response.statusCode());
        return browsing;
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = request(path).GET();
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    /** Sends a form as a page of the console would. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        return postFrom(house.address(""), path, fields);
    }

    /** Sends a form from a page of this origin. */
    public HttpResponse<String> postFrom(String origin, String path, Map<String, String> fields, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
        if (!origin.isEmpty()) request.header("Origin", origin);
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(house.address(path))).timeout(Duration.ofSeconds(30));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
            return response;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpClient client() {
        return client;
    }

    public String cookie() {
        return cookie;
    }

    public void cookie(String other) {
        cookie = other;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Opens a ticket that covers a change of the agent {@code desk} now. */
    public String openTicket(PlayedHouse house) {
        var now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        post(
                "/tickets",
                Map.of(
                        "title",
                        "Restart the proxy",
                        "agent",
                        "desk",
                        "system",
                        "nginx",
                        "from",
                        now.minusHours(1).toString(),
                        "until",
                        now.plusHours(1).toString()));
        return house.tickets().list(1, 0).getFirst().id().value();
    }
}
