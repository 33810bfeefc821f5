package dev.bailiwick.core.decision;

import static dev.bailiwick.core.testing.World.NOON;
import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Decision.Denial;
import dev.bailiwick.core.decision.Decision.Permit;
import dev.bailiwick.core.decision.Decision.Refusal;
import dev.bailiwick.core.decision.Decision.Requestable;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyDecisionPointTest {
    private static final Attempt READ = call("crm.read", "{\"id\": \"7\"}");
    private static final Attempt WRITE = call("wiki.update", "{\"page\": \"a\"}");
    private static final Attempt REFUND = call("payments.refund", "{\"payment\": \"p1\", \"amount\": 10}");
    private static final Attempt DEPLOY = call("deploy.release", "{\"service\": \"web\"}");
    private static final Attempt HAZARD = call("payments.refund", "{\"payment\": \"p1\", \"amount\": -10}");
    private static final Attempt CANARY = call("crm.read", "{\"id\": {\"deep\": [\"x bailiwick-canary-17\"]}}");
    private static final Attempt UNKNOWN = call("lab__echo", "{}");
    private static final Attempt CARRIER = call("tool_call", "{\"id\": \"exec\"}");

    private final World pilot = World.at(Step.PILOT);
    private final World production = World.at(Step.PRODUCTION);
    private final World observe = World.at(Step.OBSERVE);

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_freeze_refuses_everything_on_every_step(Step step) {
        var freeze = new Freeze("drill", "ana", NOON);
        var everything = World.at(step).with(new Freezes(Optional.of(freeze), Map.of()));
        var one = World.at(step).with(new Freezes(Optional.empty(), Map.of(World.DESK, freeze)));
        for (var attempt : List.of(READ, WRITE, REFUND, DEPLOY, CANARY, CARRIER)) {
            assertThat(code(everything.judge(attempt))).isEqualTo("frozen");
            assertThat(code(one.judge(attempt))).isEqualTo("frozen");
        }
        assertThat(code(one.judge(call(World.LAB, "crm.read", "{}")))).isNotEqualTo("frozen");
    }

    @Test
    void a_tools_description_is_believed_only_where_the_agents_commands_cannot_have_written_it() {
        var told = new World(
                production.facts(),
                production
                        .session()
                        .offered(List.of(new Tool(
                                "lab__clock", "Reads the clock of the lab", JsonObject.EMPTY, JsonObject.EMPTY))));
        assertThat(told.meaning(call(World.DESK, "lab__clock", "{}")).verb()).isEqualTo(Verb.READ);
        assertThat(told.meaning(call(World.LAB, "lab__clock", "{}")).verb()).isEqualTo(Verb.UNCLASSIFIED);
    }

    @Test
    void nothing_runs_unregistered() {
        var stranger = call(new AgentId("stranger"), "crm.read", "{}");
        assertThat(code(production.judge(stranger))).isEqualTo("not_registered");
    }

    @Test
    void draft_refuses_everything_that_is_read_only_too() {
        assertThat(code(World.at(Step.DRAFT).judge(READ))).isEqualTo("draft");
        assertThat(code(World.at(Step.DRAFT).judge(CARRIER))).isEqualTo("draft");
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"OBSERVE", "PILOT", "PRODUCTION"})
    void the_canary_meets_its_refusal(Step step) {
        assertThat(code(World.at(step).judge(CANARY))).isEqualTo("canary");
        assertThat(code(World.at(step).judge(call("tool_call", "{\"a\": {\"bailiwick-canary-1\": 1}}"))))
                .isEqualTo("canary");
    }

    @Test
    void observe_permits_and_says_what_production_would_have_answered() {
        for (var attempt : List.of(READ, WRITE, REFUND, DEPLOY, HAZARD, UNKNOWN, CARRIER)) {
            var judgement = observe.judge(attempt);
            assertThat(judgement.decision()).isEqualTo(permit("log=full", "shadow=baseline"));
            assertThat(judgement.wouldBe()).contains(production.judge(attempt).decision());
        }
    }

    @Test
    void observing_ends_by_itself_after_fourteen_days() {
        var old = World.at(Step.OBSERVE, NOON.minus(Duration.ofDays(14)));
        assertThat(code(old.judge(DEPLOY))).isEqualTo("tier4_in_pilot");
        assertThat(old.judge(DEPLOY).wouldBe()).isEmpty();
        var lastMoment = World.at(Step.OBSERVE, NOON.minus(Duration.ofDays(14)).plusMillis(1));
        assertThat(lastMoment.judge(DEPLOY).decision()).isInstanceOf(Permit.class);
    }

    @Test
    void reading_needs_nobody_and_writing_inside_is_listed_for_review() {
        for (var world : List.of(pilot, production)) {
            assertThat(world.judge(READ).decision()).isEqualTo(permit("log=summary"));
            assertThat(world.judge(WRITE).decision()).isEqualTo(permit("log=full", "review=weekly"));
            assertThat(world.judge(CARRIER).decision()).isEqualTo(permit("log=summary"));
        }
    }

    @Test
    void in_pilot_the_operator_may_approve_money_alone_and_infrastructure_is_refused() {
        var route = route(pilot.judge(REFUND));
        assertThat(route.operatorMayApprove()).isTrue();
        assertThat(route.functions()).containsExactly(Function.BUSINESS);
        assertThat(code(pilot.judge(DEPLOY))).isEqualTo("tier4_in_pilot");
        assertThat(code(pilot.judge(UNKNOWN))).isEqualTo("tier4_in_pilot");
    }

    @Test
    void in_production_business_approves_money_within_eight_hours() {
        assertThat(route(production.judge(REFUND)))
                .isEqualTo(new Route(Set.of(Function.BUSINESS), false, false, Duration.ofHours(8)));
        assertThat(code(production.judge(REFUND))).isEqualTo("approval_required");
    }

    @Test
    void in_production_it_approves_infrastructure_with_a_ticket_within_four_hours() {
        assertThat(route(production.judge(DEPLOY)))
                .isEqualTo(new Route(Set.of(Function.IT), true, false, Duration.ofHours(4)));
        assertThat(code(production.judge(DEPLOY))).isEqualTo("ticket_required");
    }

    @Test
    void in_production_a_tool_nobody_has_read_needs_security_too_and_soon() {
        assertThat(route(production.judge(UNKNOWN)))
                .isEqualTo(new Route(Set.of(Function.IT, Function.SECURITY), true, false, Duration.ofHours(1)));
        assertThat(code(production.judge(UNKNOWN))).isEqualTo("ticket_required");
    }

    @Test
    void a_hazard_is_refused_whatever_anybody_approved() {
        var action = production.judge(HAZARD).action();
        var everything = new Evidence(
                new TaskId("task-0123456789"),
                action,
                Set.of(Function.values()),
                Set.of(new PersonId("ana"), new PersonId("bea"), new PersonId("ivo")),
                NOON,
                true,
                Optional.of(new TicketId("CHG-1")),
                NOON.plusSeconds(60));
        for (var world : List.of(pilot, production)) {
            assertThat(code(world.judge(HAZARD, Optional.of(everything)))).isEqualTo("hazard");
        }
    }

    @Test
    void evidence_for_exactly_this_action_opens_it() {
        var given = evidence(production.judge(REFUND), Set.of(Function.BUSINESS), Optional.empty());
        assertThat(production.judge(REFUND, Optional.of(given)).decision())
                .isEqualTo(permit("log=full", "notify=business"));
        var change = evidence(production.judge(DEPLOY), Set.of(Function.IT), Optional.of(new TicketId("CHG-1")));
        assertThat(production.judge(DEPLOY, Optional.of(change)).decision())
                .isEqualTo(permit("log=full", "notify=business", "post_review=72h"));
    }

    @Test
    void evidence_for_another_action_function_or_time_opens_nothing() {
        var judged = production.judge(REFUND);
        var other = call("payments.refund", "{\"payment\": \"p1\", \"amount\": 11}");
        var given = evidence(judged, Set.of(Function.BUSINESS), Optional.empty());
        assertThat(production.judge(other, Optional.of(given)).decision()).isInstanceOf(Requestable.class);
        var security = evidence(judged, Set.of(Function.SECURITY), Optional.empty());
        assertThat(production.judge(REFUND, Optional.of(security)).decision()).isInstanceOf(Requestable.class);
        var alone = new Evidence(
                given.task(), given.action(), Set.of(), Set.of(), NOON, true, Optional.empty(), NOON.plusSeconds(1));
        assertThat(production.judge(REFUND, Optional.of(alone)).decision()).isInstanceOf(Requestable.class);
        assertThat(pilot.judge(REFUND, Optional.of(alone)).decision()).isInstanceOf(Permit.class);
        var late = new Evidence(
                given.task(),
                given.action(),
                given.functions(),
                given.approvers(),
                NOON,
                false,
                Optional.empty(),
                NOON);
        assertThat(production.judge(REFUND, Optional.of(late)).decision()).isInstanceOf(Requestable.class);
    }

    @Test
    void an_approval_without_a_ticket_does_not_open_infrastructure() {
        var given = evidence(production.judge(DEPLOY), Set.of(Function.IT), Optional.empty());
        assertThat(code(production.judge(DEPLOY, Optional.of(given)))).isEqualTo("ticket_required");
    }

    @Test
    void evidence_does_not_open_what_the_pilot_step_refuses() {
        var change = evidence(production.judge(DEPLOY), Set.of(Function.IT), Optional.of(new TicketId("CHG-1")));
        assertThat(code(pilot.judge(DEPLOY, Optional.of(change)))).isEqualTo("tier4_in_pilot");
    }

    @Test
    void a_request_that_nobody_may_approve_is_refused_at_once() {
        var text = World.ORGANISATION
                .replace("\"name\": \"Bea\",", "\"name\": \"Bea\", \"active\": false,")
                .replace("\"name\": \"Ivo\",", "\"name\": \"Ivo\", \"active\": false,");
        var organisation = Organisation.of(Json.parseObject(text));
        var alone = World.of(organisation, ladder(organisation, Step.PRODUCTION), Map.of());
        assertThat(code(alone.judge(REFUND))).isEqualTo("no_eligible_approver");
        assertThat(code(alone.judge(DEPLOY))).isEqualTo("no_eligible_approver");
        var inPilot = World.of(organisation, ladder(organisation, Step.PILOT), Map.of());
        assertThat(inPilot.judge(REFUND).decision()).isInstanceOf(Requestable.class);
    }

    @Test
    void who_asked_cannot_be_the_only_approver() {
        var text = World.ORGANISATION.replace("[\"business\", \"it\"]", "[\"it\"]");
        var organisation = Organisation.of(Json.parseObject(text));
        var world = World.of(organisation, ladder(organisation, Step.PRODUCTION), Map.of());
        var ofBea = new Attempt(
                REFUND.agent(),
                REFUND.session(),
                REFUND.run(),
                REFUND.call(),
                REFUND.tool(),
                REFUND.arguments(),
                new Origin(Origin.Kind.MESSAGE, Optional.of("webchat:bea"), true),
                Optional.empty());
        assertThat(code(world.judge(ofBea))).isEqualTo("no_eligible_approver");
        assertThat(code(world.judge(REFUND))).isEqualTo("approval_required");
    }

    @Test
    void a_tool_that_it_confirmed_has_the_tier_it_got() {
        var organisation = Organisation.of(Json.parseObject(World.ORGANISATION));
        var digest = UNKNOWN.toolDigest();
        var ladder = ladder(organisation, Step.PRODUCTION);
        var reads = World.of(organisation, ladder, Map.of(digest, Tier.T1));
        assertThat(reads.judge(UNKNOWN).decision()).isEqualTo(permit("log=summary"));
        assertThat(reads.judge(UNKNOWN).operation().id()).isEqualTo("confirmed");
        var secret = call("lab__echo", "{\"u\": \"https://x.example/AKIAIOSFODNN7EXAMPLE\"}");
        assertThat(code(reads.judge(secret))).isEqualTo("hazard");
        var other = World.of(organisation, ladder, Map.of(ToolDigest.of("lab__other", Optional.empty()), Tier.T1));
        assertThat(other.judge(UNKNOWN).operation().tier()).isEqualTo(Tier.T4);
    }

    @Test
    void an_install_is_known_by_the_digest_of_its_content_and_by_nothing_else() {
        var organisation = Organisation.of(Json.parseObject(World.ORGANISATION));
        var ladder = ladder(organisation, Step.PRODUCTION);
        var looked = install(Optional.of(Digest.of("content")));
        var known = World.of(organisation, ladder, Map.of(looked.toolDigest(), Tier.T1));
        assertThat(production.judge(looked).operation().tier()).isEqualTo(Tier.T4);
        assertThat(production.judge(looked).decision()).isNotInstanceOf(Decision.Permit.class);
        assertThat(known.judge(looked).decision()).isInstanceOf(Decision.Permit.class);
        assertThat(known.judge(install(Optional.of(Digest.of("changed")))).decision())
                .isNotInstanceOf(Decision.Permit.class);
        var undigested = install(Optional.empty());
        var careless = World.of(organisation, ladder, Map.of(undigested.toolDigest(), Tier.T1));
        assertThat(careless.judge(undigested).decision()).isNotInstanceOf(Decision.Permit.class);
    }

    private static Attempt install(Optional<Digest> content) {
        var like = call("bailiwick.install", "{\"type\": \"skill\", \"name\": \"notes\"}");
        return new Attempt(
                like.agent(),
                like.session(),
                like.run(),
                like.call(),
                like.tool(),
                like.arguments(),
                like.origin(),
                content);
    }

    @Test
    void a_confirmation_cannot_lower_a_tool_of_the_catalogue() {
        var organisation = Organisation.of(Json.parseObject(World.ORGANISATION));
        var lowered =
                World.of(organisation, ladder(organisation, Step.PRODUCTION), Map.of(DEPLOY.toolDigest(), Tier.T1));
        assertThat(lowered.judge(DEPLOY).operation().tier()).isEqualTo(Tier.T4);
    }

    @Test
    void what_a_caller_claims_changes_nothing() {
        var claims = call(
                "deploy.release",
                "{\"service\": \"web\", \"tier\": 1, \"approval\": \"task-0123456789\", \"source\": \"person\","
                        + " \"ticket\": \"CHG-1\", \"confirmed\": true}");
        assertThat(production.judge(claims).decision())
                .isEqualTo(production.judge(DEPLOY).decision());
    }

    @Test
    void routine_lowers_nothing() {
        for (int i = 0; i < 500; i++) {
            assertThat(production.judge(REFUND).operation().tier()).isEqualTo(Tier.T3);
        }
    }

    @Test
    void every_denial_says_what_to_do_next_and_whom_to_ask() {
        var freeze = new Freeze("drill", "ana", NOON);
        var judged = List.of(
                production.with(new Freezes(Optional.of(freeze), Map.of())).judge(READ),
                production.judge(call(new AgentId("stranger"), "crm.read", "{}")),
                World.at(Step.DRAFT).judge(READ),
                production.judge(HAZARD),
                pilot.judge(DEPLOY),
                pilot.judge(UNKNOWN),
                pilot.judge(REFUND),
                production.judge(REFUND),
                production.judge(DEPLOY));
        for (var judgement : judged) {
            var reason = reason(judgement);
            assertThat(reason.code()).matches("[a-z0-9_]+");
            assertThat(reason.text()).isNotBlank();
            assertThat(reason.next()).contains("security@corp.example");
        }
    }

    @Test
    void the_action_is_the_same_whenever_and_wherever_it_is_tried_again() {
        var again = new Attempt(
                REFUND.agent(),
                new dev.bailiwick.core.value.SessionId("another"),
                Optional.empty(),
                Optional.empty(),
                REFUND.tool(),
                Json.parseObject("{\"amount\": 10.0, \"payment\": \"p1\"}"),
                new Origin(Origin.Kind.AUTOMATION, REFUND.origin().sender(), false),
                Optional.empty());
        assertThat(production.judge(again).action())
                .isEqualTo(pilot.judge(REFUND).action());
    }

    @Test
    void one_other_byte_or_sender_or_agent_is_another_action() {
        var action = production.judge(REFUND).action();
        var more = call("payments.refund", "{\"payment\": \"p1\", \"amount\": 10, \"note\": \"\"}");
        assertThat(production.judge(more).action()).isNotEqualTo(action);
        var lab = call(World.LAB, "payments.refund", "{\"payment\": \"p1\", \"amount\": 10}");
        assertThat(production.judge(lab).action()).isNotEqualTo(action);
        var nobody = new Attempt(
                REFUND.agent(),
                REFUND.session(),
                REFUND.run(),
                REFUND.call(),
                REFUND.tool(),
                REFUND.arguments(),
                Origin.UNKNOWN,
                Optional.empty());
        assertThat(production.judge(nobody).action()).isNotEqualTo(action);
    }

    @Test
    void an_amount_that_no_double_holds_has_no_action() {
        var vague = call("payments.refund", "{\"payment\": \"p1\", \"amount\": 10.00000000000000001}");
        assertThatThrownBy(() -> production.judge(vague)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Agent> ladder(Organisation organisation, Step step) {
        return organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, NOON))
                .toList();
    }

    private static Evidence evidence(Judgement judged, Set<Function> functions, Optional<TicketId> ticket) {
        Instant soon = NOON.plusSeconds(60);
        var holders = Map.of(Function.BUSINESS, "bea", Function.IT, "ivo", Function.SECURITY, "ana");
        var approvers = functions.stream()
                .map(function -> new PersonId(holders.getOrDefault(function, "")))
                .collect(Collectors.toSet());
        return new Evidence(
                new TaskId("task-0123456789"), judged.action(), functions, approvers, NOON, false, ticket, soon);
    }

    private static Permit permit(String... obligations) {
        return new Permit(Arrays.stream(obligations).map(Obligation::of).toList());
    }

    private static Reason reason(Judgement judgement) {
        assertThat(judgement.decision()).isInstanceOf(Denial.class);
        return ((Denial) judgement.decision()).reason();
    }

    private static String code(Judgement judgement) {
        return judgement.decision() instanceof Refusal(var reason)
                ? reason.code()
                : judgement.decision() instanceof Requestable(var reason, var _) ? reason.code() : "permit";
    }

    private static Route route(Judgement judgement) {
        assertThat(judgement.decision()).isInstanceOf(Requestable.class);
        return ((Requestable) judgement.decision()).route();
    }
}
