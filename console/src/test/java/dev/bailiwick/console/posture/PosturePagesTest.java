package dev.bailiwick.console.posture;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.node.NodeDesk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PosturePagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private void scanned(Map<Check, Standing> but, String because) {
        var line = new Result.Declared("docker-run.sh:12", Result.Copy.CHANGED);
        var posture = new Posture(List.of(Check.values()).stream()
                .map(check -> new Result(check, but.getOrDefault(check, Standing.PASS), because, "/proc/1/status"))
                .map(each -> each.check() == Check.CAP_02 ? each.declaredBy(line) : each)
                .toList());
        assertThat(house.posture()
                        .report(DESK, posture, "bailiwick profile desk", new Actor.Human(CLEO, Actor.Channel.CONSOLE)))
                .isEmpty();
    }

    private String page(String path) {
        try (var ana = Browsing.as(ANA, house)) {
            return ana.get(path).body();
        }
    }

    @Test
    void each_node_is_shown_with_its_last_contact_and_one_that_fell_silent_as_cut_off() {
        assertThat(page("/posture")).contains("Every agent runs on this machine.");
        var actor = new Actor.Human(CLEO, Actor.Channel.CONSOLE);
        var invited = house.nodes().invite(actor, new NodeId("web-1"), Set.of(DESK));
        assertThat(invited).isInstanceOf(NodeDesk.Invited.Open.class);
        assertThat(page("/posture"))
                .contains("web-1", ">invited<", "not since the server")
                .doesNotContain("bwn_");
        var token = ((NodeDesk.Invited.Open) invited).token();
        assertThat(house.nodes().join(token.substring(0, token.indexOf('.')), new byte[0]))
                .isPresent();
        assertThat(page("/posture")).contains("state bad\">cut off<");
        var node = house.nodes().admit(Digest.of("web-1")).orElseThrow();
        house.nodes().beat(node, new Beat("0.1.0", Freezes.NONE, List.of(), List.of()));
        assertThat(page("/posture")).contains("state good\">heard<");
        house.clock().advance(Duration.ofSeconds(90));
        assertThat(page("/posture")).contains("state bad\">cut off<", "1 min", "by hand on that machine");
    }

    @Test
    void an_agent_nobody_looked_at_is_unknown_and_nothing_of_it_looks_as_if_it_had_passed() {
        assertThat(page("/posture")).contains("nobody has looked", "baseline not met", "0 passed");
        assertThat(page("/posture/desk"))
                .contains("Production stays shut.", ">unknown<")
                .doesNotContain(">pass<", "state good");
    }

    @Test
    void each_control_shows_what_was_seen_where_how_old_it_is_and_the_line_that_brings_it_about() {
        scanned(Map.of(Check.CAP_02, Standing.FAIL, Check.CTR_05, Standing.UNKNOWN), "seen so");
        house.clock().advance(Duration.ofMinutes(3));
        assertThat(page("/posture/desk"))
                .contains("id=\"CAP-02\"", "state bad\">fail<", "state wait\">unknown<", "state good\">pass<")
                .contains("docker-run.sh:12", "changed after rendering", "/proc/1/status", "3 min ")
                .contains("ago, handed in by a person", "bailiwick profile desk", "1 failed");
    }

    @Test
    void a_machine_that_meets_the_baseline_says_so_until_the_look_is_a_day_old() {
        scanned(Map.of(), "seen so");
        assertThat(page("/posture")).contains("baseline met<");
        house.clock().advance(Duration.ofDays(1));
        assertThat(page("/posture/desk")).contains("older than 24 hours", "Production stays shut.");
    }

    @Test
    void what_the_machine_says_is_only_text() {
        scanned(Map.of(), "<script>alert(1)</script>");
        assertThat(page("/posture/desk")).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void an_agent_that_is_not_there_has_no_page() {
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/posture/nobody").statusCode()).isEqualTo(404);
        }
    }
}
