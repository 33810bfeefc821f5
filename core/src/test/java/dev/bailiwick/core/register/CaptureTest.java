package dev.bailiwick.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private static Organisation with(String more) {
        return Organisation.of(
                Json.parseObject("{\"version\":1,\"contact\":\"ada\",\"people\":[],\"agents\":[]" + more + "}"));
    }

    @Test
    void the_first_rule_that_speaks_of_an_agent_counts() {
        var capture = with(",\"capture\":[{\"agents\":[\"desk\"],\"content\":\"digest\"}]")
                .capture();

        assertThat(capture.of(new AgentId("desk"), Set.of())).isEqualTo(Capture.Level.DIGEST);
        assertThat(capture.of(new AgentId("scout"), Set.of())).isEqualTo(Capture.Level.EXCERPT);
    }

    @Test
    void a_rule_may_be_about_what_a_content_shows() {
        var capture =
                with(",\"capture\":[{\"agents\":[\"desk\"],\"data\":[\"personal\",\"card\"],\"content\":\"digest\"}]")
                        .capture();

        assertThat(capture.of(new AgentId("desk"), Set.of())).isEqualTo(Capture.Level.EXCERPT);
        assertThat(capture.of(new AgentId("desk"), Set.of(DataClass.CARD, DataClass.SECRET)))
                .isEqualTo(Capture.Level.DIGEST);
        assertThat(capture.of(new AgentId("scout"), Set.of(DataClass.CARD))).isEqualTo(Capture.Level.EXCERPT);
        assertThatThrownBy(() -> with(",\"capture\":[{\"data\":[\"health\"],\"content\":\"digest\"}]"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("expected personal, card or secret");
    }

    @Test
    void nothing_below_the_floor_is_taken() {
        assertThatThrownBy(() -> with(",\"capture\":[{\"content\":\"none\"}]"))
                .isInstanceOf(Capture.BelowFloor.class)
                .hasMessageContaining("no less than a digest");
        assertThatThrownBy(() -> with(",\"capture\":[{\"content\":\"all\"}]"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("expected excerpt or digest")
                .hasMessageContaining("/capture/0/content");
        assertThatThrownBy(() -> with(",\"retention\":[{\"class\":\"short\",\"keep\":\"P5M\"}]"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("six months");
        assertThatThrownBy(() ->
                        with(",\"retention\":[{\"class\":\"a\",\"keep\":\"P6M\"},{\"class\":\"a\",\"keep\":\"P7M\"}]"))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void what_the_log_keeps_is_bound_apart_from_who_there_is() {
        var plain = Binding.audit(with(""));

        assertThat(Binding.audit(with(",\"retention\":[{\"class\":\"long\",\"keep\":\"P7Y\"}]")))
                .isNotEqualTo(plain);
        assertThat(Binding.audit(with(",\"capture\":[{\"content\":\"digest\"}]")))
                .isNotEqualTo(plain);
        assertThat(Binding.audit(with(",\"internal\":{\"hosts\":[\"a.example\"],\"addresses\":[]}")))
                .isEqualTo(plain);
    }
}
