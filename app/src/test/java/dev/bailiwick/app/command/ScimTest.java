package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The organisation's directory says who left, and the doors shut. */
class ScimTest {
    private static final String USERS = "/scim/v2/Users";
    private static final String OFF = """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations": [{"op": "replace", "path": "active", "value": false}]}""";
    private static final String ON = """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations": [{"op": "Replace", "value": {"active": "True"}}]}""";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private DataFolder data = new DataFolder(Path.of("."));
    private House house = unopened();
    private String token = "";

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
                  - {id: ivo, name: "Ivo", functions: [it]}
                  - {id: bea, name: "Bea", functions: [business]}
                agents:
                  - {id: desk, operator: kim, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
        token = token("people-write");
    }

    @AfterEach
    void close() {
        client.close();
        browser.close();
        house.close();
    }

    private String token(String scope) {
        return Ran.line(
                        "tokens",
                        "create",
                        "directory",
                        "--scope",
                        scope,
                        "--data",
                        data.path().toString(),
                        "--output",
                        "json")
                .json()
                .string("value")
                .orElseThrow();
    }

    private HttpResponse<String> asked(String method, String path, String body) {
        return send(
                client,
                HttpRequest.newBuilder(house.console().resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signIn(String person) {
        var link = house.signInLink(new PersonId(person)).orElseThrow();
        assertThat(send(browser, HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);
        assertThat(inside()).isEqualTo(200);
    }

    /** What an open page is told when it next asks for news. */
    private int inside() {
        return send(
                        browser,
                        HttpRequest.newBuilder(house.console().resolve("/agents"))
                                .header("HX-Request", "true"))
                .statusCode();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return Json.parseObject(answer.body());
    }

    private static String active(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/scim+json");
        return json(answer).get("active").orElseThrow().toString();
    }

    @Test
    void whoever_is_deactivated_is_out_at_the_next_call_and_stays_out_over_a_start() {
        signIn("ivo");
        assertThat(active(asked("PATCH", USERS + "/ivo", OFF))).isEqualTo("false");
        assertThat(inside()).isEqualTo(401);
        assertThat(house.signInLink(new PersonId("ivo"))).isEmpty();
        assertThat(active(asked("GET", USERS + "/ivo", ""))).isEqualTo("false");
        house.close();
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
        assertThat(house.signInLink(new PersonId("ivo"))).isEmpty();
        assertThat(active(asked("PATCH", USERS + "/ivo", ON))).isEqualTo("true");
        assertThat(house.signInLink(new PersonId("ivo"))).isPresent();
    }

    @Test
    void whoever_is_deleted_is_gone_until_created_again() {
        signIn("bea");
        assertThat(asked("DELETE", USERS + "/bea", "").statusCode()).isEqualTo(204);
        assertThat(inside()).isEqualTo(401);
        assertThat(asked("GET", USERS + "/bea", "").statusCode()).isEqualTo(404);
        assertThat(asked("GET", USERS, "").body())
                .contains("\"totalResults\":2")
                .doesNotContain("bea");
        assertThat(asked("DELETE", USERS + "/bea", "").statusCode()).isEqualTo(404);
        assertThat(active(asked("POST", USERS, "{\"userName\": \"bea\", \"active\": true}")))
                .isEqualTo("true");
        assertThat(house.signInLink(new PersonId("bea"))).isPresent();
    }

    @Test
    void a_user_is_found_by_name_and_nobody_is_created_whom_the_register_does_not_know() {
        String filter = USERS + "?filter=userName%20eq%20%22";
        assertThat(json(asked("GET", filter + "IVO%22", "")).array("Resources").size())
                .isEqualTo(1);
        assertThat(json(asked("GET", filter + "eve%22", "")).array("Resources").size())
                .isZero();
        assertThat(asked("GET", USERS + "?filter=title%20pr", "").statusCode()).isEqualTo(400);
        assertThat(asked("GET", USERS + "?count=1&startIndex=2", "").body())
                .contains("\"itemsPerPage\":1", "\"totalResults\":3");
        assertThat(asked("POST", USERS, "{\"userName\": \"eve\"}").body()).contains("invalidValue", "bailiwick.yaml");
        assertThat(asked("POST", USERS, "{\"userName\": \"ivo\"}").statusCode()).isEqualTo(409);
        assertThat(asked("GET", "/scim/v2/ServiceProviderConfig", "").body()).contains("oauthbearertoken");
    }

    @Test
    void only_the_directory_s_token_does_it_and_never_to_its_own_person() {
        assertThat(asked("DELETE", USERS + "/kim", "").statusCode()).isEqualTo(409);
        assertThat(asked("PATCH", USERS + "/kim", OFF).statusCode()).isEqualTo(409);
        token = token("register-read");
        assertThat(asked("DELETE", USERS + "/ivo", "").statusCode()).isEqualTo(403);
        token = "bwt_guess";
        assertThat(asked("DELETE", USERS + "/ivo", "").statusCode()).isEqualTo(401);
        assertThat(house.signInLink(new PersonId("ivo"))).isPresent();
    }

    @Test
    void what_makes_no_sense_changes_nothing() {
        for (String body : new String[] {"", "{}", "[]", "{\"a\":1,\"a\":2}", OFF.replace("false", "\"maybe\"")})
            assertThat(asked("PATCH", USERS + "/ivo", body).statusCode()).isEqualTo(400);
        assertThat(asked("PATCH", USERS + "/nobody", OFF).statusCode()).isEqualTo(404);
        assertThat(asked("PUT", USERS + "/ivo", "{\"active\": \"False\"}").body())
                .contains("\"active\":false");
        assertThat(asked("GET", "/scim/v2/Groups", "").statusCode()).isEqualTo(404);
        assertThat(asked("PATCH", USERS, OFF).statusCode()).isEqualTo(405);
    }
}
