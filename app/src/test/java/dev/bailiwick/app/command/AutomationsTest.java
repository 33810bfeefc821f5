package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the statement in the file to the gate, and to its owner's inbox. */
class AutomationsTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL);

    @TempDir
    Path folder;

    private DataFolder data = new DataFolder(Path.of("."));
    private House house = unopened();
    private Map<Credentials.Use, String> credentials = Map.of();

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
                contact: "sam"
                people:
                  - {id: kim, name: "Kim", functions: []}
                  - {id: bea, name: "Bea", functions: [business], account: "%s"}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: kim, workspace: /srv/desk}
                automations:
                  - id: nightly
                    agent: desk
                    job: heartbeat
                    owner: bea
                    purpose: Tidies the notes of the day.
                    words: Write the notes of today.
                    scope: {operations: [openclaw.write], systems: [], hosts: [], data: [], ceiling: 2}
                """.formatted(System.getProperty("user.name")));
        house = House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
        credentials = house.issue(DESK, SAM);
        assertThat(house.parts().ladder().move(DESK, Step.PILOT, SAM, "a test")).isEmpty();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void an_act_outside_the_scope_is_refused_and_waits_for_its_owner() throws Exception {
        assertThat(evaluated("write", "{\"path\": \"notes.md\", \"content\": \"a\"}"))
                .contains("\"decision\":false");
        assertThat(automations("attest", "nightly").code()).isZero();
        assertThat(evaluated("write", "{\"path\": \"notes.md\", \"content\": \"a\"}"))
                .contains("\"decision\":true");
        assertThat(evaluated("read", "{\"path\": \"notes.md\"}"))
                .contains("\"decision\":false", "out_of_scope", "for which bea answers");
        var line = (JsonObject)
                automations("list").json().array("automations").values().getFirst();
        assertThat(line.text()).contains("\"attested\":true", "\"outside\":1");
        assertThat(automations("show", "nightly").text()).contains("Tidies the notes", "not among those it is for");
        assertThat(automations("show", "other").code()).isEqualTo(4);
    }

    @Test
    void an_agent_is_exported_as_a_privileged_account() {
        var line = Ran.line(
                "accounts",
                "--export",
                "--csv",
                "cyberark",
                "--data",
                data.path().toString());
        assertThat(line.text()).startsWith("userName,address,safeName").contains("\"desk\"", "managed by Bailiwick");
        var listed = Ran.line("accounts", "--data", data.path().toString(), "--output", "json");
        assertThat(listed.text()).contains("\"state\": \"enabled\"");
    }

    private String evaluated(String tool, String arguments) throws IOException, InterruptedException {
        var action = JsonObject.with("name", tool)
                .and(
                        "properties",
                        JsonObject.with("arguments", Json.parseObject(arguments))
                                .build())
                .build();
        var body = JsonObject.with(
                        "subject",
                        JsonObject.with("type", "agent").and("id", "desk").build())
                .and("action", action)
                .and("context", JsonObject.with("job", "heartbeat").build())
                .build();
        var request = HttpRequest.newBuilder(house.agents().resolve("/access/v1/evaluation"))
                .header("Authorization", "Bearer " + credentials.get(Credentials.Use.ASK))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.text()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private Ran automations(String... words) {
        var whole = Stream.of(
                        Stream.of("automations"),
                        Stream.of(words),
                        Stream.of("--data", data.path().toString(), "--output", "json"))
                .flatMap(each -> each);
        return Ran.line(whole.toArray(String[]::new));
    }
}
