package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's program at the HTTP API: what its token opens, and everything it does not. */
class TokensTest {
    private static final String NOTHING = "/v1/agents";

    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private final HttpClient client = HttpClient.newHttpClient();
    private DataFolder data = new DataFolder(Path.of("."));
    private House house = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "kim"
                people:
                  - {id: kim, name: "Kim", functions: [security], account: "%s"}
                agents:
                  - {id: desk, operator: kim, description: "a <b>test</b>"}
                  - {id: scout, operator: kim, description: "a test"}
                  - {id: yard, operator: kim, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        house = House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).at(clock));
    }

    @AfterEach
    void close() {
        client.close();
        house.close();
    }

    private Ran tokens(String... words) {
        String[] all = new String[words.length + 5];
        all[0] = "tokens";
        System.arraycopy(words, 0, all, 1, words.length);
        System.arraycopy(
                new String[] {"--data", data.path().toString(), "--output", "json"}, 0, all, words.length + 1, 4);
        return Ran.line(all);
    }

    private JsonObject made(String scopes) {
        var ran = tokens("create", "pulls the inventory", "--scope", scopes, "--days", "9");
        assertThat(ran.code()).isZero();
        return ran.json();
    }

    private String value(String scopes) {
        return made(scopes).string("value").orElseThrow();
    }

    private HttpResponse<String> get(String path, String token) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> post(String path, String token, String body) {
        return send(request(path).header("Authorization", "Bearer " + token).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(house.console().resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(HttpResponse<String> response) {
        return Json.parseObject(response.body());
    }

    private static void problem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).string("type")).contains("urn:bailiwick:problem:" + type);
        assertThat(json(response).string("detail").orElse("")).isNotBlank();
    }

    private String log() {
        return Ran.line("log", "tail", "--limit", "50", "--data", data.path().toString(), "--output", "json")
                .text();
    }

    @Test
    void a_program_reads_what_its_scopes_open_in_pages() {
        String token = value("register-read");
        var first = get("/v1/agents?limit=2", token);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(json(first).array("items").size()).isEqualTo(2);
        String next = json(first).string("next").orElseThrow();
        var second = json(get("/v1/agents?limit=2&cursor=" + next, token));
        assertThat(second.array("items").size()).isEqualTo(1);
        assertThat(second.has("next")).isFalse();
        assertThat(json(get("/v1/agents/desk", token)).string("id")).contains("desk");
        assertThat(json(get("/v1/integrations?all=true", token)).array("items")).isEqualTo(JsonArray.EMPTY);
    }

    @Test
    void every_route_for_reading_answers_and_only_under_its_scope() {
        String all = value("register-read,approvals-read,audit-read,incidents-read,programme-read");
        String none = value("register-write");
        for (String path : new String[] {
            "/v1/agents",
            "/v1/integrations",
            "/v1/tools",
            "/v1/tickets",
            "/v1/approvals",
            "/v1/approvals?all=true",
            "/v1/audit?kind=sign-in&limit=2",
            "/v1/audit/status",
            "/v1/incidents",
            "/v1/duties?state=overdue",
            "/v1/metrics/programme?days=7"
        }) {
            assertThat(get(path, all).statusCode()).as(path).isEqualTo(200);
            var refused = get(path, none);
            problem(refused, 403, "scope-missing");
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("error=\"insufficient_scope\"");
        }
    }

    @Test
    void the_log_is_searched_newest_first_and_the_search_is_in_it() {
        String token = value("audit-read");
        var page = json(get("/v1/audit?kind=sign-in&limit=1", token));
        assertThat(page.array("items").toString()).contains("token-made").doesNotContain(token);
        for (int i = 0; i < 3; i++) value("audit-read");
        var newest = json(get("/v1/audit?kind=sign-in&limit=2", token));
        var older = json(get(
                "/v1/audit?kind=sign-in&limit=2&cursor=" + newest.string("next").orElseThrow(), token));
        assertThat(newest.array("items").size()).isEqualTo(2);
        assertThat(older.array("items").values())
                .doesNotContainAnyElementsOf(newest.array("items").values());
        assertThat(log()).contains("\"searched\"", "person:kim");
    }

    @Test
    void without_a_token_or_with_one_that_does_not_count_nothing_is_answered_and_it_is_written_down() {
        problem(send(request(NOTHING)), 401, "no-token");
        problem(send(request(NOTHING).header("Authorization", "Basic a2ltOg==")), 401, "no-token");
        problem(get(NOTHING, "bwt_" + "x".repeat(32)), 401, "token-refused");
        var made = made("register-read");
        String id = made.object("token").orElseThrow().string("id").orElseThrow();
        String value = made.string("value").orElseThrow();
        assertThat(get(NOTHING, value).statusCode()).isEqualTo(200);
        assertThat(tokens("list").text()).contains(id, "\"live\"").doesNotContain(value, "\"never\"");
        assertThat(tokens("revoke", id).code()).isZero();
        var refused = get(NOTHING, value);
        problem(refused, 401, "token-refused");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
        assertThat(log()).contains("token-refused", "\"unknown\"", "\"revoked\"");
        assertThat(tokens("list").text()).contains("\"revoked\"");
    }

    @Test
    void it_ends_on_its_day_and_with_its_person() throws IOException {
        String token = value("register-read");
        ahead.set(Duration.ofDays(10));
        problem(get(NOTHING, token), 401, "token-refused");
        ahead.set(Duration.ZERO);
        assertThat(get(NOTHING, token).statusCode()).isEqualTo(200);
        house.close();
        Files.writeString(
                data.organisation(),
                Files.readString(data.organisation())
                        .replace("functions: [security]", "functions: [security], active: false"));
        house = House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).at(clock));
        problem(get(NOTHING, token), 401, "token-refused");
        assertThat(house.parts().log().size()).isPositive();
    }

    @Test
    void no_token_approves_denies_breaks_the_glass_or_makes_another() {
        String token = value("approvals-read,register-read,register-write");
        for (String path : new String[] {
            "/v1/approvals/task-0123456789abcdef/approve",
            "/v1/approvals/task-0123456789abcdef/deny",
            "/v1/approvals/task-0123456789abcdef/withdraw",
            "/v1/break-glass",
            "/v1/tokens",
            "/v1/policies"
        }) {
            var answer = post(path, token, "{}");
            problem(answer, 403, "needs-a-person");
            assertThat(answer.body()).contains("an API token proves no person is there");
        }
        assertThat(log()).contains("token-overreached", "/v1/break-glass");
    }

    @Test
    void what_makes_no_sense_is_told_so() {
        String token = value("register-read,audit-read,register-write");
        problem(get("/v1/agents?colour=red", token), 400, "malformed");
        problem(get("/v1/agents?limit=0", token), 400, "malformed");
        problem(get("/v1/agents?limit=1&limit=2", token), 400, "malformed");
        problem(get("/v1/audit?tier=many", token), 400, "malformed");
        problem(get("/v1/audit?kind=gossip", token), 400, "malformed");
        problem(get("/v1/agents/No%20Agent", token), 400, "malformed");
        problem(get("/v1/agents/nobody", token), 404, "not-found");
        problem(get("/v1/integrations/int-0000000000000000", token), 404, "not-found");
        problem(get("/v1/everything", token), 404, "no-such-route");
        problem(post("/v1/agents", token, "{}"), 405, "method");
        problem(post("/v1/integrations", token, "{\"a\":1,\"a\":2}"), 400, "malformed");
        problem(post("/v1/integrations", token, "{\"verb\":\"approvals.approve\"}"), 400, "malformed");
        problem(post("/v1/integrations", token, "[".repeat(100_000)), 400, "malformed");
        problem(post("/v1/integrations", token, "\"" + "x".repeat(300_000) + "\""), 400, "malformed");
    }

    @Test
    void a_token_needs_a_scope_a_name_and_an_end() {
        assertThat(tokens("create", "x", "--scope", "everything").code()).isEqualTo(2);
        assertThat(tokens("create", "x", "--scope", "audit-read", "--days", "91")
                        .code())
                .isEqualTo(4);
        assertThat(tokens("create", "x", "--scope", "audit-read", "--days", "0").code())
                .isEqualTo(4);
        assertThat(tokens("create", " ", "--scope", "audit-read").code()).isEqualTo(4);
        assertThat(tokens("revoke", "token-0123456789abcdef").code()).isEqualTo(4);
    }
}
