package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.schema.ActionType;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for operators of two operands and for extension functions. */
final class OperatorRules {
    private static final String COMPARABLE = "Long, datetime or duration";

    private final TypeChecker checker;
    private final AttributeRules tags;

    OperatorRules(TypeChecker checker, AttributeRules tags) {
        this.checker = checker;
        this.tags = tags;
    }

    Answer binary(Expr.Binary binary, Capabilities prior) {
        return switch (binary.op()) {
            case EQUAL -> equal(binary, prior);
            case NOT_EQUAL -> TypeChecker.negation(binary, equal(binary, prior));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> compare(binary, prior);
            case ADD, SUBTRACT, MULTIPLY -> arithmetic(binary, prior);
            case IN -> in(binary, prior);
            case CONTAINS -> contains(binary, prior);
            case CONTAINS_ALL, CONTAINS_ANY -> containsMany(binary, prior);
            case GET_TAG -> tags.getTag(binary, prior);
            case HAS_TAG -> tags.hasTag(binary, prior);
        };
    }

    private Answer equal(Expr.Binary equal, Capabilities prior) {
        var left = checker.check(equal.left(), prior);
        var right = checker.check(equal.right(), prior);
        var type = typeOfEquality(equal, left.type(), right.type());
        var answer = Answer.passed(equal, type, left.typed(), right.typed()).after(left, right);
        // What is decided already needs no common type: `principal == action` is plainly false.
        return type == Basic.BOOL
                ? sameType(
                        equal,
                        answer,
                        left.type(),
                        right.type(),
                        "the two sides of `" + equal.op().word() + "`")
                : answer;
    }

    private Type typeOfEquality(Expr.Binary equal, @Nullable Type left, @Nullable Type right) {
        if (left != null && right != null && Lattice.areDisjoint(left, right)) return Basic.FALSE;
        var first = checker.constant(equal.left());
        var second = checker.constant(equal.right());
        if (first.isEmpty() || second.isEmpty()) return Basic.BOOL;
        return first.equals(second) ? Basic.TRUE : Basic.FALSE;
    }

    /** Strict mode: both sides must have one type, or the comparison is most likely not what was meant. */
    private Answer sameType(Expr at, Answer answer, @Nullable Type left, @Nullable Type right, String what) {
        if (checker.mode != Mode.STRICT || left == null || right == null) return answer;
        if (checker.lattice.join(left, right) != null) return answer;
        checker.reportIncompatible(at, List.of(left, right), what);
        return new Answer(false, answer.typed(), Capabilities.NONE);
    }

    private Answer compare(Expr.Binary compare, Capabilities prior) {
        var left = checker.check(compare.left(), prior);
        var right = checker.check(compare.right(), prior);
        var passed =
                Answer.passed(compare, Basic.BOOL, left.typed(), right.typed()).after(left, right);
        var failed = Answer.failed(compare, Basic.BOOL, left.typed(), right.typed());
        var first = left.type();
        var second = right.type();
        if (first == null || second == null) return failed;
        if (comparable(first) && first.equals(second)) return passed;
        if (first == Basic.LONG || (second != Basic.LONG && comparable(first))) {
            reportUnexpected(compare.right(), first.toString(), second);
        } else if (comparable(second)) {
            reportUnexpected(compare.left(), second.toString(), first);
        } else {
            reportUnexpected(compare.left(), COMPARABLE, first);
            reportUnexpected(compare.right(), COMPARABLE, second);
        }
        return failed;
    }

    private static boolean comparable(Type type) {
        return type == Basic.LONG
                || (type instanceof Type.Extension(ValueKind kind)
                        && (kind == ValueKind.DATETIME || kind == ValueKind.DURATION));
    }

    private void reportUnexpected(Expr at, String expected, Type type) {
        checker.report(
                at,
                Problem.UNEXPECTED_TYPE,
                List.of(expected, TypeText.of(type)),
                "expected " + expected + ", got " + TypeText.shown(type),
                type instanceof Type.Extension(ValueKind kind) && kind == ValueKind.DECIMAL
                        ? "decimals are compared with `lessThan` and its kin"
                        : "");
    }

    private Answer arithmetic(Expr.Binary sum, Capabilities prior) {
        String hint = sum.op() == BinaryOp.ADD ? "there is no joining of strings or sets" : "";
        var left = checker.expect(sum.left(), prior, Expectation.LONG, hint);
        var right = checker.expect(sum.right(), prior, Expectation.LONG, hint);
        return Answer.passed(sum, Basic.LONG, left.typed(), right.typed()).after(left, right);
    }

    private Answer contains(Expr.Binary contains, Capabilities prior) {
        var set = checker.expect(contains.left(), prior, Expectation.SET, "`contains` looks into sets");
        var member = checker.check(contains.right(), prior);
        var element = set.type() instanceof Type.SetOf(Type type) ? type : null;
        var answer =
                Answer.passed(contains, Basic.BOOL, set.typed(), member.typed()).after(set, member);
        return sameType(
                contains, answer, element, member.type(), "the elements of the set and the operand of `contains`");
    }

    private Answer containsMany(Expr.Binary contains, Capabilities prior) {
        var left = checker.expect(
                contains.left(), prior, Expectation.SET, "`" + contains.op().word() + "` looks into sets");
        var right = checker.expect(contains.right(), prior, Expectation.SET, "for a single element use `contains`");
        var answer =
                Answer.passed(contains, Basic.BOOL, left.typed(), right.typed()).after(left, right);
        return sameType(
                contains,
                answer,
                left.type(),
                right.type(),
                "the two sets of `" + contains.op().word() + "`");
    }

    private Answer in(Expr.Binary in, Capabilities prior) {
        var left = checker.expect(in.left(), prior, Expectation.ENTITY, "to look into a set use `contains`");
        var right =
                checker.expect(in.right(), prior, Expectation.ENTITY_OR_ENTITIES, "to look into a set use `contains`");
        var failed = Answer.failed(in, Basic.BOOL, left.typed(), right.typed());
        if (!left.passed() || !right.passed()) return failed;
        var group = constants(in.right());
        if (group != null
                && checker.constant(in.left()).orElse(null) instanceof EntityUid uid
                && uid.type().isAction()) {
            var type = actionIn(uid, group);
            return type == null ? failed : Answer.passed(in, type, left.typed(), right.typed());
        }
        var type = mayBeIn(left.type(), elementType(right.type())) ? Basic.BOOL : Basic.FALSE;
        return Answer.passed(in, type, left.typed(), right.typed());
    }

    private static @Nullable Type elementType(@Nullable Type type) {
        return type instanceof Type.SetOf(Type element) ? element : type;
    }

    /** The entities an expression writes out, alone or in a set; null when there is anything else in it. */
    private @Nullable List<EntityUid> constants(Expr expr) {
        var members = expr instanceof Expr.SetOf set ? set.members() : List.of(expr);
        var uids = new ArrayList<EntityUid>();
        for (Expr member : members) {
            if (!(checker.constant(member).orElse(null) instanceof EntityUid uid)) return null;
            uids.add(uid);
        }
        return uids;
    }

    /** Actions and their groups are all in the schema, so the answer is known; null when one of them is not there. */
    private @Nullable Type actionIn(EntityUid action, List<EntityUid> group) {
        boolean found = false;
        for (EntityUid uid : group) {
            if (!uid.type().isAction()) continue;
            var declared = checker.schema.action(uid);
            if (declared.isEmpty()) return null;
            found |= uid.equals(action) || declared.get().descendants().contains(action);
        }
        return found ? Basic.TRUE : Basic.FALSE;
    }

    private boolean mayBeIn(@Nullable Type type, @Nullable Type group) {
        if (!(type instanceof Type.Entity members) || !(group instanceof Type.Entity groups)) return true;
        return members.names().stream()
                .anyMatch(member -> groups.names().stream().anyMatch(g -> mayBeIn(member, g)));
    }

    private boolean mayBeIn(EntityTypeName member, EntityTypeName group) {
        if (member.equals(group)) return true;
        boolean declared = checker.schema
                .entityType(group)
                .map(EntityType::descendants)
                .filter(types -> types.contains(member))
                .isPresent();
        return declared || (group.isAction() && actionsMayBeIn(member, group));
    }

    private boolean actionsMayBeIn(EntityTypeName member, EntityTypeName group) {
        return checker.schema.actionTypes().stream()
                .filter(action -> action.uid().type().equals(group))
                .map(ActionType::descendants)
                .anyMatch(all -> all.stream().anyMatch(action -> action.type().equals(member)));
    }

    Answer call(Expr.Call call, Capabilities prior) {
        var function = call.function();
        var result = Type.ofKind(function.result());
        if (!callable(call)) {
            var arguments = call.arguments().stream()
                    .map(argument -> checker.check(argument, prior).typed())
                    .toArray(Typed[]::new);
            return Answer.failed(call, result, arguments);
        }
        var arguments = new ArrayList<Answer>();
        for (int i = 0; i < call.arguments().size(); i++) {
            var expected = Expectation.of(Type.ofKind(function.parameters().get(i)));
            arguments.add(checker.expect(call.arguments().get(i), prior, expected, ""));
        }
        var typed =
                new Typed(call, result, arguments.stream().map(Answer::typed).toList());
        return new Answer(true, typed, Capabilities.NONE).after(arguments);
    }

    /** Whether number and form of the arguments are right; their types come after. */
    private boolean callable(Expr.Call call) {
        int expected = call.function().parameters().size();
        int given = call.arguments().size();
        boolean counts = expected == given;
        if (!counts) {
            checker.report(
                    call,
                    Problem.ARGUMENT_COUNT,
                    List.of(Integer.toString(expected), Integer.toString(given)),
                    "`" + call.function().functionName() + "` takes " + expected + " arguments, got " + given,
                    call.function().isConstructor() ? "" : "the receiver of a method counts as the first");
        }
        if (!call.function().isConstructor()) return counts;
        boolean wellFormed = given != 1 || wellFormed(call, call.arguments().getFirst());
        boolean literal =
                checker.mode != Mode.STRICT || call.arguments().stream().allMatch(Expr.Literal.class::isInstance);
        if (!literal) {
            checker.report(
                    call,
                    Problem.COMPUTED_ARGUMENT,
                    List.of(),
                    "strict validation asks for a written-out argument of `"
                            + call.function().functionName() + "`",
                    "make the attribute itself of type `" + call.function().extensionName() + "`");
        }
        return counts && wellFormed && literal;
    }

    private boolean wellFormed(Expr.Call call, Expr argument) {
        if (!(argument instanceof Expr.Literal literal) || !(literal.value() instanceof Text text)) return true;
        ExtensionFunction function = call.function();
        try {
            function.construct(text.value());
            return true;
        } catch (CedarException _) {
            checker.report(
                    call,
                    Problem.MALFORMED_ARGUMENT,
                    List.of(function.functionName(), text.toString()),
                    "`" + function.functionName() + "` cannot read " + text,
                    shape(function));
            return false;
        }
    }

    /** What a constructor reads. The reader's own message would repeat the text, which may be anything. */
    private static String shape(ExtensionFunction function) {
        return switch (function) {
            case DECIMAL_OF -> "digits, a point, one to four digits: \"12.50\"";
            case IP_OF -> "an address of version 4 or 6, perhaps with a prefix: \"10.0.0.0/8\"";
            case DATETIME_OF -> "a date, or date and time with Z or an offset: \"2024-12-31T23:59:59Z\"";
            case DURATION_OF -> "numbers with d, h, m, s, ms in this order: \"1d12h\"";
            default -> "";
        };
    }
}
