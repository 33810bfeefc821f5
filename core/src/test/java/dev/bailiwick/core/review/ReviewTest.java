package dev.bailiwick.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final PersonId ANA = new PersonId("ana");
    private static final PersonId BEN = new PersonId("ben");

    @Test
    void a_review_holds_from_its_date_on_and_not_before() {
        var review = review();
        assertThat(review.holds(review.due().minusMillis(1))).isFalse();
        assertThat(review.holds(review.due())).isTrue();
    }

    @Test
    void found_ok_it_holds_nobody_whatever_the_date() {
        assertThat(review().closed(said(true)).holds(NOON.plus(Duration.ofDays(400))))
                .isFalse();
    }

    @Test
    void found_not_ok_it_holds_at_once_until_it_is_settled() {
        var bad = review().closed(said(false));
        assertThat(bad.holds(NOON)).isTrue();
        assertThat(bad.settled(said(true)).holds(NOON.plus(Duration.ofDays(400))))
                .isFalse();
    }

    @Test
    void it_is_written_and_read_as_it_is() {
        for (var each : List.of(
                review(),
                review().closed(said(false)),
                review().closed(said(false)).settled(said(true)))) {
            assertThat(Review.of(Json.parseObject(each.json().text()))).isEqualTo(each);
        }
    }

    @Test
    void only_what_was_found_not_ok_is_settled() {
        assertThatThrownBy(() -> review().settled(said(true))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> review().closed(said(true)).settled(said(true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_approved_or_asked_or_runs_the_agent_cannot_close_it() {
        assertThat(Reviewer.obstacle(review(), person(BEN, Role.SECURITY, Function.SECURITY), NOON))
                .hasValueSatisfying(why -> assertThat(why).contains("a third person must review it"));
    }

    @Test
    void an_approver_without_the_permission_cannot_close_it_and_an_auditor_can() {
        assertThat(Reviewer.obstacle(review(), person(ANA, Role.APPROVER, Function.IT), NOON))
                .isPresent();
        var auditor = new Person(
                ANA,
                "Ana",
                Set.of(),
                true,
                Optional.empty(),
                Set.of(),
                Set.of(Role.AUDITOR),
                Optional.of(NOON.plusSeconds(1)));
        assertThat(Reviewer.obstacle(review(), auditor, NOON)).isEmpty();
        assertThat(Reviewer.obstacle(review(), auditor, NOON.plusSeconds(1))).isPresent();
    }

    @Test
    void whoever_found_it_not_ok_does_not_settle_it() {
        var bad = review().closed(said(false));
        assertThat(Reviewer.obstacleToSettling(bad, person(ANA, Role.SECURITY, Function.SECURITY), NOON))
                .hasValueSatisfying(why -> assertThat(why).contains("somebody else"));
        assertThat(Reviewer.obstacleToSettling(
                        bad, person(new PersonId("cai"), Role.SECURITY, Function.SECURITY), NOON))
                .isEmpty();
    }

    @Test
    void the_owner_is_of_the_function_whose_duty_it_is_and_has_the_least_to_do() {
        var business = person(ANA, Role.BUSINESS, Function.BUSINESS);
        var busy = person(new PersonId("cai"), Role.SECURITY, Function.SECURITY);
        var free = person(new PersonId("dee"), Role.SECURITY, Function.SECURITY);
        var apart = person(BEN, Role.SECURITY, Function.SECURITY);
        assertThat(Reviewer.owner(
                        review(), List.of(business, busy, free, apart), who -> who.equals(busy) ? 3 : 0, NOON))
                .contains(free);
        assertThat(Reviewer.owner(review(), List.of(apart), _ -> 0, NOON)).isEmpty();
    }

    @Test
    void a_sample_drawn_again_is_the_same_and_about_one_in_so_many() {
        var sample = new Sample("chance", 10);
        var drawn = LongStream.range(0, 100_000).filter(sample::draws).boxed().toList();
        assertThat(drawn).hasSizeBetween(9_500, 10_500);
        var again = Sample.of(Json.parseObject(sample.json().text()));
        assertThat(LongStream.range(0, 100_000).filter(again::draws).boxed().toList())
                .isEqualTo(drawn);
        assertThat(LongStream.range(0, 100_000)
                        .filter(new Sample("other", 10)::draws)
                        .boxed()
                        .toList())
                .isNotEqualTo(drawn);
    }

    @Test
    void of_several_terms_the_shortest_counts_and_one_that_nobody_understands_is_a_day() {
        var obligations =
                List.of(Obligation.of("review=weekly"), Obligation.of("review=36h"), Obligation.of("post_review=soon"));
        assertThat(Terms.of(obligations, Obligation.Kind.REVIEW)).contains(Duration.ofHours(36));
        assertThat(Terms.of(obligations, Obligation.Kind.POST_REVIEW)).contains(Duration.ofDays(1));
        assertThat(Terms.of(List.of(), Obligation.Kind.REVIEW)).isEmpty();
    }

    @Test
    void what_was_done_as_approved_shows_no_difference() {
        assertThat(Comparison.of(permit("{\"branch\":\"main\"}"), outcome("deploy", "{\"branch\":\"main\"}", true))
                        .differs())
                .isFalse();
    }

    @Test
    void each_difference_is_named() {
        assertThat(Comparison.of(
                                permit("{\"branch\":\"main\",\"slow\":true}"),
                                outcome("push", "{\"branch\":\"other\",\"force\":true}", false))
                        .differences())
                .containsExactly(
                        "another tool was used",
                        "the argument branch is not as it was approved",
                        "the argument force was never approved",
                        "the argument slow was approved and not used",
                        "it was reported as failed");
    }

    @Test
    void a_missing_report_is_a_difference_and_so_are_missing_arguments() {
        assertThat(Comparison.of(permit("{}"), Optional.empty()).differs()).isTrue();
        var silent = outcome("deploy", "{}", true).map(body -> body.minus("arguments"));
        assertThat(Comparison.of(permit("{}"), silent).differs()).isTrue();
    }

    private static JsonObject permit(String arguments) {
        return Json.parseObject("{\"attempt\":{\"tool\":\"deploy\",\"arguments\":" + arguments + "}}");
    }

    private static Optional<JsonObject> outcome(String tool, String arguments, boolean ok) {
        return Optional.of(Json.parseObject(
                "{\"tool\":\"" + tool + "\",\"ok\":" + ok + ",\"text\":\"done\",\"arguments\":" + arguments + "}"));
    }

    private static Said said(boolean ok) {
        return new Said(ANA, ok, "looked", NOON);
    }

    private static Person person(PersonId id, Role role, Function function) {
        return new Person(
                id, id.value(), Set.of(function), true, Optional.empty(), Set.of(), Set.of(role), Optional.empty());
    }

    private static Review review() {
        return new Review(
                ReviewId.about(7),
                Review.Kind.EXECUTION,
                new AgentId("desk"),
                7,
                Optional.empty(),
                Set.of(BEN),
                Optional.of(ANA),
                NOON,
                NOON.plus(Duration.ofDays(3)),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
