package dev.bailiwick.procedure.review;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.OPERATOR;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static dev.bailiwick.procedure.testing.TestHouse.attempt;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.TicketDesk;
import dev.bailiwick.procedure.enforcement.Reports;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.MemoryReviews;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An infrastructure change is looked at afterwards by a third person; of the writes inside, those that the lot draws. */
class ReviewsTest {
    private static final JsonObject APPROVED =
            JsonObject.with("branch", "main").and("target", "web").build();

    private final TestHouse house = new TestHouse();
    private int changes;

    @BeforeEach
    void begin() {
        house.duties.follow();
    }

    @Test
    void after_a_change_a_third_person_has_a_review_with_a_date() {
        deploy();
        var review = only();
        assertThat(review.kind()).isEqualTo(Review.Kind.EXECUTION);
        assertThat(review.owner()).contains(SECURITY);
        assertThat(review.apart()).containsExactlyInAnyOrder(IT, OPERATOR);
        assertThat(review.due()).isEqualTo(review.opened().plus(Duration.ofDays(3)));
    }

    @Test
    void a_review_that_could_not_be_kept_is_opened_as_soon_as_it_can_be() {
        house.reviews.away(true);
        assertThatThrownBy(this::deploy).hasMessage("the store is away");
        house.reviews.away(false);
        house.duties.follow();
        assertThat(only().kind()).isEqualTo(Review.Kind.EXECUTION);
        assertThat(house.reviews.list(10, 0)).hasSize(1);
    }

    @Test
    void until_its_date_the_next_change_may_be_asked_for_and_from_then_on_it_is_refused() {
        deploy();
        assertThat(tryToDeploy()).isInstanceOf(Verdict.Pending.class);
        house.clock.advance(Duration.ofDays(3));
        assertThat(tryToDeploy())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("review_overdue"));
    }

    @Test
    void an_approval_given_before_does_not_get_past_an_overdue_review() {
        deploy();
        house.clock.advance(Duration.ofHours(71));
        approve(tryToDeploy());
        house.clock.advance(Duration.ofHours(1));
        assertThat(again()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void closed_by_a_third_person_it_lets_the_agent_go_on() {
        deploy();
        house.clock.advance(Duration.ofHours(80));
        assertThat(house.reviewing.close(only().id(), by(SECURITY), true, "")).isEmpty();
        assertThat(tryToDeploy()).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void whoever_approved_or_runs_the_agent_is_told_why_they_cannot_close_it() {
        deploy();
        for (var person : List.of(IT, OPERATOR)) {
            assertThat(house.reviewing.close(only().id(), by(person), true, "fine"))
                    .hasValueSatisfying(why -> assertThat(why).contains("a third person"));
        }
        assertThat(only().open()).isTrue();
    }

    @Test
    void a_review_is_closed_once() {
        deploy();
        var id = only().id();
        house.reviewing.close(id, by(SECURITY), true, "");
        assertThat(house.reviewing.close(id, by(BUSINESS), false, "late")).contains("this review is closed already");
    }

    @Test
    void found_not_ok_it_holds_at_once_alerts_and_is_settled_by_somebody_else() {
        deploy();
        var id = only().id();
        assertThat(house.reviewing.close(id, by(SECURITY), false, "")).contains("say why");
        assertThat(house.reviewing.close(id, by(SECURITY), false, "another branch"))
                .isEmpty();
        assertThat(tryToDeploy()).isInstanceOf(Verdict.Refused.class);
        assertThat(alerts()).contains("review-not-ok");
        assertThat(house.reviewing.close(id, by(SECURITY), true, "rolled back"))
                .hasValueSatisfying(why -> assertThat(why).contains("somebody else"));
        assertThat(house.reviewing.close(id, by(BUSINESS), true, "rolled back")).isEmpty();
        assertThat(tryToDeploy()).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void a_change_found_not_ok_is_more_than_a_question_and_a_write_is_not() {
        var cases = new ArrayList<String>();
        house.reviewing.onMismatch((review, actor) -> cases.add(review.agent() + " by " + actor.name()));
        deploy();
        var id = only().id();
        house.reviewing.close(id, by(SECURITY), false, "another branch");
        house.reviewing.close(id, by(BUSINESS), true, "rolled back");
        assertThat(cases).containsExactly("desk by person:sam");
    }

    @Test
    void what_was_done_stands_beside_what_was_approved() {
        deploy();
        assertThat(seen().comparison().differences()).containsExactly("nobody reported what came of it");
        report(APPROVED);
        assertThat(seen().comparison().differs()).isFalse();
    }

    @Test
    void a_change_that_was_not_done_as_approved_shows_it() {
        deploy();
        report(JsonObject.with("branch", "main").and("target", "everything").build());
        assertThat(seen().comparison().differences()).containsExactly("the argument target is not as it was approved");
    }

    @Test
    void a_review_is_opened_once_however_often_the_log_is_followed_and_after_a_start_too() {
        deploy();
        house.duties.follow();
        var desk = new ReviewDesk(house.reviews, house.control, house.facts::now, house.alerts, house.clock);
        new Duties(house.control, desk, () -> "other", 1).follow();
        assertThat(house.reviews.list(10, 0)).hasSize(1);
    }

    @Test
    void what_was_permitted_just_before_a_crash_is_reviewed_after_the_start() {
        house.enforcer.enforce(attempt("t2"), AT_ONCE);
        var desk = new ReviewDesk(house.reviews, house.control, house.facts::now, house.alerts, house.clock);
        new Duties(house.control, desk, () -> "other", 1).follow();
        assertThat(house.reviews.list(10, 0)).hasSize(1);
    }

    @Test
    void what_happened_before_there_were_reviews_is_left_alone() {
        var young = new TestHouse();
        young.enforcer.enforce(attempt("t2"), AT_ONCE);
        young.duties.follow();
        assertThat(young.reviews.list(10, 0)).isEmpty();
    }

    @Test
    void the_lot_says_which_writes_are_drawn_and_whoever_has_the_log_draws_the_same() {
        var desk = new ReviewDesk(new MemoryReviews(), house.control, house.facts::now, house.alerts, house.clock);
        var duties = new Duties(house.control, desk, () -> "chance", 10);
        duties.follow();
        for (int i = 0; i < 200; i++) write(i);
        duties.follow();
        var sample = duties.sample().orElseThrow();
        var drawn = house.log.of(Event.Kind.DECISION).stream()
                .map(entry -> entry.sequence())
                .filter(sample::draws)
                .toList();
        assertThat(drawn).isNotEmpty();
        assertThat(desk.waiting()).extracting(Review::about).containsExactlyElementsOf(drawn);
    }

    @Test
    void a_write_nobody_looked_at_makes_the_agents_writes_ask_and_looking_ends_that() {
        write(1);
        house.duties.follow();
        assertThat(write(2)).isInstanceOf(Verdict.Permit.class);
        house.clock.advance(Duration.ofDays(7));
        assertThat(write(3)).isInstanceOf(Verdict.Pending.class);
        house.reviewing.waiting().forEach(each -> house.reviewing.close(each.id(), by(SECURITY), true, ""));
        assertThat(write(4)).isInstanceOf(Verdict.Permit.class);
    }

    @Test
    void a_write_found_not_ok_makes_them_ask_at_once() {
        write(1);
        house.duties.follow();
        house.reviewing.close(house.reviewing.waiting().getFirst().id(), by(SECURITY), false, "wrong page");
        assertThat(write(2)).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void of_one_agents_drawn_writes_so_many_wait_at_most() {
        for (int i = 0; i < Duties.MOST_OPEN + 20; i++) write(i);
        house.duties.follow();
        assertThat(house.reviewing.waiting()).hasSize(Duties.MOST_OPEN);
    }

    @Test
    void people_are_told_once_of_a_review_that_ran_over_its_date() {
        deploy();
        house.clock.advance(Duration.ofHours(73));
        house.duties.follow();
        house.duties.follow();
        assertThat(alerts()).containsOnlyOnce("review-overdue");
    }

    @Test
    void a_review_that_somebody_changed_in_the_store_is_not_closed() {
        deploy();
        house.reviews.replace(new Review(
                only().id(),
                only().kind(),
                AGENT,
                only().about(),
                only().task(),
                java.util.Set.of(),
                Optional.of(IT),
                only().opened(),
                only().due().plus(Duration.ofDays(400)),
                Optional.empty(),
                Optional.empty(),
                only().revision() + 1));
        assertThat(house.reviewing.close(only().id(), by(SECURITY), true, "fine"))
                .hasValueSatisfying(why -> assertThat(why).contains("not as the log has it"));
    }

    @Test
    void without_a_log_nothing_is_closed() {
        deploy();
        house.log.breakDown();
        assertThat(refusal(() -> house.reviewing.close(only().id(), by(SECURITY), true, "fine")))
                .isTrue();
        house.log.mend();
        assertThat(only().open()).isTrue();
    }

    private static boolean refusal(Supplier<?> press) {
        try {
            var _ = press.get();
            return false;
        } catch (dev.bailiwick.procedure.audit.AuditUnavailable told) {
            return true;
        }
    }

    private Verdict write(int number) {
        return house.enforcer.enforce(
                attempt(
                        "t2",
                        "write-" + number,
                        JsonObject.with("page", "page " + number).build()),
                AT_ONCE);
    }

    private void deploy() {
        approve(tryToDeploy());
        assertThat(again()).isInstanceOf(Verdict.Permit.class);
        house.duties.follow();
    }

    private Verdict tryToDeploy() {
        changes++;
        return again();
    }

    private Verdict again() {
        return house.enforcer.enforce(attempt("t4", "change-" + changes, arguments()), AT_ONCE);
    }

    private JsonObject arguments() {
        return changes == 1
                ? APPROVED
                : JsonObject.with("change", JsonNumber.of(changes)).build();
    }

    private void approve(Verdict asked) {
        var task = ((Verdict.Pending) asked).task();
        house.desk.decide(task, by(IT), true, "ok", Optional.of(ticket()));
    }

    private TicketId ticket() {
        var now = house.clock.instant();
        return new TicketDesk(house.tickets, house.control, house.facts::now)
                .open(new TicketDesk.Plan("deploy", AGENT, "web", now, now.plus(Duration.ofHours(100))), by(IT))
                .id();
    }

    private void report(JsonObject done) {
        house.reports.outcome(
                AGENT,
                new Reports.Outcome(SESSION, Optional.of("change-1"), "t4", Optional.of(done), true, "deployed"));
    }

    private Review only() {
        var all = house.reviews.list(10, 0);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Seen seen() {
        return Seen.of(only(), house.control).orElseThrow();
    }

    private List<String> alerts() {
        return house.log.of(Event.Kind.ALERT).stream()
                .map(entry -> entry.body().string("what").orElse(""))
                .toList();
    }
}
