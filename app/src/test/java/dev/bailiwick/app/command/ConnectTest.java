package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectTest {
    private static final AgentId AGENT = new AgentId("mail-desk");
    private static final String BEFORE = """
            {"channels":{"slack":{"botToken":"xoxb-not-a-real-one"}},"gateway":{"port":18999},
             "models":{"providers":{"other":{"baseUrl":"https://models.example.net/v1"}}}}""";

    @TempDir
    Path folder;

    private Path configuration;
    private House house;

    @BeforeEach
    void open() throws IOException {
        System.setProperty(
                "bailiwick.home", Path.of("..").toAbsolutePath().normalize().toString());
        configuration = Files.writeString(folder.resolve("openclaw.json"), BEFORE);
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "ada"
                people:
                  # the one who looks after it
                  - {id: ada, name: "Ada", functions: [business, it, security], account: "%s"}
                agents: []
                """.formatted(System.getProperty("user.name")));
        house = House.open(Configuration.of(data).onFreePorts());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void without_write_it_shows_what_would_change_and_changes_nothing() throws IOException {
        var said = connect();

        assertThat(said.code()).isZero();
        assertThat(said.text())
                .contains("plugins.entries.bailiwick", "gateway.bind", "nothing was written")
                .doesNotContain("xoxb-not-a-real-one");
        assertThat(Files.readString(configuration)).isEqualTo(BEFORE);
        assertThat(house.parts().facts().now().agent(AGENT)).isEmpty();
    }

    @Test
    void with_write_the_agent_is_registered_observed_and_gated_and_the_old_configuration_kept() throws IOException {
        assertThat(connect("--write").code()).isZero();

        var agent = house.parts().facts().now().agent(AGENT).orElseThrow();
        assertThat(agent.step()).isEqualTo(Step.OBSERVE);
        assertThat(Files.readString(folder.resolve("data/bailiwick.yaml")))
                .contains("# the one who looks after it", AGENT.value());
        assertThat(Files.readString(folder.resolve("openclaw.json.before-bailiwick.1")))
                .isEqualTo(BEFORE);
        var written = Json.parseObject(Files.readString(configuration));
        assertThat(at(written, "plugins", "entries", "bailiwick").get("enabled"))
                .isPresent();
        assertThat(at(written, "models", "providers").members()).containsOnlyKeys("bailiwick");
        assertThat(written.text()).contains("xoxb-not-a-real-one");
        assertThat(house.parts().installations().read(AGENT).orElseThrow().weakness())
                .isEmpty();
    }

    @Test
    void the_credentials_are_readable_by_their_account_alone_and_stand_nowhere_else() throws IOException {
        connect("--write");
        var credentials = folder.resolve("data/agents/mail-desk/credentials.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials)))
                .isEqualTo("rw-------");
        String ask =
                Json.parseObject(Files.readString(credentials)).string("ask").orElseThrow();
        assertThat(Files.readString(configuration)).doesNotContain(ask);
        assertThat(Files.readString(folder.resolve("data/bailiwick.yaml"))).doesNotContain(ask);
    }

    @Test
    void connecting_again_changes_no_byte_of_the_configuration_and_ends_the_old_credentials() throws IOException {
        connect("--write");
        String once = Files.readString(configuration);
        String before = Files.readString(folder.resolve("data/agents/mail-desk/credentials.json"));

        var said = connect("--write");

        assertThat(said.text()).contains("the configuration is as it must be");
        assertThat(Files.readString(configuration)).isEqualTo(once);
        assertThat(Files.readString(folder.resolve("data/agents/mail-desk/credentials.json")))
                .isNotEqualTo(before);
    }

    @Test
    void a_setting_that_opens_a_way_around_is_a_weakness_at_the_next_look() throws IOException {
        connect("--write");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace("\"allowPromptInjection\": true", "\"allowPromptInjection\": false"));

        assertThat(house.parts().installations().read(AGENT).orElseThrow().weakness())
                .hasValueSatisfying(why -> assertThat(why).contains("plugins.entries.bailiwick"));
    }

    @Test
    void a_note_of_where_the_runtime_lies_that_cannot_be_read_counts_as_no_gate() throws IOException {
        connect("--write");
        Files.writeString(folder.resolve("data/agents/mail-desk/openclaw.json"), "{\"bailiwick\":");

        assertThat(house.parts().installations().read(AGENT).orElseThrow().weakness())
                .contains("where its runtime lies can no longer be read");
        assertThat(house.parts().liveness().gated(AGENT)).isFalse();
    }

    @Test
    void what_the_owner_sets_besides_is_the_owners() throws IOException {
        connect("--write");
        var written = Json.parseObject(Files.readString(configuration));
        Files.writeString(
                configuration,
                written.plus("ui", JsonObject.with("theme", "dark").build()).text());

        assertThat(house.parts().installations().read(AGENT).orElseThrow().weakness())
                .isEmpty();
    }

    @Test
    void a_configuration_with_comments_is_left_alone_with_one_clear_line() throws IOException {
        Files.writeString(configuration, "{ // mine\n}");

        var said = connect("--write");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("is not plain JSON").doesNotContain("\tat ");
        assertThat(house.parts().facts().now().agent(AGENT)).isEmpty();
    }

    @Test
    void from_an_account_that_runs_an_agent_too_one_can_close_and_not_open() {
        connect("--write");

        assertThat(bailiwick("freeze", "mail-desk", "--reason", "odd").code()).isZero();
        var lifted = bailiwick("lift", "mail-desk", "--reason", "fine");
        assertThat(lifted.code()).isEqualTo(4);
        assertThat(lifted.text()).contains("decides nothing", house.console().toString());
        assertThat(bailiwick("agents", "step", "mail-desk", "pilot", "--reason", "x")
                        .code())
                .isEqualTo(4);
        assertThat(bailiwick("log", "tail").code()).isEqualTo(4);
    }

    private static JsonObject at(JsonObject json, String... path) {
        return Arrays.stream(path)
                .reduce(json, (object, name) -> object.object(name).orElseThrow(), (_, last) -> last);
    }

    private record Said(int code, String text) {}

    private Said connect(String... more) {
        List<String> line = new ArrayList<>(List.of("openclaw", "connect", "--agent", AGENT.value()));
        line.addAll(List.of("--config", configuration.toString()));
        line.addAll(List.of(more));
        return bailiwick(line.toArray(String[]::new));
    }

    private Said bailiwick(String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        var bytes = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            return new Said(Bailiwick.run(line.toArray(String[]::new)), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
