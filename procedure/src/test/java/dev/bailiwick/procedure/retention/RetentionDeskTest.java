package dev.bailiwick.procedure.retention;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.IT;
import static dev.bailiwick.procedure.testing.TestHouse.SECURITY;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Retention;
import dev.bailiwick.core.register.Retention.RetentionClass;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.retention.RetentionDesk.Answer.Done;
import dev.bailiwick.procedure.retention.RetentionDesk.Answer.Refused;
import dev.bailiwick.procedure.search.Criteria;
import dev.bailiwick.procedure.testing.MemoryPruning;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionDeskTest {
    private static final Retention RULES = new Retention(List.of(
            new RetentionClass("approvals", Set.of("approval"), Set.of(), Tier.T1, Period.ofYears(7)),
            new RetentionClass("liveness", Set.of("liveness"), Set.of(), Tier.T1, Period.ofMonths(6))));

    private final TestHouse house = new TestHouse();
    private final MemoryPruning pruning = new MemoryPruning(house.log);
    private long received = Long.MAX_VALUE;
    private final RetentionDesk desk =
            new RetentionDesk(house.control, pruning, house.facts, () -> new Rules(RULES), () -> received, house.clock);

    private long append(Event.Kind kind, String text) {
        var body = JsonObject.with("text", text).build();
        return house.log.append(Event.of(kind, new Actor.House(), AGENT, body)).sequence();
    }

    private void pass(int days) {
        house.clock.advance(Duration.ofDays(days));
    }

    private Report pruned() {
        return ((Done<Report>) desk.prune(by(SECURITY))).value();
    }

    private static Criteria text(String text) {
        return Criteria.of(Fields.of(JsonObject.with("text", text).build()));
    }

    private Hold held(Criteria covered) {
        return ((Done<Hold>) desk.hold(by(SECURITY), "a lawsuit", Optional.empty(), covered)).value();
    }

    @Test
    void what_has_outlived_its_rule_goes_and_a_tombstone_says_by_which() {
        append(Event.Kind.DECISION, "old");
        append(Event.Kind.APPROVAL, "kept for seven years");
        append(Event.Kind.LIVENESS, "kept for six months");
        pass(200);
        append(Event.Kind.LIVENESS, "young");
        pass(300);
        append(Event.Kind.DECISION, "young");

        var report = pruned();

        assertThat(report.removed()).isEqualTo(java.util.Map.of("usual P13M", 1L, "liveness P6M", 2L));
        assertThat(pruning.named()).containsExactly("0,2-3");
        var tombstone = house.log.of(Event.Kind.RETENTION).getLast();
        assertThat(tombstone.actor()).isEqualTo("person:sam");
        assertThat(tombstone.body().text()).contains("\"usual P13M\":1");
    }

    @Test
    void a_rehearsal_says_the_same_and_removes_nothing() {
        append(Event.Kind.DECISION, "old");
        pass(500);

        assertThat(desk.rehearse().count()).isEqualTo(1);
        assertThat(pruning.named()).isEmpty();
        assertThat(house.log.of(Event.Kind.RETENTION)).isEmpty();
    }

    @Test
    void what_the_house_still_reads_never_goes() {
        append(Event.Kind.POLICY, "published");
        append(Event.Kind.INCIDENT, "a case");
        held(text("anything"));
        pass(9_000);

        assertThat(pruned().count()).isZero();
        assertThat(house.log.of(Event.Kind.RETENTION)).hasSize(1);
    }

    @Test
    void what_a_hold_covers_stays_however_old_it_is() {
        append(Event.Kind.DECISION, "about Invoice 7");
        append(Event.Kind.DECISION, "about something else");
        held(text("invoice 7"));
        pass(500);

        var report = pruned();

        assertThat(report.held()).isEqualTo(1);
        assertThat(pruning.named()).containsExactly("1");
    }

    @Test
    void a_hold_is_lifted_by_two() {
        append(Event.Kind.DECISION, "about invoice 7");
        var hold = held(text("invoice 7"));
        pass(500);

        assertThat(desk.lift(by(SECURITY), hold.id(), "settled")).isEqualTo(new Done<>(false));
        assertThat(desk.lift(by(SECURITY), hold.id(), "settled")).isInstanceOf(Refused.class);
        assertThat(pruned().count()).isZero();
        assertThat(desk.holds().getFirst().asked()).contains("person:sam");
        assertThat(desk.lift(by(IT), hold.id(), "agreed")).isEqualTo(new Done<>(true));

        assertThat(desk.holds()).isEmpty();
        assertThat(pruned().count()).isEqualTo(1);
        assertThat(house.log.of(Event.Kind.RETENTION).stream()
                        .map(each -> each.body().string("what").orElse("")))
                .startsWith("hold-set", "hold-lift-asked", "hold-lifted");
    }

    @Test
    void only_those_who_may_set_a_hold_or_prune() {
        assertThat(desk.hold(by(BUSINESS), "why not", Optional.empty(), text("x")))
                .isInstanceOf(Refused.class);
        assertThat(desk.prune(by(BUSINESS))).isInstanceOf(Refused.class);
        assertThat(desk.hold(by(SECURITY), " ", Optional.empty(), text("x"))).isInstanceOf(Refused.class);
        assertThat(desk.hold(by(SECURITY), "everything", Optional.empty(), Criteria.all()))
                .isInstanceOf(Refused.class);
        assertThat(desk.lift(by(IT), "hold-99", "none")).isInstanceOf(Refused.class);
    }

    @Test
    void what_a_sink_has_not_received_waits() {
        append(Event.Kind.DECISION, "received");
        append(Event.Kind.DECISION, "not yet");
        pass(500);
        received = 1;

        var report = pruned();

        assertThat(report.waiting()).isEqualTo(1);
        assertThat(pruning.named()).containsExactly("0");
    }

    @Test
    void a_class_for_a_kind_there_is_not_is_noticed() {
        var typo = new RetentionClass("typo", Set.of("aproval"), Set.of(), Tier.T1, Period.ofYears(7));
        assertThat(Rules.misspelt(new Retention(List.of(typo)))).contains("aproval");
        assertThat(Rules.misspelt(RULES)).isEmpty();
    }
}
