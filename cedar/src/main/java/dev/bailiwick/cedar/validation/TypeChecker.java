package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.UnaryOp;
import dev.bailiwick.cedar.policy.Variable;
import dev.bailiwick.cedar.schema.Environment;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Attribute;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The typing rules, under one kind of request. Booleans carry their value in their type where it is known, so that what
 * can never be evaluated is not checked; capabilities carry what earlier tests have made sure of. A part that fails does
 * not stop its siblings: all findings come up at once. Recursion follows expressions, whose nesting {@link Nesting} has
 * bounded.
 */
final class TypeChecker {
    final Schema schema;
    final Environment environment;
    final Mode mode;
    final Lattice lattice;
    final Findings findings;
    private final AttributeRules attributes;
    private final OperatorRules operators;
    private final IdentityHashMap<Expr, Expr> steps;

    /** @param steps what compound tests were spelt out as under other kinds of request, so that nodes keep their identity */
    TypeChecker(
            Schema schema, Environment environment, Mode mode, Findings findings, IdentityHashMap<Expr, Expr> steps) {
        this.schema = schema;
        this.environment = environment;
        this.mode = mode;
        this.lattice = new Lattice(schema, mode);
        this.findings = findings;
        this.steps = steps;
        this.attributes = new AttributeRules(this);
        this.operators = new OperatorRules(this, attributes);
    }

    Answer check(Expr expr, Capabilities prior) {
        return switch (expr) {
            case Expr.Literal literal -> literal(literal);
            case Expr.Var variable -> Answer.passed(variable, typeOf(variable.variable()));
            case Expr.If choice -> choice(choice, prior);
            case Expr.And and -> and(and, prior);
            case Expr.Or or -> or(or, prior);
            case Expr.Unary unary -> unary(unary, prior);
            case Expr.Binary binary -> operators.binary(binary, prior);
            case Expr.GetAttribute get -> attributes.get(get, prior);
            case Expr.Has has ->
                has.path().size() == 1
                        ? attributes.has(has, prior)
                        : check(steps.computeIfAbsent(has, _ -> has.steps()), prior);
            case Expr.Like like -> like(like, prior);
            case Expr.Is is ->
                is.in().isPresent() ? check(steps.computeIfAbsent(is, _ -> is.steps()), prior) : is(is, prior);
            case Expr.SetOf set -> set(set, prior);
            case Expr.RecordOf record -> record(record, prior);
            case Expr.Call call -> operators.call(call, prior);
        };
    }

    /** Checks an operand and reports one that is not what the operator asks for. */
    Answer expect(Expr expr, Capabilities prior, Expectation expected, String hint) {
        var answer = check(expr, prior);
        var type = answer.type();
        if (type == null) return answer.after(Answer.failed(expr, null));
        if (expected.isMetBy(type)) return answer;
        report(
                expr,
                Problem.UNEXPECTED_TYPE,
                List.of(expected.described(), TypeText.of(type)),
                "expected " + expected.described() + ", got " + TypeText.shown(type),
                hint);
        return new Answer(false, new Typed(expr, null, answer.typed().parts()), Capabilities.NONE);
    }

    void report(Expr at, Problem problem, List<String> subjects, String message, String hint) {
        findings.add(at, at.position(), problem, subjects, message, hint);
    }

    /** The least type over some parts, or a finding; null too when a part has no type. */
    @Nullable
    Type joined(Expr at, List<Answer> parts, String what) {
        var types = new ArrayList<Type>();
        for (Answer part : parts) {
            var type = part.type();
            if (type == null) return null;
            types.add(type);
        }
        var joined = lattice.join(types);
        if (joined == null) reportIncompatible(at, types, what);
        return joined;
    }

    void reportIncompatible(Expr at, List<Type> types, String what) {
        var shown = types.stream().map(TypeText::shown).distinct().sorted().toList();
        report(
                at,
                Problem.INCOMPATIBLE_TYPES,
                types.stream().map(TypeText::of).distinct().sorted().toList(),
                what + " have no common type: " + String.join(", ", shown.subList(0, Math.min(shown.size(), 4))),
                mode == Mode.STRICT ? "strict validation asks for exactly the same type" : "");
    }

    /** The entity an expression stands for by itself: one written out, or the action of the request. */
    Optional<Value> constant(Expr expr) {
        if (expr instanceof Expr.Literal literal) return Optional.of(literal.value());
        if (expr instanceof Expr.Var variable && variable.variable() == Variable.ACTION) {
            return Optional.of(environment.action().uid());
        }
        return Optional.empty();
    }

    private Type typeOf(Variable variable) {
        return switch (variable) {
            case PRINCIPAL -> Type.Entity.of(environment.principal());
            case ACTION -> Type.Entity.of(environment.action().uid().type());
            case RESOURCE -> Type.Entity.of(environment.resource());
            case CONTEXT -> environment.context();
        };
    }

    private Answer literal(Expr.Literal literal) {
        return switch (literal.value()) {
            case Bool bool -> Answer.passed(literal, bool.isTrue() ? Basic.TRUE : Basic.FALSE);
            case EntityUid uid ->
                declared(uid)
                        ? Answer.passed(literal, Type.Entity.of(uid.type()))
                        // The scan of names has reported it already.
                        : Answer.failed(literal, null);
            default -> Answer.passed(literal, Type.ofKind(literal.value().kind()));
        };
    }

    private boolean declared(EntityUid uid) {
        return uid.type().isAction()
                ? schema.action(uid).isPresent()
                : schema.entityType(uid.type()).isPresent();
    }

    private Answer choice(Expr.If choice, Capabilities prior) {
        var test = expect(choice.condition(), prior, Expectation.BOOL, "");
        if (test.type() == Basic.TRUE) {
            var then = check(choice.then(), prior.and(test.capabilities()));
            return taken(choice, test, then)
                    .with(then.capabilities().and(test.capabilities()))
                    .after(test, then);
        }
        if (test.type() == Basic.FALSE) {
            var otherwise = check(choice.otherwise(), prior);
            return taken(choice, test, otherwise).with(otherwise.capabilities()).after(test, otherwise);
        }
        var then = check(choice.then(), prior.and(test.capabilities()));
        var otherwise = check(choice.otherwise(), prior);
        var type = joined(choice, List.of(then, otherwise), "the two branches of `if`");
        var typed = new Typed(choice, type, List.of(test.typed(), then.typed(), otherwise.typed()));
        var sure = otherwise.capabilities().common(then.capabilities().and(test.capabilities()));
        return new Answer(type != null, typed, sure).after(test, then, otherwise);
    }

    private static Answer taken(Expr.If choice, Answer test, Answer branch) {
        return new Answer(
                true, new Typed(choice, branch.type(), List.of(test.typed(), branch.typed())), Capabilities.NONE);
    }

    /** Follows a chain {@code a && b && c} by a loop: policies written by machines have hundreds of links. */
    private Answer and(Expr.And and, Capabilities prior) {
        var links = new ArrayDeque<Expr.And>();
        Expr first = and;
        while (first instanceof Expr.And link) {
            links.push(link);
            first = link.left();
        }
        var answer = expect(first, prior, Expectation.BOOL, "");
        var parts = new ArrayList<>(List.of(answer.typed()));
        for (Expr.And link : links) {
            if (answer.type() == Basic.FALSE) break;
            var right = expect(link.right(), prior.and(answer.capabilities()), Expectation.BOOL, "");
            parts.add(right.typed());
            answer = conjunction(link, answer, right);
        }
        var sure = answer.type() == Basic.FALSE ? Capabilities.NONE : answer.capabilities();
        return new Answer(answer.passed(), new Typed(and, answer.type(), parts), sure);
    }

    /** The answer for two conditions that must both hold, the second checked in the light of the first. */
    static Answer conjunction(Expr at, Answer left, Answer right) {
        var parts = List.of(left.typed(), right.typed());
        var first = left.type();
        var second = right.type();
        if (first == null || second == null) {
            return new Answer(false, new Typed(at, Basic.BOOL, parts), Capabilities.NONE);
        }
        if (second == Basic.FALSE)
            return passed(at, Basic.FALSE, parts, Capabilities.NONE).after(left, right);
        if (first == Basic.TRUE && second != Basic.TRUE) {
            return passed(at, second, parts, right.capabilities()).after(left, right);
        }
        var type = second == Basic.TRUE ? first : Basic.BOOL;
        return passed(at, type, parts, left.capabilities().and(right.capabilities()))
                .after(left, right);
    }

    private static Answer passed(Expr at, Type type, List<Typed> parts, Capabilities sure) {
        return new Answer(true, new Typed(at, type, parts), sure);
    }

    private Answer or(Expr.Or or, Capabilities prior) {
        var links = new ArrayDeque<Expr.Or>();
        Expr first = or;
        while (first instanceof Expr.Or link) {
            links.push(link);
            first = link.left();
        }
        var answer = expect(first, prior, Expectation.BOOL, "");
        var parts = new ArrayList<>(List.of(answer.typed()));
        for (Expr.Or link : links) {
            if (answer.type() == Basic.TRUE) break;
            var right = expect(link.right(), prior, Expectation.BOOL, "");
            parts.add(right.typed());
            answer = disjunction(link, answer, right);
        }
        return new Answer(answer.passed(), new Typed(or, answer.type(), parts), answer.capabilities());
    }

    private static Answer disjunction(Expr at, Answer left, Answer right) {
        var first = left.type();
        var second = right.type();
        var parts = List.of(left.typed(), right.typed());
        if (first == null || second == null) {
            return new Answer(false, new Typed(at, Basic.BOOL, parts), Capabilities.NONE);
        }
        Answer answer;
        if (second == Basic.TRUE) answer = passed(at, Basic.TRUE, parts, right.capabilities());
        else if (second == Basic.FALSE) answer = passed(at, first, parts, left.capabilities());
        else if (first == Basic.FALSE) answer = passed(at, second, parts, right.capabilities());
        else answer = passed(at, Basic.BOOL, parts, right.capabilities().common(left.capabilities()));
        return answer.after(left, right);
    }

    private Answer unary(Expr.Unary unary, Capabilities prior) {
        if (unary.op() == UnaryOp.NOT) return negation(unary, expect(unary.operand(), prior, Expectation.BOOL, ""));
        if (unary.op() == UnaryOp.NEGATE) {
            var operand = expect(unary.operand(), prior, Expectation.LONG, "");
            return Answer.passed(unary, Basic.LONG, operand.typed()).after(operand);
        }
        var operand = expect(unary.operand(), prior, Expectation.SET, "only sets have `isEmpty`");
        return Answer.passed(unary, Basic.BOOL, operand.typed()).after(operand);
    }

    /** The answer for the opposite of a condition. */
    static Answer negation(Expr at, Answer operand) {
        var type = operand.type();
        if (type == null) return Answer.failed(at, Basic.BOOL, operand.typed());
        var opposite = type == Basic.TRUE ? Basic.FALSE : type == Basic.FALSE ? Basic.TRUE : Basic.BOOL;
        return Answer.passed(at, opposite, operand.typed()).after(operand);
    }

    private Answer like(Expr.Like like, Capabilities prior) {
        var target = expect(like.target(), prior, Expectation.STRING, "`like` looks at strings");
        return Answer.passed(like, Basic.BOOL, target.typed()).after(target);
    }

    private Answer is(Expr.Is is, Capabilities prior) {
        var target = expect(is.target(), prior, Expectation.ENTITY, "`is` tells types of entities apart, no other");
        if (!(target.type() instanceof Type.Entity entity)) return Answer.failed(is, Basic.BOOL, target.typed());
        var type =
                !entity.names().contains(is.type()) ? Basic.FALSE : entity.isOnly(is.type()) ? Basic.TRUE : Basic.BOOL;
        return Answer.passed(is, type, target.typed()).after(target);
    }

    private Answer set(Expr.SetOf set, Capabilities prior) {
        var members = new ArrayList<Answer>();
        for (Expr member : set.members()) members.add(check(member, prior));
        var typed = members.stream().map(Answer::typed).toList();
        if (mode == Mode.STRICT && members.isEmpty()) {
            report(
                    set,
                    Problem.EMPTY_SET,
                    List.of(),
                    "an empty set literal has no element type",
                    "test a set with `isEmpty()`, or take it from an attribute");
            return Answer.failed(set, null);
        }
        var element = joined(set, members, "the elements of a set");
        var type = element == null ? null : new Type.SetOf(element);
        return new Answer(type != null, new Typed(set, type, typed), Capabilities.NONE).after(members);
    }

    private Answer record(Expr.RecordOf record, Capabilities prior) {
        var fields = new ArrayList<Answer>();
        var types = new TreeMap<String, Attribute>();
        record.fields().forEach((name, value) -> {
            var field = check(value, prior);
            fields.add(field);
            var type = field.type();
            if (type != null) types.put(name, new Attribute(type, true));
        });
        var type = types.size() == fields.size() ? new Type.RecordOf(types, false) : null;
        var typed = new Typed(record, type, fields.stream().map(Answer::typed).toList());
        return new Answer(type != null, typed, Capabilities.NONE).after(fields);
    }
}
