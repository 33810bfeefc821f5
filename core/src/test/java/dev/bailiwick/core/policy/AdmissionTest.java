package dev.bailiwick.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.testing.ShippedPolicies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
    private static final PolicyText SHIPPED = ShippedPolicies.TEXT;
    private static final Admission ADMISSION = new Admission(
            SHIPPED, ShippedPolicies.resource(Admission.FIXTURE), ShippedPolicies.resource(Admission.GOLDEN));
    private static final String NO_MAIL = """
            @id("own.no_mail") @reason("mail goes out by hand here")
            forbid (principal, action == Bailiwick::Action::"send", resource is Bailiwick::Mailbox);
            """;

    @Test
    void what_ships_is_admitted_with_every_policy_proven() {
        var report = ADMISSION.examine(SHIPPED);
        assertThat(report.faults()).isEmpty();
        assertThat(report.policies()).isEqualTo(103);
        assertThat(report.cases()).isEqualTo(143);
        assertThat(ADMISSION.unproven(SHIPPED)).isEmpty();
    }

    @Test
    void a_version_is_the_same_after_it_was_written_and_read() {
        var own = SHIPPED.with(Layer.OWN, NO_MAIL).withCases("{}");
        assertThat(PolicyText.of(own.json())).isEqualTo(own);
        assertThat(own.digest()).isNotEqualTo(SHIPPED.digest());
    }

    @Test
    void sealed_layers_and_the_schema_cannot_be_changed() {
        for (Layer layer : List.of(Layer.FREEZE, Layer.CORE)) {
            assertThat(checks(SHIPPED.with(layer, SHIPPED.layer(layer) + "// quietly")))
                    .containsOnly("sealed");
        }
        var schema = new PolicyText(SHIPPED.schema() + "// quietly", SHIPPED.layers(), "");
        assertThat(checks(schema)).containsOnly("sealed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            syntax      | permit (principal
            syntax      | @id("own.t") permit (principal == ?principal, action, resource);
            annotations | permit (principal, action, resource);
            annotations | @id("own.a") @requestible("business") @reason("x") forbid (principal, action, resource);
            annotations | @id("own.a") forbid (principal, action, resource);
            annotations | @id("own.a") @reason("x") @requestable("finance") forbid (principal, action, resource);
            annotations | @id("own.a") @reason("x") @quorum("2") forbid (principal, action, resource);
            annotations | @id("own.a") @reason("x") @requestable("it") @ttl("soon") forbid (principal, action, resource);
            annotations | @id("own.a") @requestable("it") permit (principal, action, resource);
            annotations | @id("base.tier1") permit (principal, action, resource);
            annotations | @id("own.a") permit (principal, action, resource) when { context has approval };
            annotations | @id("own.a") permit (principal, action, resource) when { context has approval.ticket };
            annotations | @id("own.a") @log("all") permit (principal, action, resource);
            annotations | @id("own.a") @reason("x") forbid (principal, action, resource) when { context.tier + 1 > 3 };
            annotations | @id("own.a") @reason("x") forbid (principal, action, resource) when { context.tier * context.tier > 3 };
            validation  | @id("own.a") @reason("x") forbid (principal, action, resource) when { context.money.minor > 3 };
            validation  | @id("own.a") @reason("x") forbid (principal, action, resource) when { context.tier == "1" };
            validation  | @id("own.a") @reason("x") forbid (principal, action, resource) when { context.destinationSource == Bailiwick::Source::"untrustd" };
            validation  | @id("own.a") @reason("x") forbid (principal, action, resource) when { 1 == 2 };
            validation  | @id("own.a") @reason("x") forbid (principal is Bailiwick::Robot, action, resource);
            """)
    void a_policy_with_a_fault_is_not_admitted(String check, String policy) {
        assertThat(checks(SHIPPED.with(Layer.OWN, policy))).as(policy).containsOnly(check);
    }

    @Test
    void a_stricter_policy_needs_cases_that_say_so() {
        var stricter = SHIPPED.with(Layer.OWN, NO_MAIL);
        assertThat(checks(stricter)).containsOnly("cases");
        var said = stricter.withCases(replaced("g04", "requestable", "refusal", "own.no_mail")
                + replaced("g05", "permit", "refusal", "own.no_mail"));
        assertThat(ADMISSION.examine(said).faults())
                .extracting(Admission.Fault::text)
                .noneMatch(text -> text.startsWith("g04") || text.startsWith("g05"));
    }

    @Test
    void an_own_case_cannot_make_a_shipped_answer_looser() {
        var looser = SHIPPED.withCases(replaced("g04", "requestable", "permit", "base.tier3"));
        assertThat(ADMISSION.examine(looser).faults())
                .extracting(Admission.Fault::text)
                .contains("g04 would make a shipped answer looser");
    }

    @Test
    void an_annotation_that_asks_another_function_than_the_condition_is_found() {
        var wrong = SHIPPED.layer(Layer.BASELINE)
                .replace(
                        "@id(\"base.sensitive_outflow\") @requestable(\"security\")",
                        "@id(\"base.sensitive_outflow\") @requestable(\"it\")");
        assertThat(ADMISSION.examine(SHIPPED.with(Layer.BASELINE, wrong)).admitted())
                .isFalse();
        var rules = Rulebook.of(SHIPPED.with(Layer.BASELINE, wrong));
        var fixture = dev.bailiwick.cedar.entity.EntityJson.parse(
                ShippedPolicies.resource(Admission.FIXTURE), rules.schema());
        var cases = GoldenCase.read(ShippedPolicies.resource(Admission.GOLDEN));
        assertThat(new RequestableLint(rules, fixture, cases).faults())
                .extracting(Admission.Fault::text)
                .containsExactly("policy \"base.sensitive_outflow\": what it asks does not lift it");
    }

    @Test
    void a_requestable_policy_that_asks_too_much_or_no_case_is_about_is_found() {
        var greedy = """
                @id("own.greedy") @reason("x") @requestable("it,security")
                forbid (principal, action == Bailiwick::Action::"monitor", resource)
                unless { context has approval && context.approval.functions.contains(Bailiwick::Function::"it") };
                """;
        assertThat(ADMISSION.examine(SHIPPED.with(Layer.OWN, greedy)).faults())
                .extracting(Admission.Fault::text)
                .containsExactly("policy \"own.greedy\": no case is about it");
        var onReads = greedy.replace("monitor", "read");
        var rules = Rulebook.of(SHIPPED.with(Layer.OWN, onReads));
        var fixture = dev.bailiwick.cedar.entity.EntityJson.parse(
                ShippedPolicies.resource(Admission.FIXTURE), rules.schema());
        assertThat(new RequestableLint(rules, fixture, GoldenCase.read(ShippedPolicies.resource(Admission.GOLDEN)))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("less than it asks lifts it already"));
    }

    private static List<String> checks(PolicyText draft) {
        return ADMISSION.examine(draft).faults().stream()
                .map(Admission.Fault::check)
                .toList();
    }

    private static String replaced(String id, String outcome, String with, String policy) {
        String line = ShippedPolicies.resource(Admission.GOLDEN)
                .lines()
                .filter(each -> each.startsWith("{\"id\":\"" + id + "\""))
                .findFirst()
                .orElseThrow();
        int expect = line.indexOf("\"expect\"");
        String soft = with.equals("refusal") && outcome.equals("requestable") ? ",\"base.tier3_approval\"" : "";
        return line.substring(0, expect) + "\"expect\":{\"outcome\":\"" + with + "\",\"determining\":[\"" + policy
                + "\"" + soft + "]}}\n";
    }
}
