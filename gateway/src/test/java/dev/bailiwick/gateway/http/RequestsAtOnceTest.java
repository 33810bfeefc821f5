package dev.bailiwick.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RequestsAtOnceTest {
    @Test
    void an_agent_that_holds_every_place_is_turned_away_and_heard_again_when_one_is_free() throws Exception {
        try (var doors = Doors.holding(Duration.ofSeconds(60));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Gate.AT_ONCE; i++) {
                String arguments = "{\"n\":" + i + "}";
                var _ = threads.submit(() -> decide(doors, "t3", arguments));
            }
            Doors.until(
                    "every place is taken", () -> doors.house.approvals.count(Set.of(State.PENDING)) == Gate.AT_ONCE);

            assertThat(decide(doors, "t1", "{}")).isEqualTo(429);
            assertThat(doors.post(Use.REPORT, "/openclaw/v1/report", "{\"events\":[]}")
                            .statusCode())
                    .as("reports and heartbeats stand in a line of their own")
                    .isEqualTo(200);
            doors.house.desk.decide(
                    doors.house
                            .approvals
                            .in(Set.of(State.PENDING), 1, 0)
                            .getFirst()
                            .id(),
                    TestHouse.by(TestHouse.BUSINESS),
                    false,
                    "",
                    Optional.empty());
            Doors.until("a place is free", () -> decide(doors, "t1", "{}") == 200);
            letEverybodyGo(doors);
        }
    }

    private static void letEverybodyGo(Doors doors) {
        var freeze = new Freeze("the test is over", "person:ian", ManualClock.START);
        doors.house.facts.change(facts -> facts.with(new Freezes(Optional.of(freeze), Map.of())));
        doors.house.desk.lookAgain();
    }

    private static int decide(Doors doors, String tool, String arguments) {
        return doors.post(
                        Use.ASK,
                        "/openclaw/v1/decide",
                        "{\"session\":\"s\",\"tool\":\"" + tool + "\",\"arguments\":" + arguments
                                + ",\"origin\":{\"kind\":\"unknown\"}}")
                .statusCode();
    }
}
