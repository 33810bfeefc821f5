package dev.bailiwick.procedure.review;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignDeskTest {
    private static final String PLACE = "agent/desk";
    private static final String CRM = "credential/crm";
    private static final List<Grant> GRANTS = List.of(
            new Grant(PLACE, AGENT, "step production", 0, Optional.empty(), Optional.empty(), Set.of(OPERATOR)),
            new Grant(CRM, AGENT, "api.example.com", 0, Optional.empty(), Optional.empty(), Set.of(OPERATOR)));

    private final TestHouse house = new TestHouse();
    private Set<String> suspended = Set.of();
    private final CampaignDesk desk = desk();

    private CampaignDesk desk() {
        house.alerts.raise("begin", "the log begins");
        return again();
    }

    private CampaignDesk again() {
        return new CampaignDesk(
                house.log,
                new CampaignDesk.Surroundings(
                        house.facts::now,
                        () -> GRANTS,
                        house.alerts,
                        house.precautions,
                        keys -> suspended = keys,
                        house.clock));
    }

    private void later(int days) {
        house.clock.advance(Duration.ofDays(days));
        desk.round();
    }

    private Campaign.State state(String grant) {
        var campaign = desk.current().orElseThrow();
        return campaign.state(campaign.grant(grant).orElseThrow(), house.clock.instant());
    }

    private Optional<String> keep(String grant, String reason) {
        return desk.answer(List.of(grant), Campaign.Answer.KEEP, reason, by(BUSINESS));
    }

    @Test
    void a_campaign_opens_by_itself_after_a_quarter_with_what_was_used_beside_what_was_granted() {
        house.enforcer.enforce(attempt("t1"), AT_ONCE);
        desk.round();
        assertThat(desk.current()).isEmpty();
        later(90);
        var campaign = desk.current().orElseThrow();
        assertThat(campaign.grant(PLACE).orElseThrow().used()).isEqualTo(1);
        assertThat(campaign.grant(PLACE).orElseThrow().last()).isPresent();
        assertThat(campaign.grant(CRM).orElseThrow().used()).isZero();
        later(1);
        assertThat(desk.current()).contains(campaign);
    }

    @Test
    void what_nobody_answers_stops_at_the_deadline_and_works_again_once_somebody_keeps_it() {
        later(90);
        later(13);
        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
        later(1);
        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("recertification_lapsed"));
        assertThat(suspended).containsExactly("crm");
        assertThat(keep(PLACE, "it answers customers every day")).isEmpty();
        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
        assertThat(suspended).containsExactly("crm");
    }

    @Test
    void a_restart_forgets_nothing() {
        later(104);
        later(14);
        suspended = Set.of();
        house.precautions.end("recertification/desk");
        again().round();
        assertThat(suspended).containsExactly("crm");
        assertThat(house.precautions.names()).contains("recertification/desk");
    }

    @Test
    void keeping_everything_at_once_or_with_the_same_words_does_not_count() {
        later(90);
        assertThat(desk.answer(List.of(PLACE, CRM), Campaign.Answer.KEEP, "all is well here", by(BUSINESS)))
                .hasValueSatisfying(why -> assertThat(why).contains("one grant at a time"));
        assertThat(keep(PLACE, "all is well here")).isEmpty();
        assertThat(keep(CRM, " ALL is well here "))
                .hasValueSatisfying(why -> assertThat(why).contains("you said the same of agent/desk"));
        assertThat(keep(CRM, "ok")).isPresent();
        assertThat(state(CRM)).isEqualTo(Campaign.State.OPEN);
    }

    @Test
    void nobody_reviews_what_they_run_and_only_reviewers_review() {
        later(90);
        assertThat(desk.answer(List.of(CRM), Campaign.Answer.REVOKE, "", by(OPERATOR)))
                .hasValueSatisfying(why -> assertThat(why).contains("somebody else"));
        assertThat(desk.answer(List.of("credential/none"), Campaign.Answer.REVOKE, "", by(SECURITY)))
                .isPresent();
    }

    @Test
    void what_is_revoked_stops_at_once_and_what_is_reduced_goes_on() {
        later(90);
        assertThat(desk.answer(List.of(CRM), Campaign.Answer.REVOKE, "", by(SECURITY)))
                .isEmpty();
        assertThat(suspended).containsExactly("crm");
        assertThat(desk.answer(List.of(PLACE), Campaign.Answer.REDUCE, "pilot is enough", by(SECURITY)))
                .isEmpty();
        later(30);
        assertThat(house.enforcer.enforce(attempt("t1"), AT_ONCE)).isInstanceOf(Verdict.Permit.class);
        assertThat(desk.current().orElseThrow().answered()).isTrue();
    }

    @Test
    void only_security_opens_one_ahead_of_its_time() {
        desk.round();
        assertThat(desk.open(by(BUSINESS))).isPresent();
        assertThat(desk.open(by(SECURITY))).isEmpty();
        assertThat(desk.open(by(SECURITY))).contains("the present campaign is not answered yet");
    }
}
