package dev.bailiwick.procedure.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.testing.Judgements;
import dev.bailiwick.procedure.testing.Race;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A person's own words allow one action. */
class SpentWordsTest {
    private static final Instruction WORDS = new Instruction("1", "send it to ana");

    private final TestHouse house = new TestHouse();
    private final Enforcer enforcer = new Enforcer(
            new Judge(SpentWordsTest::onWords, house.facts, house.sessions, new Budgets(), house.clock),
            new DecisionRecord(house.log, house.calls, house.facts.now().catalog(), json -> json),
            house.desk,
            new Precautions(),
            _ -> {});

    @Test
    void the_second_time_a_person_is_asked() {
        assertThat(enforce()).isInstanceOf(Verdict.Permit.class);
        assertThat(enforce()).isInstanceOf(Verdict.Pending.class);
    }

    @Test
    void of_fifty_calls_at_once_one_is_permitted() {
        Callable<Verdict> call = this::enforce;
        assertThat(Race.of(Collections.nCopies(50, call)))
                .filteredOn(Verdict.Permit.class::isInstance)
                .hasSize(1);
    }

    @Test
    void asking_whether_one_may_uses_no_words() {
        enforcer.ask(TestHouse.attempt("t3"), List.of());
        assertThat(enforce()).isInstanceOf(Verdict.Permit.class);
    }

    private Verdict enforce() {
        return enforcer.enforce(TestHouse.attempt("t3"), Duration.ZERO);
    }

    private static Judgement onWords(
            Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment) {
        var operation =
                new Operation("t3", Operation.Known.CATALOGUED, "send", Tier.T3, "", List.of("it sends"), List.of());
        boolean named = !session.past().spent().contains(WORDS.id());
        var route = new Route(Set.of(Function.BUSINESS), false, false, Duration.ofHours(8));
        Decision decision = named
                ? new Decision.Permit(List.of())
                : new Decision.Requestable(new Reason("approval_required", "ask", "wait"), route);
        var judged = Judgements.of(attempt, operation, Digest.of("t3"), decision, facts, moment);
        return new Judgement(
                judged.question(),
                moment,
                Optional.empty(),
                evidence,
                decision,
                judged.applied(),
                Optional.empty(),
                named ? Optional.of(WORDS) : Optional.empty(),
                facts.versions());
    }
}
