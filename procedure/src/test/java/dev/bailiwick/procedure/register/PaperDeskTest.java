package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Paper;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.testing.MemoryArchive;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaperDeskTest {
    private final TestHouse house = new TestHouse();
    private final MemoryArchive archive = new MemoryArchive();
    private final PaperDesk desk = desk();

    private PaperDesk desk() {
        return new PaperDesk(ControlLog.over(house.log), archive, house.facts, house.alerts, house.clock);
    }

    @BeforeEach
    void name() {
        var owners = Optional.of(new Owners(SECURITY, IT, BUSINESS));
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().ownedBy(owners)));
    }

    private static Paper use(String text) {
        return new Paper(Paper.ACCEPTABLE_USE, Optional.of(Pack.BASELINE), 14, text);
    }

    @Test
    void whoever_put_it_forward_does_not_put_it_into_force_nor_does_anybody_outside_security() {
        var first = use("no private accounts");
        assertThat(desk.publish(first.digest(), by(SECURITY), "ours")).hasValueSatisfying(mentions("nobody put"));
        assertThat(desk.propose(first, by(SECURITY), " ")).isPresent();
        assertThat(desk.propose(first, by(SECURITY), "ours")).isEmpty();
        assertThat(desk.publish(first.digest(), by(SECURITY), "ours")).hasValueSatisfying(mentions("another person"));
        assertThat(desk.publish(first.digest(), by(BUSINESS), "ours")).hasValueSatisfying(mentions("publish policies"));
        assertThat(desk.published()).isEmpty();
        assertThat(desk.propose(use("other"), by(IT), "ours")).isEmpty();
        assertThat(desk.publish(use("other").digest(), by(SECURITY), "ours")).isEmpty();
        assertThat(desk.published()).hasSize(1);
    }

    @Test
    void proposing_the_same_words_in_between_lets_nobody_publish_their_own() {
        assertThat(desk.propose(use("one"), by(SECURITY), "mine")).isEmpty();
        assertThat(desk.propose(use("one"), by(IT), "mine too")).isEmpty();
        assertThat(desk.publish(use("one").digest(), by(SECURITY), "ours")).isPresent();
    }

    @Test
    void each_owner_reads_each_version_and_the_log_says_who_when_and_what() {
        published(use("one"));
        assertThat(open()).containsExactly(BUSINESS, IT, SECURITY);
        assertThat(desk.acknowledge(use("one").digest(), by(IT))).isEmpty();
        assertThat(open()).containsExactly(BUSINESS, SECURITY);
        var last = house.log.entries().getLast();
        assertThat(last.kind()).isEqualTo(Event.Kind.REGISTER);
        assertThat(last.actor()).contains(IT.value());
        assertThat(last.body().string("version")).contains(use("one").digest().hex());

        published(use("two"));
        assertThat(desk.published())
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEqualTo(2));
        assertThat(open()).containsExactly(BUSINESS, IT, SECURITY);
        assertThat(desk.acknowledge(use("one").digest(), by(IT))).isPresent();
        assertThat(desk.acknowledge(use("two").digest(), by(OPERATOR))).isPresent();
    }

    @Test
    void an_owner_who_is_late_stops_what_is_new_and_people_are_told_once() {
        published(use("one"));
        acknowledged(SECURITY, IT);
        house.clock.advance(Duration.ofDays(14).minusSeconds(1));
        desk.look();
        assertThat(desk.obstacle(AGENT)).isEmpty();
        house.clock.advance(Duration.ofSeconds(1));
        desk.look();
        desk.look();
        assertThat(desk.obstacle(AGENT))
                .hasValueSatisfying(mentions("bea has not acknowledged acceptable-use.baseline"));
        assertThat(alerts()).hasSize(1);
        assertThat(desk().obstacle(AGENT)).as("after a restart").isPresent();
        acknowledged(BUSINESS);
        assertThat(desk.obstacle(AGENT)).isEmpty();
        assertThat(desk().readings()).allMatch(PaperDesk.Reading::acknowledged);
    }

    @Test
    void an_agent_without_owners_is_one_nobody_acknowledged_for() {
        house.facts.change(now -> now.with(now.agent(AGENT).orElseThrow().ownedBy(Optional.empty())));
        published(use("one"));
        house.clock.advance(Duration.ofDays(14));
        assertThat(desk.obstacle(AGENT)).hasValueSatisfying(mentions("nobody is named"));
    }

    @Test
    void another_class_of_agents_and_another_paper_are_read_by_nobody_here() {
        published(new Paper(Paper.ACCEPTABLE_USE, Optional.of(Pack.REGULATED), 1, "stricter"));
        published(new Paper("retention", Optional.empty(), 1, "a year"));
        house.clock.advance(Duration.ofDays(2));
        assertThat(desk.readings()).isEmpty();
        assertThat(desk.obstacle(AGENT)).isEmpty();
        assertThat(desk.published()).hasSize(2);
    }

    @Test
    void a_text_that_is_gone_was_read_by_nobody() {
        published(use("one"));
        acknowledged(SECURITY, IT, BUSINESS);
        var elsewhere =
                new PaperDesk(ControlLog.over(house.log), new MemoryArchive(), house.facts, house.alerts, house.clock);
        assertThat(elsewhere.obstacle(AGENT)).hasValueSatisfying(mentions("not in the store"));
    }

    private void published(Paper paper) {
        assertThat(desk.propose(paper, by(IT), "ours")).isEmpty();
        assertThat(desk.publish(paper.digest(), by(SECURITY), "ours")).isEmpty();
    }

    private void acknowledged(PersonId... people) {
        Digest version = desk.published().getFirst().digest();
        for (var person : people)
            assertThat(desk.acknowledge(version, by(person))).isEmpty();
    }

    private List<PersonId> open() {
        return desk.readings().stream()
                .filter(each -> !each.acknowledged())
                .map(each -> each.person().orElseThrow())
                .toList();
    }

    private List<String> alerts() {
        return house.log.entries().stream()
                .filter(entry -> entry.body().string("what").equals(Optional.of("acceptable-use-unacknowledged")))
                .map(entry -> entry.body().text())
                .toList();
    }

    private static java.util.function.Consumer<String> mentions(String text) {
        return why -> assertThat(why).contains(text);
    }
}
