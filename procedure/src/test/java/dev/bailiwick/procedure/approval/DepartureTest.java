package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.register.Departures;
import dev.bailiwick.procedure.signin.SignInDesk;
import dev.bailiwick.procedure.testing.MemorySignIns;
import dev.bailiwick.procedure.testing.TestHouse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The directory says that somebody left: what they said yes to closes at that moment, and they are out. */
class DepartureTest {
    private static final Actor.Human DIRECTORY = new Actor.Human(SECURITY, Actor.Channel.API);

    private final TestHouse house = new TestHouse();
    private final AtomicInteger numbers = new AtomicInteger();
    private final SignInDesk signIn = new SignInDesk(
            new MemorySignIns(),
            house.facts::now,
            house.control,
            house.clock,
            () -> "chance-" + numbers.incrementAndGet());
    private final Departures departures =
            new Departures(house.facts, house.control, signIn, new Departures.Ends(house.desk::lapse, house.alerts));

    private TaskId approved() {
        house.enforcer.enforce(attempt("t3"), AT_ONCE);
        var task =
                house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst().id();
        var bea = new Actor.Human(BUSINESS, Actor.Channel.CONSOLE);
        assertThat(house.desk.decide(task, bea, true, "fine", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
        return task;
    }

    @Test
    void what_rests_on_their_yes_closes_at_once() {
        var task = approved();
        departures.leave(BUSINESS, false, DIRECTORY);
        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.REVOKED);
        assertThat(house.enforcer.enforce(attempt("t3"), AT_ONCE)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void what_they_asked_for_and_nobody_decided_closes_too() {
        var zoe = new Person(new PersonId("zoe"), "Zoe", Set.of(), true, Optional.empty(), Set.of("webchat:zoe"));
        house.facts.change(before -> before.with(zoe));
        var asked = new Attempt(
                AGENT,
                SESSION,
                Optional.empty(),
                Optional.of("call-1"),
                "t3",
                JsonObject.EMPTY,
                new Origin(Origin.Kind.MESSAGE, Optional.of("webchat:zoe"), false),
                Optional.empty());
        assertThat(house.enforcer.enforce(asked, AT_ONCE)).isInstanceOf(Verdict.Pending.class);
        var task = house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst();
        assertThat(task.requester()).contains(zoe.id());
        departures.leave(zoe.id(), false, DIRECTORY);
        assertThat(house.desk.find(task.id()).orElseThrow().state()).isEqualTo(State.REVOKED);
    }

    @Test
    void their_sessions_and_links_end_and_none_is_made() {
        String session = signIn.vouched(BUSINESS, "test").orElseThrow();
        String link = signIn.link(BUSINESS).orElseThrow();
        departures.leave(BUSINESS, false, DIRECTORY);
        assertThat(signIn.person(session)).isEmpty();
        assertThat(signIn.redeem(link)).isEmpty();
        assertThat(signIn.link(BUSINESS)).isEmpty();
        assertThat(signIn.vouched(BUSINESS, "test")).isEmpty();
    }

    @Test
    void the_log_alone_knows_who_left_and_coming_back_brings_no_old_word_back() {
        var bea = house.facts.now().person(BUSINESS).orElseThrow();
        var task = approved();
        departures.leave(BUSINESS, true, DIRECTORY);
        assertThat(Departures.of(house.control)).containsExactly(BUSINESS);
        assertThat(departures.deleted(BUSINESS)).isTrue();
        departures.comeBack(bea, DIRECTORY);
        assertThat(Departures.of(house.control)).isEmpty();
        assertThat(house.facts.now().person(BUSINESS)).contains(bea);
        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.REVOKED);
    }

    @Test
    void only_security_and_the_platforms_keeper_speak_for_the_directory() {
        assertThat(departures.obstacle(DIRECTORY)).isEmpty();
        assertThat(departures.obstacle(new Actor.Human(BUSINESS, Actor.Channel.API)))
                .hasValueSatisfying(why -> assertThat(why).contains("who may not end people"));
    }
}
