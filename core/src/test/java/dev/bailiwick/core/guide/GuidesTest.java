package dev.bailiwick.core.guide;

import static dev.bailiwick.core.testing.ShippedGuides.GUIDES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.testing.ShippedGuides;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class GuidesTest {
    static final List<String> SHIPPED = Guides.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void an_operation_is_the_catalogues_with_its_tier_or_has_the_guides_own_name(String name) {
        var guide = guide(name);
        for (var operation : guide.operations()) {
            var known = World.CATALOG.floor(operation.id());
            if (known.isPresent())
                assertThat(operation.tier()).as(operation.id()).isEqualTo(known.get());
            else assertThat(operation.id()).startsWith(name + ".");
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void a_guide_answers_every_question(String name) {
        var guide = guide(name);
        assertThat(guide.name()).isEqualTo(name);
        assertThat(guide.minimal()).isNotEmpty();
        assertThat(guide.data()).isNotEmpty();
        assertThat(guide.detection()).isNotEmpty();
        assertThat(guide.abuse()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void the_minimal_scopes_neither_move_money_nor_run_grant_or_hide_anything(String name) {
        assertThat(guide(name).minimal())
                .allSatisfy(scope -> assertThat(scope.powers())
                        .doesNotContain(Power.MOVE_MONEY, Power.RUN, Power.GRANT, Power.HIDE));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void every_fact_says_how_sure_it_is(String name) {
        var json = guide(name).json();
        for (var part : List.of("credentials", "scopes", "operations", "hosts", "detection", "abuse")) {
            assertThat(json.array(part).values())
                    .as(part)
                    .allSatisfy(each -> assertThat(each.text()).contains("\"sure\":"));
        }
    }

    @Test
    void all_five_categories_and_all_four_ways_of_revoking_occur() {
        assertThat(GUIDES.all()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(GUIDES.all().stream().map(Guide::category)).contains(Category.values());
        assertThat(GUIDES.all().stream().map(guide -> guide.revocation().speed()))
                .contains(Revocation.Speed.values());
        assertThat(GUIDES.all().stream()
                        .flatMap(guide -> guide.scopes().stream())
                        .flatMap(scope -> scope.onward().stream()))
                .contains(Onward.values());
        assertThat(Arrays.stream(Certainty.values()))
                .allSatisfy(
                        sure -> assertThat(GUIDES.all().stream().flatMap(guide -> guide.revocation().steps().stream()))
                                .anyMatch(step -> step.sure() == sure));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "charges:read", "standing"       | "charges:read", "colour": "red", "standing" | unknown member at /scopes/0/colour
            "scope": "refunds:write"}        | "scope": "refunds:all"}                     | no scope "refunds:all" in this guide at /operations/1/scope
            "scope": "customers:read"        | "scope": "charges:read"                     | stands here twice at /scopes/1
            "standing": "minimal"            | "standing": "best"                          | /scopes/0/standing
            "standing": "minimal"            | "standing": "avoid"                         | /standing
            "api.stripe.com"                 | "api stripe com"                            | /hosts/0
            "days": 30                       | "days": 0                                   | a rotation is due after 1 to 366 days at /rotation/days
            "sure": "known",                 |                                             | missing
            """)
    void what_is_wrong_is_named_with_its_place(String right, String wrong, String complaint) {
        var text = ShippedGuides.data("stripe").text().replace("\":", "\": ").replace(",\"", ", \"");
        assertThat(text).contains(right);
        var spoiled = text.replaceFirst(java.util.regex.Pattern.quote(right), wrong == null ? "" : wrong);
        assertThatThrownBy(() -> Guide.of((dev.bailiwick.json.JsonObject) Json.parse(spoiled)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void how_soon_each_ends_is_not_made_better_than_it_is() {
        assertThat(guide("gmail").revocation().speed()).isEqualTo(Revocation.Speed.INSTANT);
        assertThat(guide("outlook").revocation().speed()).isEqualTo(Revocation.Speed.DELAYED);
        assertThat(guide("teams").revocation().speed()).isEqualTo(Revocation.Speed.DELAYED);
        assertThat(guide("discord").revocation().speed()).isEqualTo(Revocation.Speed.HUMAN_ONLY);
    }

    private static Guide guide(String name) {
        return GUIDES.find(name).orElseThrow();
    }
}
