package dev.bailiwick.acceptance.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.Connection;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.host.openclaw.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The house as it ships, with one person and one agent, whose model is scripted. */
final class AgentHouse implements AutoCloseable {
    static final AgentId AGENT = new AgentId("desk");
    static final Actor.Human ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.TERMINAL);
    private static final Duration HOLD = Duration.ofSeconds(60);

    private final DataFolder data;
    private final House house;

    private AgentHouse(DataFolder data, House house) {
        this.data = data;
        this.house = house;
    }

    static AgentHouse open(Path folder, ScriptedModel model) throws IOException {
        return open(folder, model, """
                version: 1
                contact: "ada"
                people:
                  - {id: ada, name: "Ada", functions: [business, it, security], account: "%1$s"}
                agents:
                  - {id: desk, operator: ada, description: "a test", account: "%1$s", commandAccount: "%1$s"}
                """.formatted(System.getProperty("user.name")));
    }

    /** @param organisation the whole of {@code bailiwick.yaml} */
    static AgentHouse open(Path folder, ScriptedModel model, String organisation) throws IOException {
        return open(folder, model, organisation, InstantSource.system());
    }

    /** The same at another time. */
    static AgentHouse open(Path folder, ScriptedModel model, String organisation, InstantSource clock)
            throws IOException {
        System.setProperty(
                "bailiwick.home", Path.of("..").toAbsolutePath().normalize().toString());
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), organisation);
        var key = Files.writeString(folder.resolve("model-key"), "scripted");
        return new AgentHouse(
                data,
                House.open(Configuration.of(data)
                        .onFreePorts()
                        .holding(HOLD)
                        .at(clock)
                        .with(new Configuration.ModelProvider(model.address(), key))));
    }

    /** What {@code openclaw connect --write} does. Returns the gateway's token. */
    String connect(Path configuration) {
        var connection = new Connection(data, AGENT, configuration, house.agents(), HOLD, Optional.empty());
        var token = house.token();
        connection.write(connection.rendering(), house.issue(AGENT, ADA), token);
        return token;
    }

    void move(Step step) {
        assertThat(house.parts().ladder().move(AGENT, step, ADA, "test")).isEmpty();
    }

    void awaitHeartbeat() {
        GovernedOpenClaw.until(
                "a heartbeat",
                Duration.ofMinutes(2),
                () -> house.parts().liveness().last(AGENT).isPresent());
    }

    House.Parts parts() {
        return house.parts();
    }

    House house() {
        return house;
    }

    @Override
    public void close() {
        house.close();
    }
}
