package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Link;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Variable;
import dev.bailiwick.cedar.schema.Environment;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/**
 * Checks policies against a schema, under every kind of request the schema allows.
 *
 * <pre>{@code
 * Validation result = new Validator(schema, Mode.STRICT).validate(policies);
 * if (!result.clean()) result.errors().forEach(System.err::println);
 * }</pre>
 */
public final class Validator {
    private static final Expr NOTHING = new Expr.Literal(Position.NONE, Bool.TRUE);

    private final Schema schema;
    private final Mode mode;
    private final List<Environment> environments;

    /** Checks policies against this schema; {@link Mode#STRICT} is what the language recommends. */
    public Validator(Schema schema, Mode mode) {
        this.schema = schema;
        this.mode = mode;
        this.environments = schema.environments();
    }

    /** Checks every policy, template and link of a set. */
    public Validation validate(PolicySet set) {
        return validate(set, OptionalInt.empty());
    }

    /**
     * Checks the set and, where a policy passes, that it reaches no further than {@code level} steps into entities
     * (RFC 76).
     */
    public Validation validate(PolicySet set, int level) {
        return validate(set, OptionalInt.of(level));
    }

    private Validation validate(PolicySet set, OptionalInt level) {
        var errors = new ArrayList<Finding>();
        var warnings = new ArrayList<Finding>();
        for (Policy template : set.templates()) validate(template, level, errors, warnings);
        for (Policy policy : set.policies()) {
            var link = set.link(policy.id());
            if (link.isPresent()) link(link.get(), policy, errors, warnings);
            else validate(policy, level, errors, warnings);
        }
        return new Validation(errors, warnings);
    }

    private void validate(Policy policy, OptionalInt level, List<Finding> errors, List<Finding> warnings) {
        var found = new Findings(policy);
        var odd = new Findings(policy);
        new NameCheck(schema, found, odd).check(policy);
        requireApplicable(policy, found);
        if (isBounded(policy, found)) {
            typecheck(policy, found, odd);
            if (level.isPresent() && found.isEmpty()) levelcheck(policy, level.getAsInt(), found);
        }
        errors.addAll(found.list());
        warnings.addAll(odd.list());
    }

    private static boolean isBounded(Policy policy, Findings found) {
        for (Condition condition : policy.conditions()) {
            if (Nesting.isBounded(condition.body())) continue;
            found.add(
                    condition,
                    condition.body().position(),
                    Problem.TOO_DEEP,
                    List.of(Integer.toString(Nesting.LIMIT)),
                    "the condition is nested deeper than " + Nesting.LIMIT + " levels",
                    "split it into several clauses, or join with `&&` and `||`");
            return false;
        }
        return true;
    }

    /** A link stands on a template that has been checked; what is new are the entities in its slots. */
    private void link(Link link, Policy policy, List<Finding> errors, List<Finding> warnings) {
        var found = new Findings(policy);
        var odd = new Findings(policy);
        var names = new NameCheck(schema, found, odd);
        for (EntityUid uid : link.values().values()) names.entity(uid, policy.position());
        requireApplicable(policy, found);
        errors.addAll(found.list());
        warnings.addAll(odd.list());
    }

    private void requireApplicable(Policy policy, Findings found) {
        if (ScopeRules.applicable(schema, policy.principal(), policy.action(), policy.resource())) return;
        found.add(
                policy,
                Problem.NO_APPLICABLE_ACTION,
                List.of(),
                "no action of the schema applies to what the scope asks for",
                "see `appliesTo` of the actions; `==` names one entity, `in` also what lies inside it");
    }

    private void typecheck(Policy policy, Findings found, Findings odd) {
        var clauses = clauses(policy);
        var steps = new IdentityHashMap<Expr, Expr>();
        boolean never = true;
        boolean passed = true;
        for (Environment environment : environments) {
            var answer = evaluated(clauses, new TypeChecker(schema, environment, mode, found, steps));
            never &= answer.type() == Basic.FALSE;
            passed &= answer.passed();
        }
        if (!passed && found.isEmpty()) {
            found.add(policy, Problem.UNDECIDED, List.of(), "the policy could not be checked", "");
        }
        if (never) {
            odd.add(policy, Problem.NEVER_APPLIES, List.of(), "the policy applies to no request of this schema", "");
        }
    }

    private void levelcheck(Policy policy, int level, Findings found) {
        var clauses = clauses(policy);
        var steps = new IdentityHashMap<Expr, Expr>();
        for (Environment environment : environments) {
            var answer = evaluated(clauses, new TypeChecker(schema, environment, mode, found, steps));
            var check = new LevelCheck(level, environment, found);
            answer.typed().parts().forEach(check::check);
        }
    }

    /** One condition that must hold, or must not. */
    private record Clause(Expr body, boolean holds) {}

    /** Scope and conditions in the order they are evaluated. */
    private static List<Clause> clauses(Policy policy) {
        var clauses = new ArrayList<Clause>();
        ScopeRules.condition(Variable.PRINCIPAL, policy.principal(), policy.position())
                .ifPresent(scope -> clauses.add(new Clause(scope, true)));
        ScopeRules.condition(policy.action(), policy.position())
                .ifPresent(scope -> clauses.add(new Clause(scope, true)));
        ScopeRules.condition(Variable.RESOURCE, policy.resource(), policy.position())
                .ifPresent(scope -> clauses.add(new Clause(scope, true)));
        for (Condition condition : policy.conditions()) {
            clauses.add(new Clause(condition.body(), condition.when()));
        }
        return clauses;
    }

    /**
     * The clauses as one conjunction, folded by a loop: their number is nobody's to bound. A clause without a type leaves
     * open whether the whole could be true.
     */
    private static Answer evaluated(List<Clause> clauses, TypeChecker checker) {
        var parts = new ArrayList<Typed>();
        var sure = Capabilities.NONE;
        boolean open = false;
        var all = Answer.passed(NOTHING, Basic.TRUE);
        for (Clause clause : clauses) {
            if (all.type() == Basic.FALSE) break;
            var body = checker.expect(clause.body(), sure, Expectation.BOOL, "");
            var answer = clause.holds() ? body : TypeChecker.negation(clause.body(), body);
            parts.add(body.typed());
            sure = sure.and(answer.capabilities());
            open |= answer.type() == null;
            all = TypeChecker.conjunction(clause.body(), all, answer);
        }
        var type = open ? Basic.BOOL : all.type();
        return new Answer(all.passed(), new Typed(all.typed().expr(), type, parts), sure);
    }
}
