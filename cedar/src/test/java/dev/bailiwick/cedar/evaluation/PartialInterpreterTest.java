package dev.bailiwick.cedar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartialInterpreterTest {
    private static final EntityUid ALICE = EntityUid.of("User", "alice");
    private static final EntityUid READ = EntityUid.of("Action", "read");

    @Test
    void what_depends_on_the_unknown_is_left_as_an_expression() {
        var policies = PolicySet.parse("""
                permit(principal == User::"alice", action, resource) when { context.n > 1 && resource.public };
                permit(principal == User::"bob", action, resource);
                forbid(principal, action, resource) when { context.n > 1 };
                forbid(principal, action, resource) when { context.m };
                """);
        var request =
                PartialRequest.forAnyResource(ALICE, READ, RecordValue.of(Map.<String, Value>of("n", LongValue.of(2))));
        PartialAnswer answer = new PartialInterpreter(request, EntityStore.EMPTY).answer(policies);
        assertThat(answer.residualText("policy0")).containsExactly("true && resource.public");
        assertThat(answer.permits()).isEmpty();
        assertThat(answer.forbids()).containsExactly("policy2");
        assertThat(answer.errors()).extracting(PolicyError::policyId).containsExactly("policy3");
    }

    @Test
    void an_unknown_part_of_the_context_leaves_only_what_mentions_it() {
        var policies =
                PolicySet.parse("permit(principal, action, resource) when { context has ticket && context.n == 2 };");
        var request = new PartialRequest(
                Optional.of(ALICE),
                Optional.of(READ),
                Optional.of(ALICE),
                RecordValue.of(Map.<String, Value>of("n", LongValue.of(2))),
                Set.of("ticket"));
        PartialAnswer answer = new PartialInterpreter(request, EntityStore.EMPTY).answer(policies);
        assertThat(answer.residualText("policy0")).containsExactly("context has ticket && true");
    }

    /** The defining property: a residual, evaluated when all is known, says what the policy would have said. */
    @Test
    void a_residual_keeps_the_meaning_of_its_policy() {
        long seed = Long.getLong("bailiwick.seed", 7);
        for (int i = 0; i < 2_000; i++) {
            Cases.Case c = new Cases(seed + i).next();
            EntityStore store = c.store();
            Answer whole = Authorizer.interpreting(c.policies()).answer(c.request(), store);
            PartialAnswer part =
                    new PartialInterpreter(hidden(c.request(), new Random(seed + i)), store).answer(c.policies());
            for (var policy : c.policies().policies()) {
                assertThat(outcome(policy.id(), part, new Interpreter(c.request(), store)))
                        .as("seed %d, %s\n%s", seed + i, policy.id(), policy.text())
                        .isEqualTo(outcome(policy.id(), whole));
            }
        }
    }

    private static PartialRequest hidden(Request request, Random random) {
        var known = new LinkedHashMap<String, Value>();
        var unknown = new java.util.HashSet<String>(Set.of("nowhere"));
        request.context().fields().forEach((name, value) -> {
            if (random.nextInt(3) == 0) unknown.add(name);
            else known.put(name, value);
        });
        return new PartialRequest(
                random.nextBoolean() ? Optional.of(request.principal()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(request.action()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(request.resource()) : Optional.empty(),
                RecordValue.of(known),
                unknown);
    }

    private static String outcome(String id, Answer answer) {
        if (answer.permits().contains(id) || answer.forbids().contains(id)) return "satisfied";
        return answer.errors().stream().anyMatch(e -> e.policyId().equals(id)) ? "error" : "not";
    }

    private static String outcome(String id, PartialAnswer answer, Interpreter interpreter) {
        if (answer.permits().contains(id) || answer.forbids().contains(id)) return "satisfied";
        if (answer.errors().stream().anyMatch(e -> e.policyId().equals(id))) return "error";
        if (!answer.residuals().containsKey(id)) return "not";
        try {
            for (Expr expr : answer.residuals().getOrDefault(id, List.of())) {
                Value value = interpreter.evaluate(expr);
                if (!(value instanceof Bool)) return "error";
                if (value == Bool.FALSE) return "not";
            }
            return "satisfied";
        } catch (EvaluationException e) {
            return "error";
        }
    }
}
