package dev.bailiwick.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.testing.ShippedGuides;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the register is required, an agent uses the systems that were approved for it, as they were approved, until their day. */
class IntegrationsTest {
    private static final Catalog CATALOG = World.CATALOG.knowing(ShippedGuides.GUIDES);
    private static final Instant LATER = World.NOON.plus(Duration.ofDays(30));
    private static final String READ = "{\"id\": \"pay-1\"}";
    private static final String REFUND = "{\"id\": \"pay-1\", \"amount\": \"10.00\", \"currency\": \"EUR\"}";

    @Test
    void an_operation_of_an_integration_nobody_approved_is_refused() {
        var refused = refusal(required(), "payments.read", READ);
        assertThat(refused.code()).isEqualTo("integration_not_approved");
        assertThat(refused.next()).contains("bailiwick integrations request");
    }

    @Test
    void the_same_call_passes_once_it_is_approved() {
        assertThat(decide(required(grant("stripe", LATER, "payments.read")), "payments.read", READ))
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void an_approval_of_another_agent_helps_nobody() {
        var other = new Grant(
                new IntegrationId("int-0000000009"),
                World.LAB,
                "stripe",
                Set.of("payments.read"),
                Set.of(DataClass.values()),
                LATER);
        assertThat(refusal(required(other), "payments.read", READ).code()).isEqualTo("integration_not_approved");
    }

    @Test
    void what_was_not_approved_with_it_is_outside() {
        var approved = required(grant("stripe", LATER, "payments.read"));
        assertThat(refusal(approved, "payments.refund", REFUND).code()).isEqualTo("operation_not_granted");
    }

    @Test
    void from_its_last_instant_on_it_is_refused() {
        var grant = grant("stripe", World.NOON, "payments.read");
        assertThat(refusal(required(grant), "payments.read", READ).code()).isEqualTo("integration_expired");
        var longer = grant("stripe", World.NOON.plusMillis(1), "payments.read");
        assertThat(decide(required(longer), "payments.read", READ)).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void what_nobody_kept_is_refused_until_somebody_does() {
        var grant = grant("stripe", LATER, "payments.read");
        assertThat(refusal(required(grant.suspended(true)), "payments.read", READ)
                        .code())
                .isEqualTo("recertification_lapsed");
        assertThat(decide(required(grant.suspended(true).suspended(false)), "payments.read", READ))
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void a_page_of_its_host_belongs_to_it_whatever_the_tool_is_called() {
        String arguments = "{\"url\": \"https://api.stripe.com/v1/charges\"}";
        assertThat(refusal(required(), "http.get", arguments).code()).isEqualTo("integration_not_approved");
        assertThat(judge(required(grant("stripe", LATER, "http.get")), "http.get", arguments)
                        .applied()
                        .forbids())
                .noneMatch(forbid -> forbid.id().startsWith("core."));
    }

    @Test
    void a_tool_nobody_described_is_approved_by_its_own_name_alone() {
        assertThat(refusal(required(grant("mall", LATER, "shop__list")), "shop__drop", "{}")
                        .code())
                .isEqualTo("integration_not_approved");
        assertThat(judge(required(grant("shop", LATER, "shop__drop")), "shop__drop", "{}")
                        .applied()
                        .forbids())
                .noneMatch(forbid -> forbid.id().startsWith("core."));
    }

    @Test
    void a_tool_that_its_server_did_not_have_waits_for_business_and_security() {
        var grown = judge(required(grant("shop", LATER, "shop__list")), "shop__drop", "{}");
        assertThat(grown.decision()).isInstanceOfSatisfying(Decision.Requestable.class, denial -> {
            assertThat(denial.route().functions()).contains(Function.BUSINESS, Function.SECURITY);
            assertThat(denial.reason().text()).contains("the tool is new in this integration");
        });
        assertThat(refusal(required(grant("shop", World.NOON, "shop__list")), "shop__drop", "{}")
                        .code())
                .isEqualTo("integration_expired");
    }

    @Test
    void a_tool_that_says_other_things_of_itself_waits_and_one_that_says_the_same_passes() {
        var facts = required(described(grant("stripe", LATER, "payments.read"), "payments.read"));
        assertThat(decide(facts, saying("the same"))).isInstanceOf(Decision.Permit.class);
        assertThat(decide(facts, saying("another"))).isInstanceOf(Decision.Requestable.class);
    }

    @Test
    void a_tool_whose_words_were_known_and_are_not_told_any_more_waits() {
        var facts = required(described(grant("stripe", LATER, "payments.read"), "payments.read"));
        assertThat(decide(facts, "payments.read", READ)).isInstanceOf(Decision.Requestable.class);
        var other = required(described(grant("stripe", LATER, "payments.read"), "payments.other"));
        assertThat(decide(other, saying("another"))).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void of_two_grants_the_one_that_knows_the_tool_as_it_is_decides() {
        var outdated = described(grant("stripe", LATER.plusSeconds(1), "payments.read"), "payments.read");
        var other = new Grant(
                new IntegrationId("int-0000000002"),
                World.DESK,
                "stripe",
                Set.of("payments.read"),
                Set.of(DataClass.values()),
                LATER,
                false,
                Map.of("payments.read", Digest.of("another")));
        assertThat(decide(required(outdated, other), saying("another"))).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void a_grown_call_is_judged_again_from_its_entry() {
        var facts = required(described(grant("stripe", LATER, "payments.read"), "payments.read"));
        var kept = Facts.of(Json.parseObject(facts.json().text()), Catalog.of(List.of()), ShippedPolicies.RULES);
        var judged = judge(facts, saying("another"));
        var question = Question.of(Json.parseObject(judged.question().json().text()));
        assertThat(new PolicyDecisionPoint()
                        .decide(question, kept, Optional.empty(), judged.moment())
                        .decision())
                .isEqualTo(judged.decision());
    }

    private static Attempt saying(String definition) {
        var plain = World.call("payments.read", READ);
        return new Attempt(
                plain.agent(),
                plain.session(),
                plain.run(),
                plain.call(),
                plain.tool(),
                plain.arguments(),
                plain.origin(),
                Optional.of(Digest.of(definition)));
    }

    private static Grant described(Grant grant, String tool) {
        return new Grant(
                grant.id(),
                grant.agent(),
                grant.system(),
                grant.operations(),
                grant.data(),
                grant.until(),
                false,
                Map.of(tool, Digest.of("the same")));
    }

    private static Judgement judge(Facts facts, Attempt attempt) {
        return new World(facts, World.at(Step.PRODUCTION).session()).judge(attempt);
    }

    private static Decision decide(Facts facts, Attempt attempt) {
        return judge(facts, attempt).decision();
    }

    @Test
    void the_agents_own_workspace_is_no_integration() {
        assertThat(decide(required(), "read", "{\"path\": \"notes.md\"}")).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void where_it_is_only_recorded_everything_passes_as_before_and_says_what_it_used() {
        var judged = judge(facts("recorded"), "payments.read", READ);
        assertThat(judged.decision()).isInstanceOf(Decision.Permit.class);
        assertThat(judged.meaning().use().systems()).contains("stripe", "braintree");
    }

    @Test
    void data_it_was_not_approved_for_does_not_go_there() {
        var approved = required(new Grant(
                new IntegrationId("int-0000000001"),
                World.DESK,
                "shop",
                Set.of("shop__send"),
                Set.of(DataClass.INTERNAL),
                LATER));
        var judged = judge(approved, "shop__send", "{}");
        assertThat(judged.applied().forbids()).noneMatch(forbid -> forbid.id().startsWith("core."));
        var carrying = judged.question()
                .json()
                .plus("meaning", judged.meaning().json().plus("outgoing", JsonArray.ofStrings(List.of("personal"))));
        assertThat(new PolicyDecisionPoint()
                        .decide(Question.of(carrying), approved, Optional.empty(), judged.moment())
                        .applied()
                        .forbids())
                .anyMatch(forbid -> forbid.id().equals("core.data_not_approved"));
    }

    @Test
    void a_decision_is_made_again_from_its_entry_and_the_facts_of_that_time() {
        var facts = required(grant("stripe", LATER, "payments.read"));
        var kept = Facts.of(Json.parseObject(facts.json().text()), Catalog.of(List.of()), ShippedPolicies.RULES);
        var judged = judge(facts, "payments.refund", REFUND);
        var question = Question.of(Json.parseObject(judged.question().json().text()));
        assertThat(new PolicyDecisionPoint()
                        .decide(question, kept, Optional.empty(), judged.moment())
                        .decision())
                .isEqualTo(judged.decision());
        assertThat(kept.version()).isEqualTo(facts.version());
    }

    private static Grant grant(String system, Instant until, String... operations) {
        return new Grant(
                new IntegrationId("int-0000000001"),
                World.DESK,
                system,
                Set.of(operations),
                Set.of(DataClass.values()),
                until);
    }

    private static Facts required(Grant... grants) {
        return facts("required").granting(List.of(grants));
    }

    private static Facts facts(String register) {
        var organisation =
                Organisation.of(Json.parseObject(World.ORGANISATION).plus("register", new JsonString(register)));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, World.NOON))
                .toList();
        return Facts.of(organisation, ladder, Freezes.NONE, CATALOG, Map.of(), ShippedPolicies.RULES);
    }

    private static Judgement judge(Facts facts, String tool, String arguments) {
        return new World(facts, World.at(Step.PRODUCTION).session()).judge(World.call(tool, arguments));
    }

    private static Decision decide(Facts facts, String tool, String arguments) {
        return judge(facts, tool, arguments).decision();
    }

    private static Reason refusal(Facts facts, String tool, String arguments) {
        return ((Decision.Refusal) decide(facts, tool, arguments)).reason();
    }
}
