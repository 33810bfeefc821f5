package dev.bailiwick.host.ask;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The server, as an agent's machine asks it. While people decide it sends a beat each second, so silence for {@link #SILENCE} means
 * that it is stopped, and no decision.
 */
public final class DecisionClient {
    static final Duration SILENCE = Duration.ofSeconds(10);
    /** Longer than the server ever holds a call. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int LARGEST = 1 << 20;
    private static final int OK = 200;

    private final URI server;
    private final AskCredentials credentials;
    private final Duration silence;

    /**
     * For one agent.
     *
     * @param server of the agents' listener
     * @param credentials the agent's file
     * @throws IllegalArgumentException when the credential would travel in the clear
     */
    public DecisionClient(URI server, Path credentials) {
        this(server, credentials, SILENCE);
    }

    DecisionClient(URI server, Path credentials, Duration silence) {
        this.server = confidential(server);
        this.credentials = new AskCredentials(credentials);
        this.silence = silence;
    }

    private static URI confidential(URI server) {
        boolean known = server.getHost() != null && ("https".equals(server.getScheme()) || local(server));
        if (!known)
            throw new IllegalArgumentException(
                    "expected https, or http on this machine, as the server's address: " + server);
        return server;
    }

    private static boolean local(URI server) {
        try {
            return "http".equals(server.getScheme())
                    && InetAddress.getByName(server.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Asks, and waits while a person decides.
     *
     * @throws Unanswered when it did not answer: then nothing was permitted
     */
    public Answer ask(JsonObject attempt) {
        return Answer.of(exchange("/openclaw/v1/decide", credentials.ask(), Optional.of(attempt)));
    }

    /** @throws Unanswered when the server did not take it */
    public void report(JsonObject event) {
        exchange(
                "/openclaw/v1/report",
                credentials.report(),
                Optional.of(JsonObject.with("events", JsonArray.of(event)).build()));
    }

    /**
     * Why what runs must stop, if it must.
     *
     * @throws Unanswered when nobody says
     */
    public Optional<String> frozen() {
        var answer = exchange("/openclaw/v1/standing", credentials.ask(), Optional.empty());
        return switch (answer.get("frozen")
                .map(dev.bailiwick.json.JsonValue::text)
                .orElse("")) {
            case "false" -> Optional.empty();
            case "true" -> answer.string("reason").or(() -> Optional.of("no reason given"));
            default -> throw new Unanswered("its answer was not understood");
        };
    }

    private JsonObject exchange(String path, String credential, Optional<JsonObject> body) {
        try {
            var connection = connection(path, credential);
            try {
                if (body.isPresent()) send(connection, Json.utf8(body.get()));
                return received(connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new Unanswered("it does not answer at " + server + " (" + e.getMessage() + ")");
        } catch (JsonException e) {
            throw new Unanswered("its answer was not understood");
        }
    }

    private HttpURLConnection connection(String path, String credential) throws IOException {
        var connection = (HttpURLConnection) server.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) silence.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Authorization", "Bearer " + credential);
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    /** Of known length: what is sent so is never sent again by the library, and an approval is spent by one request. */
    private static void send(HttpURLConnection connection, byte[] bytes) throws IOException {
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
    }

    private static JsonObject received(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status != OK) throw new Unanswered("it answered with status " + status);
        long end = System.nanoTime() + LONGEST.toNanos();
        var whole = new ByteArrayOutputStream();
        try (var in = connection.getInputStream()) {
            byte[] part = new byte[8192];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                whole.write(part, 0, read);
                if (whole.size() > LARGEST) throw new Unanswered("its answer is too long");
                if (System.nanoTime() > end) throw new Unanswered("it did not answer in time");
            }
        }
        return Json.parseObject(whole.toByteArray(), JsonLimits.REQUEST);
    }
}
