package dev.bailiwick.console.approval;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DORA;
import static dev.bailiwick.console.testing.PlayedHouse.FAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On whose authority a yes counts: deputies, people on call, the broken glass; and whether people still read. */
class AuthorityPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private static JsonObject mail(String to) {
        return JsonObject.with("to", to).and("body", "Hello <b>there</b>").build();
    }

    @Test
    void a_deputy_sees_in_whose_place_the_yes_would_count_and_everybody_that_it_did() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house);
                var cleo = Browsing.as(CLEO, house)) {
            assertThat(ana.get("/people/deputies").body()).contains("Nobody stands in for anybody.", "Hand over");
            var form = Map.of(
                    "to", "cleo", "function-business", "on", "from", "2020-01-01T00:00", "until", "2020-01-08T00:00");
            assertThat(ana.post("/people/deputies", plus(form, "reason", "holidays"))
                            .body())
                    .contains("that is over already");
            var now = LocalDateTime.ofInstant(house.clock().instant(), ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.MINUTES);
            var until = plus(
                    plus(form, "from", now.toString()), "until", now.plusDays(2).toString());
            ana.post("/people/deputies", plus(until, "reason", "holi<i>days</i>"));
            assertThat(ana.get("/people/deputies").body())
                    .contains("for ana: Business", "holi&lt;i&gt;days&lt;/i&gt;", "in force");
            assertThat(cleo.get("/approvals/" + task).body())
                    .contains("Your yes counts <b>in the place of ana, who lent you Business");
            cleo.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(cleo.get("/approvals/" + task).body()).contains("<b>for ana</b>");
        }
    }

    private static Map<String, String> plus(Map<String, String> form, String name, String value) {
        var more = new java.util.HashMap<>(form);
        more.put(name, value);
        return more;
    }

    @Test
    void the_page_says_who_is_told_next_and_who_was_told() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/approvals/" + task).body()).contains("unanswered, who is on call is told at");
            house.clock().advance(Duration.ofMinutes(2));
            house.desk().escalate(PlayedHouse.ESCALATION);
            assertThat(ana.get("/approvals/" + task).body())
                    .contains("Nobody answered: <b>ana</b> told", "unanswered, Security is told at");
        }
    }

    @Test
    void the_glass_is_broken_by_whoever_has_that_role_and_everybody_sees_that_it_was() {
        var task = house.pending("message", mail("customer@example.net"));
        try (var cleo = Browsing.as(CLEO, house);
                var fay = Browsing.as(FAY, house)) {
            assertThat(cleo.get("/break-glass").body()).contains("Why you cannot break it:", "Emergency approver");
            String ticket = cleo.openTicket(house);
            var form = Map.of("agent", "desk", "ticket", ticket, "minutes", "20");
            assertThat(fay.post("/break-glass", form).statusCode()).isEqualTo(400);
            assertThat(fay.post("/break-glass", plus(form, "reason", "down")).statusCode())
                    .isEqualTo(303);
            assertThat(fay.post("/break-glass", plus(form, "reason", "again")).body())
                    .contains("has broken the glass until");
            assertThat(cleo.get("/break-glass").body()).contains("broken now", "for desk: down");
            assertThat(fay.get("/approvals/" + task).body()).contains("Your yes counts <b>under the glass you broke");
            fay.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(cleo.get("/approvals/" + task).body()).contains("<b>under glass-");
        }
    }

    @Test
    void the_page_of_quality_says_how_people_answer_and_has_an_empty_state() {
        try (var ana = Browsing.as(ANA, house);
                var dora = Browsing.as(DORA, house)) {
            assertThat(ana.get("/quality").body()).contains("Nobody was asked anything.");
            var task = house.pending("message", mail("customer@example.net"));
            ana.get("/approvals/" + task);
            ana.post("/approvals/" + task + "/decide", Map.of("decision", "approve"));
            assertThat(ana.get("/quality").body()).contains("<th scope=\"row\">ana</th>", "100 %");
            assertThat(dora.get("/quality").body()).doesNotContain("<th scope=\"row\">ana</th>");
        }
    }
}
