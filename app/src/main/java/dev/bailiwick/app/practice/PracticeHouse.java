package dev.bailiwick.app.practice;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A Bailiwick for one evening of practice: an agent for each scenario, a receiver of the log beside it, and one person. */
public final class PracticeHouse implements AutoCloseable {
    private static final Actor.Human TRAINER = new Actor.Human(new PersonId("trainer"), Actor.Channel.COMMAND_LINE);

    /** How long an agent may take to be seen alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Path folder;
    private final DataFolder data;
    private final House house;

    private PracticeHouse(Path folder, DataFolder data, House house) {
        this.folder = folder;
        this.data = data;
        this.house = house;
    }

    /** @param scenarios those that will be played, each once */
    public static PracticeHouse open(List<String> scenarios) {
        var folder = folder();
        try {
            var data = new DataFolder(folder.resolve("data"));
            data.make();
            Files.writeString(data.organisation(), organisation(scenarios, folder.resolve("elsewhere.jsonl")));
            return new PracticeHouse(
                    folder, data, House.open(Configuration.of(data).onFreePorts()));
        } catch (IOException | RuntimeException e) {
            remove(folder);
            throw e instanceof RuntimeException ours ? ours : new UncheckedIOException((IOException) e);
        }
    }

    /** Closed to other accounts from its first moment. */
    private static Path folder() {
        try {
            return Files.createTempDirectory("bailiwick-drill-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made to practise in", e);
        }
    }

    private static String organisation(List<String> scenarios, Path receiver) {
        return """
                version: 1
                contact: "trainer"
                people:
                  - {id: trainer, name: "Trainer", functions: [business, it, security], account: %s}
                agents:
                %s
                sinks:
                  - {name: elsewhere, type: file, to: %s}
                """.formatted(
                        new JsonString(System.getProperty("user.name")).text(),
                        scenarios.stream()
                                .map(name -> "  - {id: " + name + ", operator: trainer, description: \"practice\"}")
                                .collect(Collectors.joining("\n")),
                        new JsonString(receiver.toString()).text());
    }

    /** What the drill came to, and how long all of it took; its agent is gone afterwards. */
    public JsonObject play(String scenario) {
        var began = Instant.now();
        var id = new AgentId(scenario);
        try (var child = WaitingChild.start();
                var agent = new ScriptedAgent(house.agents(), house.issue(id, TRAINER), child.pid())) {
            agent.start("good morning");
            untilAlive(id);
            house.parts().ladder().move(id, Step.PILOT, TRAINER, "practising").ifPresent(why -> {
                throw new Refusal("the practice agent cannot be put into pilot: " + why);
            });
            var drill = asked(JsonObject.with("verb", "incident.drill")
                    .and("drill", scenario)
                    .and("agent", scenario)
                    .build());
            return drill.plus(
                    "wallMillis",
                    JsonNumber.of(Duration.between(began, Instant.now()).toMillis()));
        }
    }

    private void untilAlive(AgentId id) {
        var end = Instant.now().plus(PATIENCE);
        var process = data.agent(id.value()).resolve("process");
        while (house.parts().liveness().last(id).isEmpty() || !Files.exists(process)) {
            if (Instant.now().isAfter(end)) throw new Refusal("the practice agent is not seen alive");
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("practising was interrupted");
        }
    }

    private JsonObject asked(JsonObject request) {
        var answer = new ControlClient(data.socket()).ask(request);
        return answer.object("result")
                .orElseThrow(() -> new Refusal(answer.string("message").orElse("the server gave no answer")));
    }

    @Override
    public void close() {
        house.close();
        remove(folder);
    }

    private static void remove(Path folder) {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed: nothing in it is needed any more", e);
        }
    }
}
