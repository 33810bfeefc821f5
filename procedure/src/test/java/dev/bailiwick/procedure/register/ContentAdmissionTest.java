package dev.bailiwick.procedure.register;

import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.AT_ONCE;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.SESSION;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Sessions;
import dev.bailiwick.procedure.enforcement.Verdict;
import dev.bailiwick.procedure.testing.Judgements;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Content that is to be installed: whoever approves its installation has confirmed exactly that content. */
class ContentAdmissionTest {
    private static final Catalog CATALOG = Catalog.of(List.of(Json.parseObject("""
            {"format": "bailiwick-catalog-1", "operations": [
              {"tools": ["bailiwick.install"], "id": "bailiwick.install", "pins": true,
               "otherwise": {"verb": "configure", "tier": 4, "because": "new"}},
              {"tools": ["other"], "id": "other",
               "otherwise": {"verb": "configure", "tier": 4, "because": "new"}}]}""")));

    private final TestHouse house =
            new TestHouse(ContentAdmissionTest::decide, facts(), new Sessions(), Screen.of(List.of()));

    private static Facts facts() {
        var usual = new TestHouse().facts.now();
        return new Facts(
                usual.version(),
                usual.people(),
                usual.agents(),
                usual.freezes(),
                usual.network(),
                CATALOG,
                usual.confirmed(),
                usual.policies(),
                usual.contact(),
                usual.grants());
    }

    @Test
    void what_people_agreed_to_once_is_installed_again_without_them_and_a_change_is_asked_about() {
        assertThat(install("bailiwick.install", "one")).isInstanceOf(Verdict.Pending.class);
        agree();
        assertThat(install("bailiwick.install", "one")).isInstanceOf(Verdict.Permit.class);

        assertThat(install("bailiwick.install", "one")).isInstanceOf(Verdict.Permit.class);
        assertThat(install("bailiwick.install", "two")).isInstanceOf(Verdict.Pending.class);
        var said = house.log.of(Event.Kind.CLASSIFICATION);
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().body().text()).contains("installed under task-", "\"tier\":1");
    }

    @Test
    void agreeing_to_one_call_of_another_unknown_tool_says_nothing_about_the_next() {
        assertThat(install("other", "one")).isInstanceOf(Verdict.Pending.class);
        agree();
        assertThat(install("other", "one")).isInstanceOf(Verdict.Permit.class);

        assertThat(install("other", "one")).isInstanceOf(Verdict.Pending.class);
        assertThat(house.log.of(Event.Kind.CLASSIFICATION)).isEmpty();
    }

    @Test
    void content_without_a_digest_is_asked_about_each_time() {
        assertThat(attempted(attempt("bailiwick.install", Optional.empty()))).isInstanceOf(Verdict.Pending.class);
        agree();
        assertThat(attempted(attempt("bailiwick.install", Optional.empty()))).isInstanceOf(Verdict.Permit.class);

        assertThat(attempted(attempt("bailiwick.install", Optional.empty()))).isInstanceOf(Verdict.Pending.class);
    }

    private void agree() {
        var task = house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst();
        assertThat(house.desk.decide(task.id(), by(BUSINESS), true, "read it", Optional.empty()))
                .isNotNull();
    }

    private Verdict install(String tool, String content) {
        return attempted(attempt(tool, Optional.of(Digest.of(content))));
    }

    private Verdict attempted(Attempt attempt) {
        return house.enforcer.enforce(attempt, AT_ONCE);
    }

    private static Attempt attempt(String tool, Optional<Digest> content) {
        var arguments = JsonObject.with("name", "notes").build();
        return new Attempt(
                AGENT, SESSION, Optional.empty(), Optional.empty(), tool, arguments, Origin.UNKNOWN, content);
    }

    private static Judgement decide(
            Attempt attempt, Session session, Facts facts, Optional<Evidence> evidence, Moment moment) {
        var confirmed = Optional.ofNullable(facts.confirmed().get(attempt.toolDigest()));
        var unknown = new Operation(
                attempt.tool(),
                Operation.Known.UNCLASSIFIED,
                "configure",
                Tier.T4,
                "",
                List.of("nobody has looked"),
                List.of());
        var action = Digest.of(attempt.toolDigest().toString());
        var route = new Route(Set.of(Function.BUSINESS), false, false, Duration.ofHours(1));
        boolean agreed = evidence.filter(proof -> proof.satisfies(route, action, moment.at()))
                .isPresent();
        Decision decision = agreed || confirmed.isPresent()
                ? new Decision.Permit(List.of())
                : new Decision.Requestable(new Reason("approval_required", "a person decides", "wait"), route);
        var operation = confirmed.map(unknown::confirmed).orElse(unknown);
        return Judgements.after(evidence, Judgements.of(attempt, operation, action, decision, facts, moment));
    }
}
