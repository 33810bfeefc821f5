package dev.bailiwick.connector.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.register.SinkSettings.TrustFiles;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSinksTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private String refused = "nothing is refused";
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listens() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        int code = body.contains(refused) ? 400 : status.get();
        if (code == 200) bodies.add(body);
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    @Test
    void splunk_gets_each_event_with_its_sequence_and_our_token() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "0123-4567\n");
        try (var route = new Route(settings(SinkSettings.Type.HEC, token, SinkSettings.Filter.ALL))) {
            route.append(5);
            Route.await(() -> events().size() == 5);

            assertThat(events()).allMatch(event -> event.string("sourcetype").equals(Optional.of("bailiwick:audit")));
            assertThat(events())
                    .extracting(event -> event.object("fields")
                            .orElseThrow()
                            .string("sequence")
                            .orElse(""))
                    .containsExactly("0", "1", "2", "3", "4");
            assertThat(tokens).allMatch("Splunk 0123-4567"::equals);
            Route.await(() -> route.standing().received() == 5);
        }
    }

    @Test
    void opentelemetry_gets_log_records() {
        try (var route = new Route(settings(SinkSettings.Type.OTLP, null, SinkSettings.Filter.ALL))) {
            route.append(3);
            Route.await(() -> bodies.stream().anyMatch(body -> body.contains("bailiwick.sequence")));

            var sent = Json.parseObject(
                    bodies.stream()
                            .filter(body -> body.contains("bailiwick.sequence"))
                            .findFirst()
                            .orElseThrow()
                            .getBytes(StandardCharsets.UTF_8),
                    JsonLimits.FILE);
            var resource = (JsonObject) sent.array("resourceLogs").values().getFirst();
            var scope = (JsonObject) resource.array("scopeLogs").values().getFirst();
            var record = (JsonObject) scope.array("logRecords").values().getFirst();
            assertThat(record.string("timeUnixNano").orElseThrow()).hasSize(19);
            assertThat(record.object("body").orElseThrow().string("stringValue"))
                    .isPresent();
        }
    }

    @Test
    void a_webhook_gets_a_line_for_people_and_the_events() {
        try (var route = new Route(settings(SinkSettings.Type.WEBHOOK, null, SinkSettings.Filter.ALL))) {
            route.append(2);
            Route.await(() -> bodies.stream().anyMatch(body -> body.contains("\"sequence\":1")));
            Route.await(() -> route.standing().received() == 2);

            var sent = bodies.stream()
                    .map(body -> Json.parseObject(body.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE))
                    .toList();
            assertThat(sent).allMatch(body -> body.string("text").isPresent());
            assertThat(sent.stream()
                            .mapToInt(body -> body.array("events").values().size())
                            .sum())
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void a_receiver_that_is_busy_is_tried_again() {
        status.set(503);
        try (var route = new Route(settings(SinkSettings.Type.HEC, null, SinkSettings.Filter.ALL))) {
            route.append(3);
            Route.await(() -> route.standing().failing().isPresent());
            assertThat(route.standing().why().orElse("")).contains("503");
            status.set(200);
            Route.await(() -> events().size() == 3);
            Route.await(() -> route.standing().failing().isEmpty());
            assertThat(route.standing().dropped()).isZero();
        }
    }

    @Test
    void one_event_that_is_refused_for_good_does_not_hold_back_the_others() {
        refused = "poison";
        try (var route = new Route(settings(SinkSettings.Type.HEC, null, SinkSettings.Filter.ALL))) {
            route.append(2);
            route.append("poison");
            route.append(2);
            Route.await(() -> events().size() == 4);
            Route.await(() -> route.standing().dropped() == 1);
            Route.await(() -> route.standing().failing().isEmpty());
        }
    }

    @Test
    void a_filter_lets_out_what_was_not_asked_for() {
        var filter = new SinkSettings.Filter(Set.of("decision"), Set.of(), Tier.T1);
        try (var route = new Route(settings(SinkSettings.Type.HEC, null, filter))) {
            route.append(40);
            Route.await(() -> route.standing().passed() == 40);
            assertThat(events()).isEmpty();
            assertThat(route.standing().lag()).isZero();
        }
    }

    @Test
    void a_file_grows_by_one_line_for_each_event() {
        var file = folder.resolve("audit.jsonl");
        try (var route = new Route(Route.settings(SinkSettings.Type.FILE, file.toString(), TrustFiles.NONE))) {
            route.append(300);
            Route.await(() -> route.standing().received() == 300);
            assertThat(file).content().hasLineCount(301); // and a heartbeat
        }
    }

    @Test
    void a_token_goes_nowhere_in_the_clear() {
        var settings = Route.settings(SinkSettings.Type.HEC, "http://siem.example:8088/", TrustFiles.NONE);

        assertThatThrownBy(() -> Sinks.open(settings)).hasMessageContaining("needs https");
    }

    private List<JsonObject> events() {
        return bodies.stream()
                .flatMap(String::lines)
                .map(line -> Json.parseObject(line.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE))
                .filter(event -> event.object("fields").orElseThrow().has("sequence"))
                .toList();
    }

    private SinkSettings settings(
            SinkSettings.Type type, @org.jspecify.annotations.Nullable Path token, SinkSettings.Filter filter) {
        var files = new TrustFiles(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(token).map(Path::toString));
        return Route.settings(
                type, "http://127.0.0.1:" + server.getAddress().getPort() + "/", files, filter, Duration.ofMinutes(15));
    }
}
