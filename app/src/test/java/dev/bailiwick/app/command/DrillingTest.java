package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillingTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.COMMAND_LINE);
    private static final String TOLD = "somebody elsewhere is told";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"credential-theft", "exposed-control", "gateway-token", "heartbeat-commands", "poisoned-skill"})
    void every_move_of_a_scenario_is_stopped_and_the_agent_contained_in_time(String scenario) throws IOException {
        var shop = SmallShop.in(folder);
        try (var house = House.open(Configuration.of(shop.data()).onFreePorts());
                var child = TickingChild.start(folder);
                var agent = new ScriptedAgent(house.agents(), house.issue(DESK, new Actor.House()), child.pid())) {
            agent.start("good morning");
            untilItsProcessIsKnown(house, shop);
            assertThat(house.parts().ladder().move(DESK, Step.PILOT, ADA, "practising"))
                    .isEmpty();

            var ran = shop.asked("", "incident", "drill", scenario, "--agent", "desk");
            var drill = ran.json();
            assertThat(ran.code()).as("nobody elsewhere is told in this shop").isEqualTo(3);
            for (var mark : drill.array("marks").values()) {
                var what = ((JsonObject) mark).string("what").orElseThrow();
                assertThat(((JsonObject) mark).string("result"))
                        .as(mark.text())
                        .contains(what.equals(TOLD) ? "FAIL" : "pass");
            }
            assertThat(house.parts().facts().now().freezes().of(DESK)).isPresent();
            assertThat(shop.asked("", "incident", "show", drill.string("case").orElseThrow())
                            .json())
                    .satisfies(incident -> {
                        assertThat(incident.string("state")).contains("closed");
                        assertThat(incident.string("drill")).contains(scenario);
                    });
            assertThat(shop.asked("", "incident", "drills").text())
                    .contains(drill.string("began").orElseThrow());
            assertThat(shop.asked("", "lift", "desk", "--reason", "practised").code())
                    .isZero();
        }
    }

    private static void untilItsProcessIsKnown(House house, SmallShop shop) {
        var end = Instant.now().plusSeconds(20);
        var process = shop.data().agent("desk").resolve("process");
        while (house.parts().liveness().last(DESK).isEmpty() || !Files.exists(process)) {
            assertThat(Instant.now()).as("patience").isBefore(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobody_practises_what_does_not_exist_or_on_an_agent_that_is_not_in_pilot() throws IOException {
        var shop = SmallShop.in(folder);
        try (var house = House.open(Configuration.of(shop.data()).onFreePorts())) {
            assertThat(house.parts().facts().now().agent(DESK).map(each -> each.step()))
                    .isNotEqualTo(Optional.of(Step.PILOT));
            assertThat(shop.asked("", "incident", "drill", "flood", "--agent", "desk")
                            .code())
                    .isEqualTo(4);
            assertThat(shop.asked("", "incident", "drill", "poisoned-skill", "--agent", "desk")
                            .code())
                    .isEqualTo(4);
        }
    }

    @Test
    void without_an_agent_of_ours_every_scenario_plays_itself_and_leaves_nothing() throws IOException {
        var before = practiceFolders();
        var ran = Ran.typed(
                "", "incident", "drill", "--data", folder.resolve("none").toString(), "--output", "json");
        assertThat(ran.code()).as(ran.text()).isZero();
        var drills = ran.json().array("drills").values();
        assertThat(drills).hasSameSizeAs(Scenario.SHIPPED);
        for (var each : drills) {
            var drill = (JsonObject) each;
            assertThat(drill.string("score").orElseThrow())
                    .isEqualTo("%1$d of %1$d", drill.array("marks").size());
            assertThat(drill.has("wallMillis")).isTrue();
        }
        assertThat(folder.resolve("none"))
                .as("no Bailiwick of ours is asked, or made")
                .doesNotExist();
        assertThat(practiceFolders()).isEqualTo(before);
    }

    @Test
    void a_scenario_that_nobody_wrote_is_not_practised_and_on_our_agent_only_one_that_is_named() {
        assertThat(Ran.typed("", "incident", "drill", "flood").code()).isEqualTo(1);
        assertThat(Ran.typed("", "incident", "drill", "--agent", "desk").code()).isEqualTo(2);
    }

    private static List<Path> practiceFolders() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("bailiwick-drill-"))
                    .sorted()
                    .toList();
        }
    }
}
