package dev.bailiwick.procedure.review;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.testing.MemoryIntegrations;
import dev.bailiwick.procedure.testing.ShippedRegister;
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
    private final IntegrationDesk integrations = new IntegrationDesk(
            new MemoryIntegrations(),
            house.facts,
            house.control,
            house.clock,
            ShippedRegister.surroundings(() -> new IntegrationId("int-000000000001")));
    private List<Grant> grants = GRANTS;
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
                        () -> grants,
                        house.alerts,
                        house.precautions,
                        keys -> suspended = keys,
                        integrations,
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
    void an_integration_that_nobody_keeps_opens_nothing_until_somebody_does() {
        var stripe = integration();
        later(90);
        later(14);
        assertThat(house.facts.now().grants().of(AGENT)).allMatch(each -> each.suspended());
        assertThat(keep("integration/" + stripe.id(), "support looks up double charges"))
                .isEmpty();
        assertThat(house.facts.now().grants().of(AGENT)).noneMatch(each -> each.suspended());
    }

    @Test
    void to_reduce_an_integration_takes_away_what_nobody_used() {
        var stripe = integration();
        var name = "integration/" + stripe.id();
        permitted("payments.read");
        later(90);
        var grant = desk.current().orElseThrow().grant(name).orElseThrow();
        assertThat(grant.used()).isEqualTo(1);
        assertThat(grant.unused()).contains("http.get").doesNotContain("payments.read");
        assertThat(desk.answer(List.of(name), Campaign.Answer.REDUCE, "only looked up", by(BUSINESS)))
                .isEmpty();
        assertThat(state(name)).isEqualTo(Campaign.State.REDUCED);
        assertThat(house.facts.now().grants().of(AGENT).getFirst().operations()).containsExactly("payments.read");
        assertThat(integrations.find(stripe.id()).orElseThrow().ask().operations())
                .containsExactly("payments.read");
    }

    @Test
    void what_was_used_wholly_or_not_at_all_is_not_reduced() {
        var name = "integration/" + integration().id();
        later(90);
        assertThat(desk.answer(List.of(name), Campaign.Answer.REDUCE, "less of it", by(BUSINESS)))
                .contains("nothing of it was used: revoke it");
        assertThat(desk.answer(List.of(name), Campaign.Answer.REVOKE, "", by(BUSINESS)))
                .isEmpty();
        assertThat(house.facts.now().grants().of(AGENT)).allMatch(each -> each.suspended());
    }

    private Integration integration() {
        var form = Json.parseObject("""
                {"system": "stripe", "agent": "desk", "safeguards": ["gate", "rotation", "egress"],
                 "justification": "Support looks up double charges of the web shop; two colleagues do it by hand today",
                 "owners": {"security": "sam", "it": "ian", "business": "bea"}, "until": "%s"}""".formatted(house.clock.instant().plus(Duration.ofDays(300))));
        var answer = (IntegrationDesk.Answer.Opened) integrations.request(Fields.of(form), by(OPERATOR));
        for (var owner : List.of(SECURITY, IT, BUSINESS))
            assertThat(integrations.accept(answer.integration().id(), by(owner), "", Optional.empty()))
                    .isEmpty();
        var approved = integrations.find(answer.integration().id()).orElseThrow();
        grants = List.of(Grant.of(approved, Set.of(OPERATOR)));
        return approved;
    }

    private void permitted(String operation) {
        house.log.append(new Event(
                Event.Kind.DECISION,
                new Actor.Machine(AGENT),
                Optional.of(AGENT),
                Optional.empty(),
                Json.parseObject("""
                        {"verdict": "permit", "judgement": {"question": {"meaning": {"use":
                          {"systems": ["stripe"], "name": "%s", "tool": false}}}}}""".formatted(operation))));
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
