package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTemplatesTest {
    private static final List<String> TIER = List.of("policy", "instantiate", "tier-policy", "--set", "agent=helper");
    private static final List<String> USE = List.of(
            "policy",
            "instantiate",
            "acceptable-use",
            "--set",
            "agent=helper",
            "--set",
            "uses=answers",
            "--set",
            "contact=the security team");
    private static final List<String> DEPLOY = List.of(
            "policy",
            "instantiate",
            "deployment-approval",
            "--set",
            "agent=helper",
            "--set",
            "purpose=answers",
            "--set",
            "host=box 7",
            "--set",
            "security=Sam",
            "--set",
            "it=Ian",
            "--set",
            "business=Bea",
            "--set",
            "until=2027-01-31");

    @TempDir
    Path folder;

    private static Ran ran(List<String> words, String... more) {
        return Ran.line(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void nine_templates_are_listed_and_one_shows_what_it_leaves_open() {
        var listed = Ran.line("policy", "templates", "--output", "json").json().array("templates");
        assertThat(listed.size()).isGreaterThanOrEqualTo(9);
        assertThat(Ran.line("policy", "templates").text()).contains("deployment-approval", "exception");
        assertThat(Ran.line("policy", "templates", "rotation").text()).contains("a whole number from 1 to 90");
        assertThat(Ran.line("policy", "templates", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void a_bad_value_is_a_usage_error() {
        assertThat(ran(TIER, "--set", "watched=9").code()).isEqualTo(2);
        assertThat(ran(TIER, "--set", "colour=blue").code()).isEqualTo(2);
        assertThat(ran(TIER, "--set", "watched=2").text())
                .contains("# Tier policy", "From tier **2** on", "context.tier >= 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_policy_made_from_a_template_is_admitted_and_no_folder_is_overwritten(int which) {
        var words = List.of(TIER, USE, DEPLOY).get(which);
        var draft = folder.resolve("draft").toString();
        assertThat(ran(words, "--into", draft).code()).isZero();
        assertThat(ran(words, "--into", draft).code()).isEqualTo(2);
        var validated = Ran.line("policy", "validate", draft, "--output", "json");
        assertThat(validated.json().array("faults").text()).isEqualTo("[]");
        assertThat(validated.code()).isZero();
    }

    @Test
    void who_proposed_it_does_not_publish_it() throws IOException {
        var shop = SmallShop.in(folder);
        var draft = folder.resolve("draft");
        assertThat(ran(TIER, "--into", draft.toString()).code()).isZero();
        assertThat(Files.readString(draft.resolve("document.md"))).contains("helper");
        try (var house = House.open(Configuration.of(shop.data()).onFreePorts())) {
            assertThat(house.console()).isNotNull();
            var simulated = shop.asked("", "policy", "simulate", draft.toString(), "--since", "30d");
            assertThat(simulated.json().string("summary").orElse("")).contains("more asked", "more refused");
            JsonObject proposed = shop.asked("", "policy", "propose", draft.toString(), "--reason", "our policy")
                    .json();
            var version = proposed.string("version").orElseThrow();
            assertThat(shop.asked("", "policy", "publish", version, "--reason", "mine")
                            .code())
                    .isEqualTo(4);
        }
    }
}
