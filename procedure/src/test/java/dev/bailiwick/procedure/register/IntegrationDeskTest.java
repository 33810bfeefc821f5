package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryIntegrations;
import dev.bailiwick.procedure.testing.ShippedRegister;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntegrationDeskTest {
    private static final Instant LATER = ManualClock.START.plus(Duration.ofDays(90));
    private static final JsonObject FORM = Json.parseObject("""
            {"system": "stripe", "agent": "desk", "safeguards": ["gate", "rotation", "egress"],
             "justification": "Support looks up double charges of the web shop; two colleagues do it by hand today",
             "owners": {"security": "sam", "it": "ian", "business": "bea"}}""").plus("until", new JsonString(LATER.toString()));

    private final TestHouse house = new TestHouse();
    private final MemoryIntegrations kept = new MemoryIntegrations();
    private final AtomicInteger numbers = new AtomicInteger();
    private final IntegrationDesk desk = new IntegrationDesk(
            kept,
            house.facts,
            house.control,
            house.clock,
            ShippedRegister.surroundings(() -> new IntegrationId("int-%012d".formatted(numbers.incrementAndGet()))));

    @Test
    void it_is_granted_when_all_three_owners_accepted_and_not_before() {
        var asked = opened(FORM);
        assertThat(accept(asked, SECURITY)).isEmpty();
        assertThat(accept(asked, IT)).isEmpty();
        assertThat(house.facts.now().grants().all()).isEmpty();
        assertThat(accept(asked, BUSINESS)).isEmpty();
        assertThat(house.facts.now().grants().of(AGENT)).hasSize(1).allSatisfy(grant -> {
            assertThat(grant.operations()).contains("payments.read");
            assertThat(grant.until()).isEqualTo(LATER);
        });
        assertThat(house.control.honours(Binding.of(now(asked)))).isTrue();
    }

    @Test
    void whoever_asked_does_not_accept_and_the_other_two_owners_do() {
        var asked = opened(FORM, BUSINESS);
        assertThat(accept(asked, BUSINESS))
                .hasValueSatisfying(why -> assertThat(why).contains("you asked for it"));
        assertThat(accept(asked, SECURITY)).isEmpty();
        assertThat(accept(asked, SECURITY))
                .hasValueSatisfying(why -> assertThat(why).contains("already"));
        assertThat(accept(asked, IT)).isEmpty();
        assertThat(now(asked).state()).isEqualTo(Integration.State.APPROVED);
    }

    @Test
    void nobody_but_its_owners_accepts() {
        assertThat(accept(opened(FORM), OPERATOR))
                .hasValueSatisfying(why -> assertThat(why).contains("none of its three"));
    }

    @Test
    void an_owner_who_left_does_not_hold_it_the_request_says_whose_place_is_empty() {
        house.employ(new Person(BUSINESS, "Bea", Set.of(Function.BUSINESS), false, Optional.empty(), Set.of()));
        assertThat(refused(FORM)).contains("owners.business").contains("not active");
    }

    @Test
    void an_owner_who_leaves_before_the_last_word_stops_it() {
        var asked = opened(FORM);
        accept(asked, BUSINESS);
        accept(asked, SECURITY);
        house.employ(new Person(BUSINESS, "Bea", Set.of(Function.BUSINESS), false, Optional.empty(), Set.of()));
        assertThat(accept(asked, IT)).hasValueSatisfying(why -> assertThat(why).contains("owners.business"));
        assertThat(house.facts.now().grants().all()).isEmpty();
    }

    @Test
    void whoever_runs_the_agent_is_no_owner_of_what_it_gets() {
        var owners = Json.parseObject("{\"security\": \"sam\", \"it\": \"ian\", \"business\": \"olga\"}");
        assertThat(refused(FORM.plus("owners", owners)))
                .contains("owners.business")
                .contains("runs this agent");
    }

    @Test
    void an_owner_holds_the_function_they_answer_for() {
        house.employ(new Person(new PersonId("eve"), "Eve", Set.of(Function.IT), true, Optional.empty(), Set.of()));
        var owners = Json.parseObject("{\"security\": \"sam\", \"it\": \"ian\", \"business\": \"eve\"}");
        assertThat(refused(FORM.plus("owners", owners)))
                .contains("owners.business")
                .contains("does not hold");
    }

    @Test
    void what_is_asked_for_says_what_it_would_change() {
        var wide = FORM.plus("permissions", JsonArray.ofStrings(List.of("refunds:write", "customers:read")));
        var assessment = opened(wide).assessment();
        assertThat(assessment.after()).isGreaterThan(assessment.before());
        assertThat(assessment.reached()).anyMatch(each -> each.contains("refunds:write"));
        assertThat(assessment.missing()).isNotEmpty();
        assertThat(assessment.credentials()).isEqualTo(1);
    }

    @Test
    void where_a_safeguard_is_missing_security_sets_a_day_or_it_does_not_pass() {
        var wide = FORM.plus("permissions", JsonArray.ofStrings(List.of("refunds:write")));
        var asked = opened(wide);
        assertThat(accept(asked, SECURITY))
                .hasValueSatisfying(why -> assertThat(why).contains("broker", "approval"));
        var day = ManualClock.START.plus(Duration.ofDays(30));
        assertThat(desk.accept(asked.id(), by(IT), "", Optional.of(day)))
                .hasValueSatisfying(why -> assertThat(why).contains("only Security"));
        assertThat(desk.accept(asked.id(), by(SECURITY), "", Optional.of(LATER.plusSeconds(1))))
                .isPresent();
        assertThat(desk.accept(asked.id(), by(SECURITY), "until the broker is there", Optional.of(day)))
                .isEmpty();
        accept(asked, IT);
        accept(asked, BUSINESS);
        assertThat(house.facts.now().grants().of(AGENT))
                .allMatch(grant -> grant.until().equals(day));
    }

    @Test
    void the_twenty_first_credential_needs_a_day_that_security_sets() {
        var systems = ShippedRegister.GUIDES.all().stream()
                .map(guide -> guide.name())
                .limit(21)
                .toList();
        for (var system : systems.subList(0, 20)) approved(form(system));
        assertThat(house.facts.now().grants().of(AGENT)).hasSize(20);
        var more = opened(form(systems.get(20)));
        assertThat(more.assessment().warnings())
                .anyMatch(each -> each.contains("21 credentials") && each.contains("desk-source-cloud (aws, azure"));
        assertThat(accept(more, IT)).isEmpty();
        assertThat(accept(more, SECURITY))
                .hasValueSatisfying(why -> assertThat(why).startsWith("credential_concentration"));
        var day = ManualClock.START.plus(Duration.ofDays(10));
        assertThat(desk.accept(more.id(), by(SECURITY), "until it is split", Optional.of(day)))
                .isEmpty();
        assertThat(accept(more, BUSINESS)).isEmpty();
        assertThat(house.facts.now().grants().of(AGENT))
                .anyMatch(grant -> grant.until().equals(day));
    }

    private static JsonObject form(String system) {
        return FORM.plus("system", new JsonString(system))
                .plus(
                        "safeguards",
                        JsonArray.ofStrings(java.util.Arrays.stream(Safeguard.values())
                                .map(Fields::spelling)
                                .toList()));
    }

    @Test
    void refusing_and_retiring_say_why_and_take_it_away_at_once() {
        var asked = opened(FORM);
        assertThat(desk.refuse(asked.id(), by(IT), " "))
                .hasValueSatisfying(why -> assertThat(why).contains("say why"));
        assertThat(desk.refuse(asked.id(), by(IT), "the shop has a report for that"))
                .isEmpty();
        assertThat(accept(asked, SECURITY)).isPresent();

        var again = approved();
        assertThat(house.facts.now().grants().all()).hasSize(1);
        assertThat(desk.retire(again.id(), by(OPERATOR), "no longer used")).isEmpty();
        assertThat(house.facts.now().grants().all()).isEmpty();
        assertThat(house.control.honours(Binding.of(again))).isFalse();
    }

    @Test
    void narrowing_counts_at_once_and_more_is_asked_for_anew() {
        var wide = approved();
        assertThat(narrow(wide, Narrowing.to(Set.of("payments.read", "payments.refund"))))
                .contains("operations: more than was approved is asked for anew");
        assertThat(narrow(wide, Narrowing.to(Set.of()))).contains("operations: nothing would be left: retire it");
        assertThat(narrow(wide, Narrowing.to(wide.ask().operations()))).contains("that is what it is already");
        assertThat(narrow(wide, Narrowing.to(Set.of("payments.read")))).isEmpty();
        assertThat(house.facts.now().grants().of(AGENT).getFirst().operations()).containsExactly("payments.read");
        assertThat(house.control.honours(Binding.of(now(wide)))).isTrue();
        var sooner = new Narrowing(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(LATER.minus(Duration.ofDays(30))));
        assertThat(narrow(wide, sooner)).isEmpty();
        assertThat(house.facts.now().grants().of(AGENT).getFirst().until()).isBefore(LATER);
        var later = new Narrowing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(LATER));
        assertThat(narrow(wide, later))
                .hasValueSatisfying(why -> assertThat(why).startsWith("until"));
        assertThat(desk.narrow(wide.id(), Narrowing.to(Set.of("http.get")), by(new PersonId("eve")), "less"))
                .isPresent();
    }

    private Optional<String> narrow(Integration integration, Narrowing to) {
        return desk.narrow(integration.id(), to, by(SECURITY), "less of it is needed");
    }

    @Test
    void retiring_ends_its_credentials_and_keeps_the_proof() {
        var stripe = approved();
        var ended = new ArrayList<String>();
        var retirement = retirement(key -> {
            ended.add(key.name());
            return new Revocation.Report(List.of(), List.of());
        });
        assertThat(retirement.retire(stripe.id(), by(OPERATOR), "no longer used"))
                .isEmpty();
        assertThat(ended).containsExactly("payments");
        assertThat(now(stripe).state()).isEqualTo(Integration.State.RETIRED);
        assertThat(now(stripe).ending().orElseThrow().proof()).containsExactly("payments: nothing of it was lent out");
    }

    @Test
    void a_credential_that_may_live_on_is_no_retirement() {
        var stripe = approved();
        var reached = new AtomicBoolean();
        var retirement = retirement(_ -> {
            if (!reached.get()) throw new IllegalStateException("the service cannot be reached");
            return new Revocation.Report(List.of(), List.of());
        });
        assertThat(retirement.retire(stripe.id(), by(OPERATOR), "no longer used"))
                .isEmpty();
        assertThat(now(stripe).state()).isEqualTo(Integration.State.RETIRE_FAILED);
        assertThat(house.facts.now().grants().all()).isEmpty();
        assertThat(house.log.entries()).anyMatch(entry -> entry.body().text().contains("integration-retire-failed"));
        reached.set(true);
        assertThat(retirement.retire(stripe.id(), by(OPERATOR), "again")).isEmpty();
        assertThat(now(stripe).state()).isEqualTo(Integration.State.RETIRED);
    }

    private Retirement retirement(java.util.function.Function<ServiceKey, Revocation.Report> end) {
        return new Retirement(
                desk,
                () -> List.of(key("payments", "api.stripe.com"), key("other", "api.example.com")),
                (key, _, _) -> end.apply(key),
                ShippedRegister.GUIDES,
                house.alerts);
    }

    private static ServiceKey key(String name, String host) {
        return new ServiceKey(
                name,
                AGENT,
                new SecretRef("vault", name),
                host,
                Placement.bearer(),
                Urgency.PAYMENT,
                Duration.ofDays(1),
                Digest.of(name));
    }

    @Test
    void an_approval_somebody_wrote_into_the_store_grants_nothing() {
        var asked = opened(FORM);
        kept.replace(new Integration(
                asked.id(),
                asked.ask(),
                OPERATOR,
                asked.requested(),
                asked.assessment(),
                asked.state(),
                asked.accepted(),
                Optional.of(LATER),
                Optional.empty(),
                List.of(),
                2));
        assertThat(accept(asked, SECURITY))
                .hasValueSatisfying(why -> assertThat(why).contains("as the log has it"));
    }

    @Test
    void one_request_for_a_system_waits_at_a_time() {
        var asked = opened(FORM);
        assertThat(refused(FORM)).contains(asked.id().value());
    }

    @Test
    void a_day_in_the_past_or_far_away_is_no_end() {
        assertThat(refused(FORM.plus("until", new JsonString(ManualClock.START.toString()))))
                .contains("until");
        assertThat(refused(FORM.plus("until", new JsonString("2099-01-01T00:00:00Z"))))
                .contains("until");
    }

    @Test
    void an_unknown_agent_or_an_empty_reason_is_named() {
        assertThat(refused(FORM.plus("agent", new JsonString("ghost")))).contains("agent");
        assertThatThrownBy(() -> opened(FORM.minus("justification"))).hasMessageContaining("/justification");
    }

    private Integration approved() {
        return approved(FORM);
    }

    private Integration approved(JsonObject form) {
        var asked = opened(form);
        for (var owner : List.of(SECURITY, IT, BUSINESS))
            assertThat(accept(asked, owner)).isEmpty();
        return now(asked);
    }

    private Integration now(Integration asked) {
        return desk.find(asked.id()).orElseThrow();
    }

    private Optional<String> accept(Integration asked, PersonId owner) {
        return desk.accept(asked.id(), by(owner), "", Optional.empty());
    }

    private Integration opened(JsonObject form) {
        return opened(form, OPERATOR);
    }

    private Integration opened(JsonObject form, PersonId person) {
        return ((IntegrationDesk.Answer.Opened) desk.request(Fields.of(form), by(person))).integration();
    }

    private String refused(JsonObject form) {
        return ((IntegrationDesk.Answer.Refused) desk.request(Fields.of(form), by(OPERATOR))).why();
    }
}
