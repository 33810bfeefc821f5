package dev.bailiwick.procedure.approval;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.ApprovalDesk.Answer;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way out when nobody else can be reached. Fay is the emergency approver. */
class GlassTest {
    private static final PersonId FAY = new PersonId("fay");

    private final TestHouse house = new TestHouse();

    @BeforeEach
    void hire() {
        employ(FAY, Set.of(), Role.EMERGENCY);
        house.duties.follow();
    }

    @Test
    void who_broke_it_approves_alone_and_each_action_by_itself() {
        broken();
        var task = ask("t3");
        assertThat(yes(task, FAY)).isInstanceOf(Answer.Counted.class);
        assertThat(permitted("t3")).isTrue();
        assertThat(permitted("t3")).isFalse();
        assertThat(house.desk.find(task).orElseThrow().votes().getFirst().glass())
                .isPresent();
    }

    @Test
    void without_a_broken_glass_the_role_approves_nothing() {
        assertThat(why(yes(ask("t3"), FAY))).contains("Emergency approver, who may not approve a request");
    }

    @Test
    void it_serves_its_person_and_its_agent_only() {
        broken();
        employ(new PersonId("fox"), Set.of(), Role.EMERGENCY);
        assertThat(why(yes(ask("t3"), new PersonId("fox")))).contains("may not approve");
        assertThat(house.glass.inForce(FAY, new AgentId("other"))).isEmpty();
    }

    @Test
    void after_its_time_it_opens_nothing_not_even_what_was_approved_under_it() {
        broken();
        var task = ask("t3");
        yes(task, FAY);
        house.clock.advance(Duration.ofMinutes(30));
        assertThat(permitted("t3")).isFalse();
        assertThat(house.desk.find(task).orElseThrow().state()).isEqualTo(State.REVOKED);
        assertThat(why(yes(ask("t3"), FAY))).contains("may not approve");
    }

    @Test
    void a_frozen_agent_stays_frozen() {
        freeze();
        assertThat(refused(breakIt())).contains("frozen");
    }

    @Test
    void a_freeze_after_it_was_broken_takes_it_away() {
        broken();
        var task = ask("t3");
        freeze();
        assertThat(why(yes(task, FAY))).contains("may not approve");
    }

    @Test
    void security_is_told_at_once_and_the_log_names_the_use() {
        var glass = broken();
        assertThat(house.log.entries())
                .anySatisfy(entry -> {
                    assertThat(entry.kind()).isEqualTo(Event.Kind.ALERT);
                    assertThat(entry.body().text())
                            .contains("broke the glass", glass.id().value(), "CHG-1");
                })
                .anySatisfy(entry -> {
                    assertThat(entry.kind()).isEqualTo(Event.Kind.APPROVAL);
                    assertThat(entry.body().text()).contains("\"what\":\"break-glass\"", "nobody answers");
                });
    }

    @Test
    void the_breaking_and_every_permit_under_it_are_reviewed_by_a_third_person() {
        broken();
        yes(ask("t3"), FAY);
        permitted("t3");
        house.duties.follow();
        var reviews = emergencies();
        assertThat(reviews).hasSize(2).allSatisfy(review -> {
            assertThat(review.apart()).contains(FAY);
            assertThat(review.owner())
                    .hasValueSatisfying(owner -> assertThat(owner).isNotEqualTo(FAY));
        });
    }

    @Test
    void nobody_breaks_it_again_before_the_review_is_closed() {
        broken();
        assertThat(refused(breakIt())).contains("has broken the glass until");
        house.clock.advance(Duration.ofMinutes(31));
        house.duties.follow();
        assertThat(refused(breakIt())).contains("not reviewed yet");
        for (var review : emergencies())
            house.reviewing.close(review.id(), by(review.owner().orElseThrow()), true, "as it had to be");
        assertThat(breakIt()).isInstanceOf(GlassDesk.Answer.Broken.class);
    }

    @Test
    void an_overdue_review_of_it_holds_the_agent_back() {
        broken();
        house.duties.follow();
        house.clock.advance(Duration.ofHours(25));
        var overdue = house.reviewing.of(AGENT, house.clock.instant());
        assertThat(overdue.changes()).isEqualTo(1);
    }

    @Test
    void a_refusal_is_an_entry_and_says_why() {
        assertThat(refused(breakIt(SECURITY, ticket("CHG-1"), 30))).contains("Emergency approver");
        assertThat(refused(breakIt(FAY, new TicketId("CHG-9"), 30))).contains("no open ticket CHG-9");
        assertThat(refused(breakIt(FAY, ticket("CHG-2"), 61))).contains("at most 60 minutes");
        assertThat(refused(breakIt(FAY, ticket("CHG-3"), 0))).contains("closed again after");
        assertThat(house.log.entries().stream()
                        .filter(entry -> entry.body().string("what").equals(Optional.of("break-glass-refused"))))
                .hasSize(2);
    }

    @Test
    void a_glass_written_into_the_store_alone_is_nobodys() {
        var now = house.clock.instant();
        house.glasses.add(new Glass(
                new dev.bailiwick.core.value.GlassId("glass-forged00001"),
                FAY,
                AGENT,
                "forged",
                new TicketId("CHG-1"),
                now,
                now.plus(Duration.ofHours(1))));
        assertThat(why(yes(ask("t3"), FAY))).contains("may not approve");
    }

    @Test
    void who_runs_the_agent_may_break_it_when_they_have_the_role_and_a_lost_role_takes_the_yes_along() {
        employ(OPERATOR, Set.of(), Role.EMERGENCY);
        breakIt(OPERATOR, ticket("CHG-1"), 30);
        var task = ask("t3");
        assertThat(yes(task, OPERATOR)).isInstanceOf(Answer.Counted.class);
        employ(OPERATOR, Set.of(), Role.ENGINEER);
        assertThat(permitted("t3")).isFalse();
    }

    private Glass broken() {
        return ((GlassDesk.Answer.Broken) breakIt()).glass();
    }

    private GlassDesk.Answer breakIt() {
        return breakIt(
                FAY,
                house.tickets.find(new TicketId("CHG-1")).isPresent() ? new TicketId("CHG-1") : ticket("CHG-1"),
                30);
    }

    private GlassDesk.Answer breakIt(PersonId person, TicketId ticket, int minutes) {
        return house.glass.breakGlass(
                by(person), new GlassDesk.Plan(AGENT, ticket, Duration.ofMinutes(minutes), "nobody answers"));
    }

    private TicketId ticket(String id) {
        var now = house.clock.instant();
        return new TicketDesk(house.tickets, house.control, house.facts::now)
                .open(new TicketDesk.Plan(id, AGENT, "mail", now, now.plus(Duration.ofHours(8))), by(IT))
                .id();
    }

    private void freeze() {
        house.facts.change(now -> now.with(new Freezes(
                Optional.empty(), java.util.Map.of(AGENT, new Freeze("odd", "person:ana", house.clock.instant())))));
    }

    private List<Review> emergencies() {
        return house.reviewing.waiting().stream()
                .filter(review -> review.kind() == Review.Kind.EMERGENCY)
                .toList();
    }

    private boolean permitted(String tool) {
        return house.enforcer.enforce(attempt(tool), AT_ONCE) instanceof Verdict.Permit;
    }

    private TaskId ask(String tool) {
        house.enforcer.enforce(attempt(tool), AT_ONCE);
        return house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst().id();
    }

    private Answer yes(TaskId task, PersonId person) {
        return house.desk.decide(task, by(person), true, "fine", Optional.empty());
    }

    private static String refused(GlassDesk.Answer answer) {
        return ((GlassDesk.Answer.NotBroken) answer).why();
    }

    private static String why(Answer answer) {
        return ((Answer.NotCounted) answer).why();
    }

    private void employ(PersonId id, Set<Function> functions, Role role) {
        house.employ(new Person(
                id, id.value(), functions, true, Optional.empty(), Set.of(), Set.of(role), Optional.empty()));
    }
}
