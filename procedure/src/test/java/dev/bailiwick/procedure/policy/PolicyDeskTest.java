package dev.bailiwick.procedure.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryArchive;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import dev.bailiwick.procedure.testing.ShippedPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyDeskTest {
    private static final PolicyText SHIPPED = ShippedPolicies.TEXT;

    /** Stricter on what no shipped case is about, so that it needs no cases of its own. */
    private static final PolicyText STRICTER = SHIPPED.with(Layer.OWN, """
            @id("own.no_monitoring") @reason("nobody monitors here")
            forbid (principal, action == Bailiwick::Action::"monitor", resource);
            """);

    private final MemoryAuditLog log = new MemoryAuditLog(new ManualClock());
    private final MemoryArchive archive = new MemoryArchive();
    private final CurrentFacts facts = new CurrentFacts(facts());
    private final PolicyDesk desk = new PolicyDesk(log, archive, facts, ShippedPolicies.admission(), SHIPPED);

    @Test
    void a_version_comes_into_force_by_two_people_and_a_reason() {
        var version = proposed(STRICTER, "ana");
        assertThat(facts.now().policies().digest()).isEqualTo(SHIPPED.digest());
        assertThat(desk.publish(version, by("cyd"), "asked for by audit")).isInstanceOf(PolicyDesk.Answer.Done.class);
        assertThat(facts.now().policies().digest()).isEqualTo(version);
        assertThat(PolicyDesk.inForce(log, archive, SHIPPED)).isEqualTo(STRICTER);
        assertThat(log.entries()).extracting("kind").containsOnly(Event.Kind.POLICY);
        assertThat(log.entries()).extracting("actor").containsExactly("person:ana", "person:cyd");
    }

    @Test
    void who_proposed_it_cannot_publish_it() {
        var version = proposed(STRICTER, "cyd");
        assertThat(why(desk.publish(version, by("cyd"), "quickly"))).contains("another person");
        assertThat(facts.now().policies().digest()).isEqualTo(SHIPPED.digest());
    }

    @Test
    void only_security_publishes_and_only_with_a_reason() {
        var version = proposed(STRICTER, "cyd");
        assertThat(why(desk.publish(version, by("bea"), "because"))).contains("security");
        assertThat(why(desk.publish(version, by("ana"), " "))).contains("reason");
        assertThat(why(desk.propose(STRICTER, by("ana"), ""))).contains("reason");
    }

    @Test
    void what_nobody_proposed_or_is_not_admitted_does_not_come_into_force() {
        assertThat(why(desk.publish(Digest.of("x"), by("cyd"), "r"))).contains("nobody proposed");
        var broken = SHIPPED.with(Layer.CORE, "");
        assertThat(why(desk.propose(broken, by("ana"), "r"))).contains("core.cedar ships with the product");
        assertThat(log.entries()).isEmpty();
    }

    @Test
    void another_person_takes_it_back() {
        var version = proposed(STRICTER, "ana");
        desk.publish(version, by("cyd"), "r");
        assertThat(why(desk.rollback(SHIPPED.digest(), by("cyd"), "r"))).contains("another person");
        assertThat(desk.rollback(SHIPPED.digest(), by("ana"), "too strict")).isInstanceOf(PolicyDesk.Answer.Done.class);
        assertThat(facts.now().policies().digest()).isEqualTo(SHIPPED.digest());
        assertThat(PolicyDesk.inForce(log, archive, SHIPPED)).isEqualTo(SHIPPED);
        assertThat(why(desk.rollback(Digest.of("x"), by("cyd"), "r"))).contains("never in force");
    }

    @Test
    void a_version_in_force_that_is_gone_stops_the_start() {
        var version = proposed(STRICTER, "ana");
        desk.publish(version, by("cyd"), "r");
        assertThatThrownBy(() -> PolicyDesk.inForce(log, new MemoryArchive(), SHIPPED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in the store");
    }

    private Digest proposed(PolicyText text, String author) {
        var answer = desk.propose(text, by(author), "needed");
        assertThat(answer).isInstanceOf(PolicyDesk.Answer.Done.class);
        return ((PolicyDesk.Answer.Done) answer).version();
    }

    private static String why(PolicyDesk.Answer answer) {
        assertThat(answer).isInstanceOf(PolicyDesk.Answer.NotDone.class);
        return String.join("; ", ((PolicyDesk.Answer.NotDone) answer).why());
    }

    private static Actor.Human by(String person) {
        return new Actor.Human(new PersonId(person), Actor.Channel.COMMAND_LINE);
    }

    private static Facts facts() {
        var people = Map.of(
                new PersonId("ana"), person("ana", Function.SECURITY),
                new PersonId("cyd"), person("cyd", Function.SECURITY),
                new PersonId("bea"), person("bea", Function.BUSINESS));
        return new Facts(
                Digest.of("facts"),
                people,
                Map.of(),
                Freezes.NONE,
                Network.NOTHING,
                dev.bailiwick.core.catalog.Catalog.of(List.of()),
                Map.of(),
                ShippedPolicies.RULES,
                "security");
    }

    private static Person person(String id, Function function) {
        return new Person(new PersonId(id), id, Set.of(function), true, Optional.empty(), Set.of());
    }
}
