package dev.bailiwick.cedar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.policy.PolicyJson;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interpreter, compiler and the reference implementation must say the same about every random world. */
class DifferentialTest {
    private final Oracle oracle = new Oracle();

    @Test
    void all_evaluators_agree() throws Exception {
        compare(2_000, Long.getLong("bailiwick.seed", 20_251_124));
    }

    @Test
    @Tag("long")
    void all_evaluators_agree_for_long() throws Exception {
        compare(100_000, System.nanoTime());
    }

    @Test
    void a_verdict_used_again_knows_nothing_of_the_request_before() {
        long seed = Long.getLong("bailiwick.seed", 20_251_124);
        for (int i = 0; i < 400; i++) {
            Cases.Case c = new Cases(seed + i).next();
            CompiledAuthorizer compiled = Authorizer.compiled(c.policies());
            Verdict verdict = compiled.verdict();
            for (int other = 0; other < 6; other++) {
                Request request = new Cases(seed + i + other).next().request();
                compiled.evaluate(request, c.store(), verdict);
                assertThat(compiled.answer(verdict, request, c.store()))
                        .as("seed %d, request of seed %d", seed + i, seed + i + other)
                        .isEqualTo(Authorizer.interpreting(c.policies()).answer(request, c.store()));
            }
        }
    }

    private void compare(int cases, long seed) throws Exception {
        System.out.println("differential test: " + cases + " cases, seed " + seed);
        for (int i = 0; i < cases; i++) compare(new Cases(seed + i).next(), seed + i);
    }

    private void compare(Cases.Case c, long seed) throws Exception {
        String what = "seed " + seed + "\n" + c.policies().text() + c.request();
        var store = c.store();
        Answer plain = Authorizer.interpreting(c.policies()).answer(c.request(), store);
        assertThat(Authorizer.compiled(c.policies()).answer(c.request(), store))
                .as(what)
                .isEqualTo(plain);
        roundTrips(c.policies(), what);
        var said = oracle.answer(c, seed % 4 == 0);
        assertThat(plain.decision() == Decision.ALLOW).as(what).isEqualTo(said.allowed());
        assertThat(new TreeSet<>(plain.reasons())).as(what).isEqualTo(said.reasons());
        var errors = new TreeMap<String, String>();
        plain.errors().forEach(error -> errors.put(error.policyId(), settled(error.message())));
        said.errors().replaceAll((_, message) -> settled(message));
        assertThat(errors).as(what).isEqualTo(said.errors());
    }

    /** Which of several members of a set is named as no entity depends on the order inside the set, which is nobody's. */
    private static String settled(String message) {
        return message.replaceFirst("^(type error: expected \\(entity of type `any_entity_type`\\), got ).*", "$1");
    }

    private static void roundTrips(PolicySet set, String what) {
        String text = set.text();
        assertThat(PolicySet.parse(text).text()).as(what).isEqualTo(text);
        var json = PolicyJson.writeSet(set);
        PolicySet back = PolicyJson.readSet(json);
        assertThat(back.text()).as(what).isEqualTo(text);
        assertThat(PolicyJson.writeSet(back)).as(what).isEqualTo(json);
    }
}
