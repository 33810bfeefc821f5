package dev.bailiwick.console.policy;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.Browsing;
import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.procedure.testing.ShippedPolicies;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyPagesTest {
    private final PlayedHouse house = new PlayedHouse();

    @AfterEach
    void close() {
        house.close();
    }

    private void inForce(Rulebook policies) {
        house.currentFacts().change(facts -> facts.with(policies));
    }

    @Test
    void every_policy_in_force_is_shown_with_what_would_lift_it() {
        inForce(ShippedPolicies.RULES);
        try (var ana = Browsing.as(ANA, house)) {
            String page = ana.get("/policies").body();
            assertThat(page)
                    .contains(
                            ShippedPolicies.RULES.digest().hex(),
                            "base.tier4_approval",
                            "it, with a ticket, within 4 h")
                    .contains("Sealed: no draft changes them.");
        }
    }

    @Test
    void what_an_organisation_adds_is_its_own_group_and_its_words_are_only_text() {
        var own = new PolicyText(ShippedPolicies.RULES.text().schema(), Map.of(Layer.OWN, """
                @id("own.no_mail") @reason("<b>mail</b> goes out by hand")
                forbid (principal, action, resource);
                """), "");
        inForce(Rulebook.of(own));
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/policies").body())
                    .contains("own.no_mail", "&lt;b&gt;mail&lt;/b&gt;", "Yours, added to every pack.")
                    .doesNotContain("base.tier1");
        }
    }

    @Test
    void without_a_policy_nothing_is_permitted_and_the_pages_say_so() {
        inForce(Rulebook.NOTHING);
        try (var ana = Browsing.as(ANA, house)) {
            assertThat(ana.get("/policies").body()).contains("No policy is in force.");
            assertThat(ana.get("/agents/desk/unattended").body())
                    .contains("Every action of this agent needs a person.");
        }
    }

    @Test
    void what_an_agent_may_do_unattended_is_a_table_by_tier() {
        inForce(ShippedPolicies.RULES);
        try (var ana = Browsing.as(ANA, house)) {
            String page = ana.get("/agents/desk/unattended").body();
            assertThat(page).contains("read document inside", "always").doesNotContain("pay payment-account");
            assertThat(ana.get("/agents/nobody/unattended").statusCode()).isEqualTo(404);
        }
    }
}
