package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.Automation;
import dev.bailiwick.core.register.automation.AutomationId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutomationDeskTest {
    private static final AutomationId NIGHTLY = new AutomationId("nightly");

    private final TestHouse house = new TestHouse();
    private final AutomationDesk desk = new AutomationDesk(house.control, house.facts, house.alerts, house.clock);

    @BeforeEach
    void register() {
        state("tidies the notes");
    }

    @Test
    void its_owner_attests_it_for_a_quarter() {
        assertThat(desk.waiting(BUSINESS)).hasSize(1);
        assertThat(desk.attest(NIGHTLY, by(BUSINESS))).isEmpty();
        assertThat(attested()).isTrue();
        assertThat(desk.waiting(BUSINESS)).isEmpty();
        house.clock.advance(Attested.HOLDS.minus(AutomationDesk.NOTICE));
        assertThat(desk.waiting(BUSINESS)).hasSize(1);
        assertThat(attested()).isTrue();
        house.clock.advance(AutomationDesk.NOTICE);
        assertThat(attested()).isFalse();
    }

    @Test
    void nobody_else_attests_it_and_nobody_who_left() {
        assertThat(desk.attest(NIGHTLY, by(SECURITY))).contains("only its owner bea attests it");
        house.employ(new dev.bailiwick.core.people.Person(
                BUSINESS, "bea", java.util.Set.of(), false, Optional.empty(), java.util.Set.of()));
        assertThat(desk.attest(NIGHTLY, by(BUSINESS))).contains("you are not active in the register");
        assertThat(desk.attest(new AutomationId("other"), by(BUSINESS))).contains("no automation other is registered");
    }

    @Test
    void another_statement_is_attested_anew() {
        desk.attest(NIGHTLY, by(BUSINESS));
        state("tidies the notes and more");
        assertThat(attested()).isFalse();
        state("tidies the notes");
        assertThat(attested()).isTrue();
    }

    @Test
    void what_was_tried_outside_waits_for_the_owner_and_is_told_once() {
        desk.attest(NIGHTLY, by(BUSINESS));
        refuse("core.out_of_scope");
        refuse("core.out_of_scope_asks");
        refuse("base.rate");
        desk.look();
        desk.look();
        assertThat(desk.waiting(BUSINESS).getFirst().outside()).hasSize(2);
        assertThat(alerts("automation-out-of-scope")).isEqualTo(1);
        desk.attest(NIGHTLY, by(BUSINESS));
        assertThat(desk.waiting(BUSINESS)).isEmpty();
    }

    @Test
    void a_start_finds_what_was_tried_before() {
        desk.attest(NIGHTLY, by(BUSINESS));
        refuse("core.out_of_scope");
        var again = new AutomationDesk(house.control, house.facts, house.alerts, house.clock);
        assertThat(again.waiting(BUSINESS).getFirst().outside()).hasSize(1);
        desk.attest(NIGHTLY, by(BUSINESS));
        var later = new AutomationDesk(house.control, house.facts, house.alerts, house.clock);
        assertThat(later.waiting(BUSINESS)).isEmpty();
    }

    @Test
    void an_attestation_that_nears_its_end_is_told_once() {
        desk.look();
        desk.look();
        assertThat(alerts("automation-attestation-due")).isEqualTo(1);
    }

    private void state(String purpose) {
        var stated = Automation.of(Fields.of(Json.parseObject("""
                {"id": "nightly", "agent": "desk", "job": "cron:7", "owner": "bea", "purpose": "%s", "words": "Tidy the notes",
                 "scope": {"systems": [], "operations": ["file.write"], "hosts": [], "data": [], "ceiling": 2}}""".formatted(purpose))));
        house.facts.change(now ->
                AutomationDesk.attested(now.running(List.of(new Attested(stated, Instant.EPOCH))), house.control));
    }

    private boolean attested() {
        return house.facts.now().automations().all().getFirst().attested(house.clock.instant());
    }

    private void refuse(String policy) {
        house.log.append(new Event(
                Event.Kind.DECISION,
                new Actor.Machine(AGENT),
                Optional.of(AGENT),
                Optional.of(SESSION),
                Json.parseObject("""
                        {"verdict": "refused", "reason": {"code": "out_of_scope", "text": "not for this", "next": ""},
                         "judgement": {"question": {"meaning": {"job": "cron:7"}}, "applied": {"forbids": [{"id": "%s"}]}}}""".formatted(policy))));
    }

    private long alerts(String what) {
        var found = new int[1];
        house.log.read(0, entry -> {
            if (entry.kind() == Event.Kind.ALERT && entry.body().string("what").equals(Optional.of(what))) found[0]++;
            return true;
        });
        return found[0];
    }
}
