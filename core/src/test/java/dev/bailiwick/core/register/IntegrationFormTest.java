package dev.bailiwick.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Form;
import dev.bailiwick.core.register.integration.Justification;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.testing.ShippedGuides;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request says exactly what it asks for; what it leaves out comes from the guide, and nothing forbidden comes at all. */
class IntegrationFormTest {
    private static final JsonObject FORM = Json.parseObject("""
            {"system": "stripe", "agent": "desk", "safeguards": ["gate"], "until": "2026-12-01T00:00:00Z",
             "justification": "Support agents refund double charges of the web shop; today two colleagues type them by hand",
             "owners": {"security": "ana", "it": "ivo", "business": "bea"}}""");

    @Test
    void what_is_left_out_comes_from_the_guide() {
        var guide = ShippedGuides.GUIDES.find("stripe").orElseThrow();
        var ask = read(FORM);
        assertThat(ask.permissions())
                .containsExactlyInAnyOrderElementsOf(
                        guide.minimal().stream().map(scope -> scope.name()).toList());
        assertThat(ask.operations())
                .contains("payments.read", "http.get")
                .doesNotContain("payments.refund", "http.send");
        assertThat(ask.data()).isEqualTo(guide.data());
    }

    @ParameterizedTest
    @CsvSource({
        "gmail, https://mail.google.com/, gmail.metadata",
        "gmail, domain-wide-delegation, gmail.metadata",
        "outlook, application:Mail.ReadWrite, Mail.ReadBasic",
        "outlook, Mail.ReadWrite.All, Mail.ReadBasic",
        "slack, user-token, chat:write",
        "slack, admin.users:write, chat:write",
        "slack, search:read.files, chat:write",
        "teams, ChannelMessage.Read.All, ChannelMessage.Read.Group",
        "teams, Chat.Read.All, ChannelMessage.Read.Group",
        "discord, ADMINISTRATOR, VIEW_CHANNEL",
        "github, repo, contents:read",
        "github, administration, contents:read"
    })
    void what_is_never_for_an_agent_is_refused_with_the_minimal_ones(String system, String scope, String minimal) {
        var form = FORM.plus("system", new JsonString(system)).plus("permissions", list(scope));
        assertThatThrownBy(() -> read(form))
                .hasMessageContaining("never for an agent")
                .hasMessageContaining(minimal);
    }

    @Test
    void an_operation_needs_its_permission() {
        assertThatThrownBy(() -> read(FORM.plus("operations", list("payments.refund"))))
                .hasMessageContaining("payments.refund")
                .hasMessageContaining("/operations/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"permissions", "data", "safeguards", "operations"})
    void an_empty_list_is_refused_by_its_name(String field) {
        assertThatThrownBy(() -> read(FORM.plus(field, JsonArray.EMPTY))).hasMessageContaining("/" + field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "needed",
                "We need this for business purposes.",
                "Required for the agent to do its job as requested by the team, please",
                "test test test test test test test test"
            })
    void a_justification_that_could_stand_anywhere_is_refused_by_its_name(String text) {
        assertThatThrownBy(() -> read(FORM.plus("justification", new JsonString(text))))
                .hasMessageContaining("/justification");
    }

    @Test
    void a_justification_hides_nothing() {
        assertThatThrownBy(() -> new Justification("refund double charges of the shop \u202e quickly for customers"))
                .hasMessageContaining("visible");
    }

    @Test
    void what_is_never_for_an_agent_is_refused_with_what_is_enough() {
        assertThatThrownBy(() -> read(FORM.plus("system", new JsonString("gmail"))
                        .plus("permissions", list("https://mail.google.com/"))))
                .hasMessageContaining("never for an agent")
                .hasMessageContaining("gmail.metadata")
                .hasMessageContaining("/permissions/0");
    }

    @Test
    void a_permission_the_guide_does_not_have_is_refused() {
        assertThatThrownBy(() -> read(FORM.plus("permissions", list("everything"))))
                .hasMessageContaining("no permission \"everything\"");
    }

    @Test
    void a_system_without_guide_needs_everything_said() {
        var own = FORM.plus("system", new JsonString("warehouse"));
        assertThatThrownBy(() -> read(own)).hasMessageContaining("/permissions");
        var said = own.plus("permissions", list("stock:read"))
                .plus("operations", list("warehouse__stock"))
                .plus("data", list("internal"));
        assertThat(read(said).data()).isEqualTo(Set.of(DataClass.INTERNAL));
        assertThat(Safeguard.needed(Optional.empty(), Set.of("stock:read"))).containsOnly(Safeguard.values());
    }

    @Test
    void three_owners_are_three_people() {
        var owners = Json.parseObject("{\"security\": \"ana\", \"it\": \"ivo\", \"business\": \"ana\"}");
        assertThatThrownBy(() -> read(FORM.plus("owners", owners)))
                .hasMessageContaining("three people")
                .hasMessageContaining("/owners/business");
        assertThatThrownBy(() -> read(FORM.plus("owners", owners.minus("business"))))
                .hasMessageContaining("/owners/business");
    }

    @Test
    void what_moves_money_needs_more_controls_than_what_reads() {
        var stripe = ShippedGuides.GUIDES.find("stripe");
        assertThat(Safeguard.needed(stripe, List.of("refunds:write")))
                .contains(Safeguard.APPROVAL, Safeguard.BROKER, Safeguard.WATCH, Safeguard.EGRESS);
        assertThat(Safeguard.needed(stripe, read(FORM).permissions()))
                .contains(Safeguard.GATE)
                .doesNotContain(Safeguard.APPROVAL, Safeguard.CONFINEMENT);
    }

    private static Ask read(JsonObject form) {
        return Form.read(Fields.of(form), ShippedGuides.GUIDES);
    }

    private static JsonArray list(String... texts) {
        return JsonArray.ofStrings(List.of(texts));
    }
}
