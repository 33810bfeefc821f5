package dev.bailiwick.console.exposure;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.testing.ShippedRegister;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RadiusPagesTest {
    private static final Pattern NODE = Pattern.compile("<a href=\"([^\"]*)\" class=\"node ");
    private static final Pattern ROW = Pattern.compile("<td><a href=\"([^\"]*)\">");

    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void graph_and_table_show_the_same_points_and_each_is_a_link() {
        house.registering(register(""));
        String page = get("/blast-radius?of=desk");
        assertThat(found(NODE, page)).hasSizeGreaterThan(4).isEqualTo(found(ROW, page));
        assertThat(page).contains("aria-label=\"credential: credential pay\"", "permission: refunds:write on stripe");
    }

    @Test
    void choosing_a_point_shows_the_way_to_it_and_what_it_leads_to() {
        house.registering(register(""));
        String page = get("/blast-radius?of=desk&at=1");
        assertThat(page)
                .contains(
                        "id=\"choice\"",
                        "more by way of it",
                        "Its own reach",
                        "credential chosen",
                        "permission through")
                .contains("class=\"edge way\"", "class=\"edge through\"");
        assertThat(get("/blast-radius?of=desk&at=99999")).contains("Choose a point");
        assertThat(get("/blast-radius?of=pay"))
                .contains("refunds:write on stripe")
                .doesNotContain("agent: agent desk");
    }

    @Test
    void what_cannot_all_be_drawn_is_drawn_as_far_as_somebody_can_look_and_the_page_says_so() {
        house.registering(register(IntStream.range(0, 300)
                .mapToObj(i -> ", {\"id\": \"key" + i + "\", \"integration\": \"stripe\", \"reference\": \"vault:k" + i
                        + "\"}")
                .reduce("", String::concat)));
        String page = get("/blast-radius?of=desk");
        assertThat(found(NODE, page).size()).isBetween(40, Drawing.MOST_DRAWN);
        assertThat(found(ROW, page)).hasSize(Drawing.MOST_LISTED);
        assertThat(page).contains("The nearest", "points are drawn");
    }

    @Test
    void an_unknown_name_is_none_and_its_text_is_only_text() {
        house.registering(register(""));
        assertThat(get("/blast-radius?of=%3Cscript%3E"))
                .contains("There is no such")
                .doesNotContain("<script>");
        assertThat(get("/blast-radius?of=desk&at=x")).contains("A number was expected");
    }

    @Test
    void an_agent_that_stands_in_no_file_reaches_what_nobody_stated() {
        assertThat(get("/blast-radius?of=desk")).contains("the host it runs on", "node unknown");
    }

    @Test
    void a_register_that_cannot_be_read_is_said_so_with_its_place_and_reaches_nothing() {
        house.spoilRegister("register.yaml line 3, column 5: <b>no such guide</b>");
        try (var ana = Browsing.as(ANA, house)) {
            var page = ana.get("/blast-radius?of=desk");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body())
                    .contains("The register cannot be read", "line 3, column 5", "register diff")
                    .doesNotContain("<b>no such", "Something in Bailiwick failed");
        }
    }

    /** The desk's agent with a credential for payments, and as many more as are given. */
    private static Inventory register(String more) {
        var credentials = "{\"id\": \"pay\", \"integration\": \"stripe\", \"reference\": \"vault:pay\","
                + " \"permissions\": [\"refunds:write\", \"charges:read\"]}" + more;
        var names = Json.parseObject("{\"all\": [" + credentials + "]}").array("all").values().stream()
                .map(each -> "\""
                        + ((dev.bailiwick.json.JsonObject) each).string("id").orElseThrow() + "\"")
                .toList();
        return Inventory.of(
                Json.parseObject("{\"version\": 1, \"hosts\": [{\"id\": \"mini\"}],"
                        + " \"integrations\": [{\"id\": \"stripe\", \"guide\": \"stripe\"}],"
                        + " \"credentials\": [" + credentials + "], \"agents\": [{\"id\": \"desk\", \"host\": \"mini\","
                        + " \"credentials\": [" + String.join(", ", names) + "]}]}"),
                ShippedRegister.GUIDES);
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(each -> each.group(1)).toList();
    }

    private String get(String path) {
        try (var ana = Browsing.as(ANA, house)) {
            return ana.get(path).body();
        }
    }
}
