package dev.bailiwick.core.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostureSettingsTest {
    private static PostureSettings read(String members) {
        return PostureSettings.of(Json.parseObject("{\"version\": 1, " + members + "}"));
    }

    @Test
    void what_is_not_said_is_as_usual() {
        assertThat(PostureSettings.of(Json.parseObject("{\"version\": 1}"))).isEqualTo(PostureSettings.USUAL);
        assertThat(read("\"agents\": []").watched(new AgentId("desk"))).isEqualTo(Watched.NOTHING_SAID);
    }

    @Test
    void an_agent_has_its_places_and_its_suppressions() {
        var settings = read("""
                "every": "PT15M", "whenLost": "alert",
                "agents": [{"agent": "desk", "container": "openclaw-desk", "rendered": "/srv/rendered",
                            "installed": {"nftables.nft": "/etc/nftables.d/desk.nft"}}],
                "suppressions": [
                  {"check": "CTR-04", "owner": "ana", "reason": "everybody's", "until": "2026-12-31"},
                  {"check": "CTR-12", "agent": "other", "owner": "ana", "reason": "its own", "until": "2026-12-31"}]""");
        assertThat(settings.every()).isEqualTo(Duration.ofMinutes(15));
        var watched = settings.watched(new AgentId("desk"));
        assertThat(watched.container()).isEqualTo(Optional.of("openclaw-desk"));
        assertThat(watched.installed()).containsEntry("nftables.nft", new HostPath("/etc/nftables.d/desk.nft"));
        assertThat(settings.suppressions(new AgentId("desk")))
                .extracting(Suppression::check)
                .containsExactly(Check.CTR_04);
        assertThat(settings.suppressions(new AgentId("other"))).hasSize(2);
    }

    @Test
    void what_is_wrong_is_refused() {
        for (var members : List.of(
                "\"every\": \"PT1S\"",
                "\"every\": \"P2D\"",
                "\"every\": \"often\"",
                "\"whenLost\": \"nothing\"",
                "\"agents\": [{\"agent\": \"desk\"}, {\"agent\": \"desk\"}]",
                "\"agents\": [{\"agent\": \"desk\", \"rendered\": \"/a b\"}]",
                "\"agents\": [{\"agent\": \"desk\", \"installed\": {\"x\": \"../x\"}}]",
                "\"suppressions\": [{\"check\": \"CTR-04\", \"owner\": \"\", \"reason\": \"x\", \"until\": \"2026-12-31\"}]",
                "\"suppressions\": [{\"check\": \"CTR-04\", \"owner\": \"ana\", \"reason\": \"x\"}]",
                "\"other\": 1")) {
            assertThatThrownBy(() -> read(members)).as(members).isInstanceOf(JsonException.class);
        }
    }
}
