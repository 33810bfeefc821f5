package dev.bailiwick.gateway.openclaw;

import static dev.bailiwick.gateway.testing.Doors.json;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.gateway.testing.Plugin;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Doors doors = Doors.open();
    private final Plugin plugin = new Plugin(doors);

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void the_first_heartbeat_fetches_a_nonce_and_the_second_is_accepted() {
        var first = plugin.beat("");
        assertThat(accepted(first)).isFalse();
        var second = plugin.beat(first.string("nonce").orElseThrow());

        assertThat(accepted(second)).isTrue();
        assertThat(doors.house.liveness.state(AGENT)).isEqualTo(Liveness.State.ALIVE);
        assertThat(doors.house.liveness.last(AGENT).orElseThrow().pid()).isEqualTo(123);
    }

    @Test
    void a_replayed_heartbeat_is_not_accepted_and_raises_an_alert() {
        String nonce = plugin.beat("").string("nonce").orElseThrow();
        var body = plugin.signed(nonce);
        send(body);

        assertThat(accepted(send(body))).isFalse();
        assertThat(lastAlert()).contains("heartbeat-replayed");
    }

    @Test
    void a_heartbeat_whose_signature_does_not_fit_is_not_accepted_and_raises_an_alert() {
        String nonce = plugin.beat("").string("nonce").orElseThrow();
        var forged = plugin.signed(nonce).plus("openclaw", new JsonString("1.0"));

        assertThat(accepted(send(forged))).isFalse();
        assertThat(lastAlert()).contains("heartbeat-forged");
        assertThat(doors.house.liveness.state(AGENT)).isEqualTo(Liveness.State.NEVER);
    }

    @Test
    void digests_that_differ_from_what_bailiwick_reads_are_lost_enforcement() {
        doors.house.files = Optional.of(
                RuntimeFiles.Reading.sound(new RuntimeFiles.Digests(Digest.of("other code"), Digest.of("config"))));
        plugin.live();

        assertThat(doors.house.liveness.state(AGENT)).isEqualTo(Liveness.State.CHANGED);
        assertThat(lastAlert()).contains("enforcement-lost");
    }

    @Test
    void without_a_heartbeat_for_three_seconds_enforcement_is_lost() {
        plugin.live();
        doors.house.clock.advance(Duration.ofMillis(3_001));

        assertThat(doors.house.liveness.state(AGENT)).isEqualTo(Liveness.State.LOST);
    }

    @Test
    void an_accepted_heartbeat_takes_the_notices_along_once() {
        doors.notices.tell(AGENT, SESSION, "task-1 was approved");
        var first = plugin.beat("");
        assertThat(first.array("notices").size()).isZero();
        var second = plugin.beat(first.string("nonce").orElseThrow());
        var third = plugin.beat(second.string("nonce").orElseThrow());

        assertThat(second.array("notices").values())
                .containsExactly(JsonObject.with("session", SESSION.value())
                        .and("text", "task-1 was approved")
                        .build());
        assertThat(third.array("notices").size()).isZero();
    }

    @Test
    void notices_are_bounded_and_the_newest_stay() {
        for (int i = 0; i < 1_000; i++) doors.notices.tell(AGENT, SESSION, "n" + i);

        var taken = doors.notices.take(AGENT);
        assertThat(taken.size()).isEqualTo(SessionNotices.TAKEN_AT_ONCE);
        assertThat(taken.values().getFirst())
                .isEqualTo(JsonObject.with("session", SESSION.value())
                        .and("text", "n" + (1_000 - SessionNotices.LIMIT))
                        .build());
    }

    @Test
    void a_heartbeat_with_anything_unknown_in_it_is_refused() {
        var body = plugin.signed("").plus("mode", new JsonString("off"));

        assertThat(doors.post(Use.REPORT, "/openclaw/v1/heartbeat", body.text()).statusCode())
                .isEqualTo(400);
    }

    private JsonObject send(JsonObject body) {
        return json(doors.post(Use.REPORT, "/openclaw/v1/heartbeat", body.text()));
    }

    private Optional<String> lastAlert() {
        return doors.house.log.of(Event.Kind.ALERT).getLast().body().string("what");
    }

    private static boolean accepted(JsonObject answer) {
        return Fields.of(answer).flag("accepted");
    }
}
