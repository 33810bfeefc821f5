package dev.bailiwick.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through the gate that every agent asks. With a real OpenClaw it is a long test. */
class RegisterJourneyTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human ADA = new Actor.Human(new PersonId("ada"), Actor.Channel.TERMINAL);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void fifteen_come_in_and_a_sixteenth_is_asked_for_approved_by_two_functions_used_and_refused_after_its_last_day()
            throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), RegisterJourney.organisation(System.getProperty("user.name")));
        RegisterJourney.imported(data, folder);
        var journey = new RegisterJourney();
        try (var house = House.open(Configuration.of(data)
                        .onFreePorts()
                        .holding(Duration.ZERO)
                        .at(journey.clock()));
                var agent = new ScriptedAgent(house.agents(), house.issue(DESK, ADA))) {
            agent.start("Look up the payment.");
            assertThat(house.parts().ladder().move(DESK, Step.PILOT, ADA, "a test"))
                    .isEmpty();
            journey.walk(house, () -> read(agent), "");
        }
    }

    private Optional<String> read(ScriptedAgent agent) {
        var arguments = JsonObject.with("id", "pay-1").build();
        var answer = agent.attempt("call" + calls.incrementAndGet(), "payments.read", arguments);
        return answer.string("answer").equals(Optional.of("permit"))
                ? Optional.empty()
                : answer.object("reason").flatMap(reason -> reason.string("code"));
    }
}
