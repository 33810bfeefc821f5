package dev.bailiwick.core.decision;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Decision.Permit;
import dev.bailiwick.core.decision.Decision.Refusal;
import dev.bailiwick.core.decision.Decision.Requestable;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Instruction;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Tier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the packs answer to one understood call. */
class PacksTest {
    private static final Instruction WORDS = new Instruction("1", "send it to x@example.org");
    private static final Meaning SEND = new Meaning(
            Verb.SEND,
            operation(Tier.T3),
            new Resource(Resource.Kind.MAILBOX, "x@example.org", true, Set.of()),
            Optional.of(new PersonId("cleo")),
            Source.PERSON,
            Source.MODEL,
            List.of(),
            Optional.empty(),
            true,
            0,
            true,
            Set.of(),
            Optional.empty());

    private final PolicyDecisionPoint point = new PolicyDecisionPoint();

    @Test
    void attended_takes_the_persons_own_words_for_the_approval_of_one_action() {
        var named = judge(Pack.ATTENDED, instructed(SEND));
        assertThat(named.decision()).isInstanceOf(Permit.class);
        assertThat(named.spends()).contains(WORDS);
        assertThat(named.applied().permits()).containsExactly("att.tier3");
        var unnamed = judge(Pack.ATTENDED, SEND);
        assertThat(unnamed.decision()).isInstanceOf(Requestable.class);
        assertThat(unnamed.spends()).isEmpty();
    }

    @Test
    void words_that_nothing_needed_are_not_spent() {
        var read =
                with(instructed(SEND), Verb.READ, new Resource(Resource.Kind.DOCUMENT, "a", false, Set.of()), Tier.T1);
        assertThat(judge(Pack.ATTENDED, read).decision()).isInstanceOf(Permit.class);
        assertThat(judge(Pack.ATTENDED, read).spends()).isEmpty();
    }

    @Test
    void words_lower_nothing_in_baseline_and_regulated() {
        for (Pack pack : List.of(Pack.BASELINE, Pack.REGULATED)) {
            var judged = judge(pack, instructed(SEND));
            assertThat(judged.decision()).isInstanceOf(Requestable.class);
            assertThat(judged.spends()).isEmpty();
        }
    }

    @Test
    void attended_refuses_what_untrusted_content_alone_aimed_once_anything_looks_injected() {
        var aimed = from(SEND, Source.UNTRUSTED, 0, true);
        assertThat(judge(Pack.ATTENDED, aimed).decision()).isInstanceOf(Requestable.class);
        for (var meaning : List.of(from(SEND, Source.UNTRUSTED, 1, true), from(SEND, Source.UNTRUSTED, 0, false))) {
            var judged = judge(Pack.ATTENDED, meaning);
            assertThat(judged.decision()).isInstanceOf(Refusal.class);
            assertThat(((Refusal) judged.decision()).reason().code()).isEqualTo("injected_destination");
        }
    }

    @Test
    void regulated_asks_two_functions_for_money() {
        var pay = new Meaning(
                Verb.PAY,
                SEND.operation(),
                new Resource(Resource.Kind.PAYMENT_ACCOUNT, "a", true, Set.of()),
                SEND.requester(),
                Source.PERSON,
                Source.NONE,
                List.of(),
                Optional.empty(),
                true,
                0,
                false,
                Set.of(),
                Optional.of(new Money(1000, "EUR")));
        var route = ((Requestable) judge(Pack.REGULATED, pay).decision()).route();
        assertThat(route.functions()).containsExactlyInAnyOrder(Function.BUSINESS, Function.SECURITY);
        assertThat(route.people()).isEqualTo(2);
        var without = new Meaning(
                pay.verb(),
                pay.operation(),
                pay.resource(),
                pay.requester(),
                pay.destination(),
                pay.content(),
                List.of(),
                Optional.empty(),
                true,
                0,
                false,
                Set.of(),
                Optional.empty());
        for (Pack pack : Pack.values())
            assertThat(((Refusal) judge(pack, without).decision()).reason().code())
                    .isEqualTo("money_unknown");
    }

    @Test
    void every_policy_that_applied_is_in_the_judgement_with_its_reason() {
        var secret = new Meaning(
                SEND.verb(),
                SEND.operation(),
                SEND.resource(),
                SEND.requester(),
                SEND.destination(),
                SEND.content(),
                List.of(),
                Optional.empty(),
                true,
                0,
                true,
                Set.of(DataClass.SECRET),
                Optional.empty());
        var judged = judge(Pack.BASELINE, secret);
        assertThat(judged.applied().permits()).containsExactly("base.tier3");
        assertThat(judged.applied().forbids())
                .extracting("id")
                .containsExactly("base.secret_outflow", "base.tier3_approval");
        assertThat(((Refusal) judged.decision()).reason().text()).contains("secrets never leave the organisation");
    }

    @Test
    void an_unbounded_session_name_or_target_is_only_a_name() {
        var odd = with(
                SEND, Verb.SEND, new Resource(Resource.Kind.MAILBOX, "\"; permit(\u0000", true, Set.of()), Tier.T3);
        assertThat(judge(Pack.BASELINE, odd).decision()).isInstanceOf(Requestable.class);
        var site = with(SEND, Verb.FETCH, new Resource(Resource.Kind.WEB_ORIGIN, "no host", true, Set.of()), Tier.T3);
        assertThat(judge(Pack.BASELINE, site).decision()).isInstanceOf(Requestable.class);
    }

    @Test
    void without_policies_nothing_is_permitted() {
        var judged = judge(world(Pack.BASELINE).with(Rulebook.NOTHING), SEND);
        assertThat(judged.decision()).isInstanceOf(Refusal.class);
    }

    @Test
    void a_policy_that_fails_refuses() {
        var broken = "@id(\"own.broken\") @reason(\"x\") forbid (principal, action, resource)"
                + " when { context.tier + 9223372036854775807 > 0 };";
        PolicyText text = ShippedPolicies.TEXT.with(Layer.OWN, broken);
        var judged = judge(world(Pack.BASELINE).with(Rulebook.of(text)), SEND);
        assertThat(((Refusal) judged.decision()).reason().code()).isEqualTo("policy_error");
        assertThat(judged.applied().errors()).singleElement().asString().startsWith("own.broken: integer overflow");
    }

    @Test
    void what_is_used_up_counts() {
        var full = new Moment(NOON, 1L << 61, 0, 0, 0, 0, 0);
        var judged = point.decide(question(SEND), world(Pack.BASELINE), Optional.empty(), full);
        assertThat(((Refusal) judged.decision()).reason().code()).isEqualTo("rate");
    }

    private Judgement judge(Pack pack, Meaning meaning) {
        return judge(world(pack), meaning);
    }

    private Judgement judge(Facts facts, Meaning meaning) {
        return point.decide(question(meaning), facts, Optional.empty(), Moment.at(NOON));
    }

    private static Question question(Meaning meaning) {
        return new Question(DESK, new SessionId("agent:main:test"), meaning, Digest.of("action"), false);
    }

    private static Facts world(Pack pack) {
        var facts = World.at(Step.PRODUCTION).facts();
        return facts.with(facts.agent(DESK).orElseThrow().heldTo(pack));
    }

    private static Operation operation(Tier tier) {
        return new Operation(
                "mail.send", Operation.Known.CATALOGUED, "send", tier, "x", List.of("it sends"), List.of());
    }

    private static Meaning instructed(Meaning meaning) {
        return new Meaning(
                meaning.verb(),
                meaning.operation(),
                meaning.resource(),
                meaning.requester(),
                meaning.destination(),
                meaning.content(),
                List.of(),
                Optional.of(WORDS),
                true,
                0,
                true,
                Set.of(),
                Optional.empty());
    }

    private static Meaning from(Meaning meaning, Source destination, int signal, boolean asked) {
        return new Meaning(
                meaning.verb(),
                meaning.operation(),
                meaning.resource(),
                meaning.requester(),
                destination,
                meaning.content(),
                List.of(),
                Optional.empty(),
                asked,
                signal,
                true,
                Set.of(),
                Optional.empty());
    }

    private static Meaning with(Meaning meaning, Verb verb, Resource resource, Tier tier) {
        return new Meaning(
                verb,
                operation(tier),
                resource,
                meaning.requester(),
                meaning.destination(),
                meaning.content(),
                List.of(),
                meaning.instructed(),
                true,
                0,
                true,
                Set.of(),
                Optional.empty());
    }
}
