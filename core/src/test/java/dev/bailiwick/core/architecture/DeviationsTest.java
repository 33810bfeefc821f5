package dev.bailiwick.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.testing.ShippedGuides;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviationsTest {
    private static final String KEYS = """
            "integrations": [
               {"id": "shop", "guide": "stripe", "people": 10, "data": ["card"]},
               {"id": "chat", "guide": "slack", "people": 10}],
             "credentials": [
               {"id": "reads", "integration": "shop", "reference": "vault:a", "permissions": ["charges:read"]},
               {"id": "talks", "integration": "chat", "reference": "vault:b", "permissions": ["chat:write"]}],""";

    private static final String TIDY = """
            {"version": 1, "hosts": [{"id": "one"}, {"id": "two"}, {"id": "three"}], %s
             "agents": [
               {"id": "lead", "host": "one", "confined": true, "credentials": []},
               {"id": "payer", "host": "two", "confined": true, "credentials": ["reads"]},
               {"id": "talker", "host": "three", "confined": true, "credentials": ["talks"]}]}""".formatted(KEYS);

    private static final String MERGED = TIDY.replace(
            "\"confined\": true, \"credentials\": [\"talks\"]",
            "\"confined\": true, \"credentials\": [\"talks\", \"reads\"]");

    private static Inventory register(String json) {
        return Inventory.of(Json.parseObject(json), ShippedGuides.GUIDES);
    }

    private static Reference reference(String name) throws IOException {
        try (var file = Objects.requireNonNull(Reference.class.getResourceAsStream(Reference.FILE))) {
            return Reference.all(Json.parseObject(file.readAllBytes(), JsonLimits.FILE)).stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Rule> rules(String reference, String register) throws IOException {
        return Deviations.of(reference(reference), register(register), Optional.of("lead")).stream()
                .map(Deviation::rule)
                .toList();
    }

    @Test
    void a_register_that_is_as_the_layout_deviates_nowhere() throws IOException {
        assertThat(rules("orchestrator", TIDY)).isEmpty();
        assertThat(rules("team-cells", TIDY)).isEmpty();
        assertThat(rules("regulated-split", TIDY)).isEmpty();
        assertThat(rules("high-availability", TIDY)).isEmpty();
    }

    @Test
    void two_agents_with_one_credential_deviate_from_every_layout() throws IOException {
        for (var layout : List.of(
                "single-host", "vpn-proxy", "team-cells", "orchestrator", "regulated-split", "high-availability"))
            assertThat(rules(layout, MERGED)).as(layout).contains(Rule.ONE_IDENTITY_EACH);
        assertThat(Deviations.of(reference("team-cells"), register(MERGED), Optional.empty()))
                .singleElement()
                .satisfies(deviation ->
                        assertThat(deviation.text()).isEqualTo("payer and talker share the credential reads"));
        assertThat(rules("regulated-split", MERGED)).contains(Rule.REGULATED_DO_NOT_SPEAK);
        assertThat(rules("orchestrator", MERGED)).contains(Rule.WORKERS_HAVE_ONE_SYSTEM);
    }

    @Test
    void what_nobody_stated_is_a_deviation() throws IOException {
        var bare = TIDY.replace("\"host\": \"one\", \"confined\": true, ", "");
        assertThat(rules("orchestrator", bare)).contains(Rule.HOST_STATED, Rule.CONFINED);
        assertThat(rules("vpn-proxy", TIDY)).containsExactly(Rule.REACHED_THROUGH_VPN);
        assertThat(Deviations.of(reference("orchestrator"), register(TIDY), Optional.empty()))
                .singleElement()
                .satisfies(deviation -> assertThat(deviation.text()).contains("nobody said which agent"));
    }

    @Test
    void hosts_are_counted_and_their_keys_are_found() throws IOException {
        assertThat(rules("single-host", TIDY)).containsExactly(Rule.ONE_HOST);
        var shared = TIDY.replace("\"host\": \"three\"", "\"host\": \"two\"")
                .replace("{\"id\": \"two\"}", "{\"id\": \"two\", \"credentials\": [\"talks\"]}");
        assertThat(rules("team-cells", shared)).contains(Rule.HOST_EACH, Rule.NO_KEYS_ON_HOSTS);
        assertThat(rules("regulated-split", shared)).contains(Rule.REGULATED_APART);
        assertThat(rules("high-availability", TIDY.replaceAll("\"host\": \"\\w+\"", "\"host\": \"one\"")))
                .contains(Rule.TWO_HOSTS);
    }

    @Test
    void the_picture_is_the_register_with_its_boundaries_and_what_deviates_is_red() throws IOException {
        var deviations = Deviations.of(reference("team-cells"), register(MERGED), Optional.empty());
        var picture = Drawing.of(reference("team-cells"), register(MERGED), deviations);
        assertThat(picture)
                .startsWith("<svg xmlns=")
                .contains("trust boundary: two", ">payer<", ">shop<", "payer uses reads at shop")
                .contains("class=\"node bad\"", "class=\"edge bad\"")
                .doesNotContain("<script", "href");
        assertThat(Drawing.of(reference("team-cells"), register(TIDY), List.of()))
                .doesNotContain(" bad\"");
    }

    @Test
    void a_hostile_name_is_only_text_in_the_picture() {
        assertThat(Svg.escaped("</text><script>alert('1')</script>&\u202e"))
                .isEqualTo("&lt;/text&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;?");
        var hostile = new Reference("x", "\"><script>", "</desc><script>", "<b>", List.of());
        assertThat(Drawing.of(hostile, register(TIDY), List.of())).doesNotContain("<script", "<b>");
    }
}
