package dev.bailiwick.connector.ticket;

import dev.bailiwick.core.register.ChangeSystemSettings;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.approval.ChangeSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A system of change tickets behind HTTP: one ticket, one question, one deadline; no redirect is followed, nothing is remembered. */
public final class HttpChangeSystem implements ChangeSystem {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int LONGEST = 1 << 20;
    private static final JsonLimits ANSWER = new JsonLimits(32, LONGEST, 40);

    private final ChangeSystemSettings settings;
    private final Vendor vendor;
    private final Duration patience;
    private final HttpClient client;

    public HttpChangeSystem(ChangeSystemSettings settings) {
        this(settings, PATIENCE);
    }

    HttpChangeSystem(ChangeSystemSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
        this.vendor = switch (settings.type()) {
            case SERVICE_NOW -> new ServiceNow();
            case JIRA -> new Jira(settings);
            case GITHUB -> new GitHub(settings);
        };
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    @Override
    public boolean keeps(TicketId id) {
        return settings.keeps(id);
    }

    @Override
    public Looked look(TicketId id) {
        try {
            var asked = client.sendAsync(request(id), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
            // the deadline is for the whole answer: one that drips is away too
            var answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return switch (answer.statusCode()) {
                case 200 -> found(id, answer.body());
                case 404, 410 -> new Looked.Unknown();
                default -> away("answered with status " + answer.statusCode());
            };
        } catch (IOException | ExecutionException | TimeoutException _) {
            return away("does not answer");
        } catch (JsonException | IllegalArgumentException | DateTimeException _) {
            return away("answered something else than this ticket with a change window");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return away("was not waited for");
        }
    }

    private Looked found(TicketId id, byte[] body) {
        return vendor.read(id, Json.parseObject(body, ANSWER))
                .<Looked>map(Looked.Found::new)
                .orElseGet(Looked.Unknown::new);
    }

    private Looked away(String what) {
        return new Looked.Away(settings.address().getHost() + " " + what);
    }

    private HttpRequest request(TicketId id) throws IOException {
        String base = settings.address().toString().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + vendor.question(id)))
                .timeout(patience)
                .header("Accept", "application/json")
                .header("Authorization", authorization())
                .GET()
                .build();
    }

    /** Read each time: a token that was changed counts at once. */
    private String authorization() throws IOException {
        String line = Files.readString(Path.of(settings.token())).strip();
        boolean account = line.indexOf(':') > 0;
        return account
                ? "Basic " + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8))
                : "Bearer " + line;
    }
}
