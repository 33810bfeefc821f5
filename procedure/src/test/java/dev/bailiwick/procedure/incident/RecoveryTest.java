package dev.bailiwick.procedure.incident;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.recovery.Gate;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ShippedRunbook;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final CaseId ID = new CaseId("case-0000000001");
    private static final int KEYS = 20;

    private final TestHouse house = new TestHouse();
    private final Cases cases = new Cases(house.log);
    private final Casework casework =
            new Casework(cases, house.log, ShippedRunbook.runbook(), house.facts::now, house.clock);
    private final Around around = new Around();
    private final Recovery recovery = new Recovery(cases, casework, house.log, house.facts::now, around);
    private final Incident incident =
            Incident.open(ID, Optional.of(AGENT), "odd", by(SECURITY).name(), house.clock.instant());

    private static final class Around implements Recovery.Surroundings {
        private Optional<String> alive = Optional.empty();
        private Optional<String> baseline = Optional.empty();
        private final List<String> done = new ArrayList<>();

        @Override
        public Optional<String> alive(AgentId agent, Instant opened) {
            return alive;
        }

        @Override
        public Optional<String> baseline(AgentId agent) {
            return baseline;
        }

        @Override
        public Optional<String> moveDown(Agent agent, Actor.Human actor, String reason) {
            done.add("moved " + agent.id());
            return Optional.empty();
        }

        @Override
        public Optional<String> release(AgentId agent, Actor.Human actor, String reason) {
            done.add("released " + agent);
            return Optional.empty();
        }
    }

    @BeforeEach
    void contained() {
        taken(Step.SEAL, JsonObject.EMPTY);
        taken(Step.CLOSE, JsonObject.EMPTY);
        taken(Step.KILL, JsonObject.EMPTY);
        taken(Step.REVOKE, Json.parseObject("{\"leases\":[{\"agent\":\"desk\",\"key\":\"key-1\"}]}"));
        taken(Step.CAPTURE, JsonObject.EMPTY);
        register("credentials-revoked", Optional.empty());
        for (int key = 1; key <= KEYS; key++) register("key-revoked", Optional.of("key-" + key));
        for (String what : List.of("evidence-sealed", "investigated")) append(incident.entry(what));
        answer("scope", Optional.of("yes"), SECURITY);
        answer("cause", Optional.of("injection"), SECURITY);
        answer("severe", Optional.of("no"), SECURITY);
        answer("purge", Optional.empty(), IT);
        answer("reissue", Optional.empty(), IT);
    }

    private void taken(Step step, JsonObject detail) {
        append(incident.entry(new Taken(step, Outcome.DONE, house.clock.instant(), Duration.ZERO, "so it is", detail)));
    }

    private void append(JsonObject body) {
        house.log.append(Event.of(Event.Kind.INCIDENT, by(SECURITY), AGENT, body));
    }

    private void answer(String key, Optional<String> choice, PersonId who) {
        assertThat(casework.answer(ID, key, choice, "so it is", by(who)))
                .as(key)
                .isEmpty();
    }

    private void register(String what, Optional<String> key) {
        var body = JsonObject.with("what", what).build();
        house.log.append(Event.of(
                Event.Kind.REGISTER,
                by(IT),
                AGENT,
                key.map(name -> body.plus("key", new dev.bailiwick.json.JsonString(name)))
                        .orElse(body)));
    }

    private void reissued(int keys) {
        register("credentials-issued", Optional.empty());
        for (int key = 1; key <= keys; key++) register("key-added", Optional.of("key-" + key));
    }

    private Recovery.Asked agree(PersonId who) {
        return recovery.agree(ID, Optional.empty(), "compared with the snapshot of March", by(who));
    }

    private String refused(PersonId who) {
        return agree(who) instanceof Recovery.Asked.Refused(var why) ? why : "";
    }

    private boolean runs(PersonId who) {
        return agree(who) instanceof Recovery.Asked.Looked(Gate _, boolean reactivated) && reactivated;
    }

    private Optional<String> holding(AgentId agent) {
        return Recovery.holding(cases, Optional.of(agent), List.of(AGENT, agent));
    }

    @Test
    void nineteen_of_twenty_keys_open_nothing() {
        reissued(KEYS - 1);
        assertThat(refused(SECURITY)).contains("19 of 20", "key-20");
        assertThat(around.done).isEmpty();
        assertThat(cases.find(ID).orElseThrow().agreed(AGENT)).isEmpty();
    }

    @Test
    void with_everything_new_two_persons_let_it_run_again_from_below() {
        reissued(KEYS);
        assertThat(runs(SECURITY)).isFalse();
        assertThat(around.done).isEmpty();
        assertThat(runs(OPERATOR)).isTrue();
        assertThat(around.done).containsExactly("moved desk", "released desk");
        assertThat(refused(SECURITY)).contains("runs again already");
    }

    @Test
    void one_person_alone_is_not_two() {
        reissued(KEYS);
        assertThat(runs(SECURITY)).isFalse();
        assertThat(runs(SECURITY)).isFalse();
        assertThat(runs(IT)).as("Security again, and not the owner").isFalse();
        assertThat(refused(BUSINESS)).contains("only Security and the agent's owner");
    }

    @Test
    void keys_that_were_there_before_the_case_are_not_new() {
        register("credentials-issued", Optional.empty());
        assertThat(refused(SECURITY)).contains("0 of 20");
    }

    @Test
    void the_agent_needs_credentials_of_its_own() {
        for (int key = 1; key <= KEYS; key++) register("key-added", Optional.of("key-" + key));
        assertThat(refused(SECURITY)).contains("connect it again");
    }

    @Test
    void what_may_still_be_alive_keeps_it_shut() {
        reissued(KEYS);
        around.alive = Optional.of("1 leases are not proved dead");
        assertThat(refused(SECURITY)).contains("not proved dead");
    }

    @Test
    void a_machine_below_the_baseline_keeps_it_shut() {
        reissued(KEYS);
        around.baseline = Optional.of("account.shared failed");
        assertThat(refused(SECURITY)).contains("account.shared failed");
    }

    @Test
    void a_cause_that_nobody_named_keeps_it_shut_and_so_does_an_open_repair() {
        reissued(KEYS);
        answer("severe", Optional.of("yes"), SECURITY);
        assertThat(refused(SECURITY)).contains("rebuild", "restore").doesNotContain("review-");
    }

    @Test
    void whoever_is_contained_again_needs_everything_again() {
        reissued(KEYS);
        agree(SECURITY);
        assertThat(runs(OPERATOR)).isTrue();
        house.clock.advance(Duration.ofHours(1));
        taken(Step.KILL, JsonObject.EMPTY);
        assertThat(holding(AGENT)).isPresent();
        assertThat(runs(OPERATOR))
                .as("what Security said before the second stop does not count")
                .isFalse();
    }

    @Test
    void its_freeze_is_lifted_no_other_way() {
        assertThat(Recovery.holding(cases, Optional.empty(), List.of(AGENT)))
                .as("a freeze of everything that no case began")
                .isEmpty();
        assertThat(holding(AGENT)).hasValueSatisfying(why -> assertThat(why).contains("incident reactivate " + ID));
        assertThat(holding(new AgentId("other"))).isEmpty();
        append(incident.ending("over"));
        assertThat(holding(AGENT)).as("a closed case lets nobody go").isPresent();
        reissued(KEYS);
        agree(SECURITY);
        agree(OPERATOR);
        assertThat(holding(AGENT)).isEmpty();
    }

    @Test
    void a_case_of_every_agent_holds_each_of_them() {
        var all = Incident.open(
                new CaseId("case-0000000002"), Optional.empty(), "fire", "person:sam", house.clock.instant());
        house.log.append(Event.of(Event.Kind.INCIDENT, by(SECURITY), all.entry("opened")));
        assertThat(holding(new AgentId("other"))).isPresent();
        assertThat(Recovery.holding(cases, Optional.empty(), List.of(AGENT))).isPresent();
        assertThat(recovery.look(all.id(), Optional.empty())).isInstanceOf(Recovery.Asked.Refused.class);
        assertThat(recovery.look(all.id(), Optional.of(AGENT))).isInstanceOf(Recovery.Asked.Looked.class);
    }

    @Test
    void the_generation_counts_up_and_stands_in_the_log() {
        reissued(KEYS);
        agree(SECURITY);
        agree(OPERATOR);
        assertThat(house.log.entries())
                .anyMatch(entry -> entry.body().string("what").equals(Optional.of("reactivated"))
                        && entry.body().text().contains("\"generation\":2"));
    }
}
