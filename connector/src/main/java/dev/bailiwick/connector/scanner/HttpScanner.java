package dev.bailiwick.connector.scanner;

import dev.bailiwick.core.detection.Screening;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.screening.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * A scanner behind HTTP: {@code {"text", "mode": "input"}} is posted, {@code {"decision": "ALLOW" | "WARN" | "BLOCK"}} with
 * scores comes back, as Citadel Guard answers on {@code /scan}. One text, one request, one deadline; no redirect is followed.
 */
public final class HttpScanner implements Scanner, AutoCloseable {
    private static final int LONGEST_TEXT = 1 << 17;
    private static final JsonLimits ANSWER = new JsonLimits(16, 1 << 18, 40);
    private static final List<String> SCORES = List.of("combined_score", "heuristic_score", "semantic_score");

    private final URI address;
    private final Duration patience;
    private final HttpClient client;

    public HttpScanner(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public String name() {
        return String.valueOf(address.getHost());
    }

    @Override
    public Opinion scan(String text) {
        try {
            var response = client.send(request(text), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return response.statusCode() == 200
                        ? said(body)
                        : new Opinion.Silent("answered with status " + response.statusCode());
            }
        } catch (IOException _) {
            return new Opinion.Silent("does not answer");
        } catch (JsonException | IllegalArgumentException _) {
            return new Opinion.Silent("answered something else than an opinion");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Opinion.Silent("was interrupted");
        }
    }

    private HttpRequest request(String text) {
        var body = JsonObject.with("text", text.substring(0, Math.min(text.length(), LONGEST_TEXT)))
                .and("mode", "input")
                .build();
        return HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.utf8(body)))
                .build();
    }

    private static Opinion said(InputStream body) throws IOException {
        var answer = Json.parseObject(body.readNBytes(ANSWER.characters() + 1), ANSWER);
        var signal = signal(answer.string("decision").orElse(""));
        return new Opinion.Said(new Screening(score(answer, signal), signal, List.of()));
    }

    private static Signal signal(String decision) {
        return switch (decision) {
            case "ALLOW" -> Signal.NONE;
            case "WARN" -> Signal.NOTED;
            case "BLOCK" -> Signal.SUSPICIOUS;
            default -> throw new IllegalArgumentException("no decision");
        };
    }

    /** Its highest score; what it decided counts when it gives none. */
    private static double score(JsonObject answer, Signal signal) {
        double score = signal == Signal.NONE ? 0 : 0.5;
        for (String name : SCORES) {
            if (answer.get(name).orElse(JsonNumber.of(0)) instanceof JsonNumber(var value)) {
                score = Math.max(score, Math.min(1, value.doubleValue()));
            }
        }
        return score;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
