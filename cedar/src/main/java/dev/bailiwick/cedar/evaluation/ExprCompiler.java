package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.IpAddress;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.UnaryOp;
import dev.bailiwick.cedar.policy.Variable;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Expressions into nodes, what does not depend on the request computed once. The order of operands is kept. Equal
 * expressions are one node, whatever policies they stand in; the most frequent ones keep their result for the request.
 */
final class ExprCompiler {
    private static final Frame NO_REQUEST = new Frame(0);

    /** So many results are kept: forgetting them before each request must stay cheap. */
    private static final int MOST_KEPT = 64;

    private static final Set<BinaryOp> COSTLY = EnumSet.of(
            BinaryOp.IN,
            BinaryOp.CONTAINS,
            BinaryOp.CONTAINS_ALL,
            BinaryOp.CONTAINS_ANY,
            BinaryOp.GET_TAG,
            BinaryOp.HAS_TAG);

    private final Shapes shapes = new Shapes();
    private final Map<Integer, Kept> nodes = new HashMap<>();

    /** @param worth whether looking at a kept result is cheaper than finding it again */
    private record Kept(Node node, boolean worth) {}

    Node compile(Expr expr) {
        int shape = shapes.number(expr);
        Kept known = nodes.get(shape);
        if (known != null) return known.node();
        Node node = fresh(expr);
        nodes.put(shape, new Kept(node, worthKeeping(expr, node)));
        return node;
    }

    private static boolean worthKeeping(Expr expr, Node node) {
        if (node.constant() != null || node instanceof Node.Numeric) return false;
        return switch (expr) {
            case Expr.GetAttribute _, Expr.Has _, Expr.Like _, Expr.And _, Expr.Or _, Expr.If _ -> true;
            case Expr.SetOf _, Expr.RecordOf _, Expr.Call _ -> true;
            case Expr.Binary(var _, var op, var _, var _) -> COSTLY.contains(op);
            case Expr.Literal _, Expr.Var _, Expr.Unary _, Expr.Is _ -> false;
        };
    }

    /** Gives slots to the nodes that are asked most. To be called once, when all is compiled. */
    int keepResults() {
        var frequent = nodes.entrySet().stream()
                .filter(entry -> entry.getValue().worth() && shapes.uses(entry.getKey()) > 1)
                .sorted(Comparator.comparingInt(entry -> -shapes.uses(entry.getKey())))
                .limit(MOST_KEPT)
                .map(entry -> entry.getValue().node())
                .distinct()
                .toList();
        for (int slot = 0; slot < frequent.size(); slot++) frequent.get(slot).keepIn(slot);
        return frequent.size();
    }

    private Node fresh(Expr expr) {
        return switch (expr) {
            case Expr.Literal(var _, var value) -> new Node.Constant(value);
            case Expr.Var(var _, var variable) -> Nodes.variable(variable);
            case Expr.If(var _, var condition, var then, var otherwise) ->
                choice(compile(condition), compile(then), compile(otherwise));
            case Expr.And(var _, var left, var right) -> and(compile(left), compile(right));
            case Expr.Or(var _, var left, var right) -> or(compile(left), compile(right));
            case Expr.Unary(var _, var op, var operand) -> unary(op, compile(operand));
            case Expr.Binary(var _, var op, var left, var right) -> binary(op, left, right);
            case Expr.GetAttribute(var _, Expr.Var(var _, var variable), var name) ->
                Nodes.attributeOf(variable, name.intern());
            case Expr.GetAttribute(var _, var target, var name) -> attribute(compile(target), name);
            case Expr.Has has when has.path().size() > 1 -> compile(has.steps());
            case Expr.Has(var _, Expr.Var(var _, var variable), var path)
            when variable == Variable.CONTEXT ->
                Nodes.contextHas(path.getFirst().intern());
            case Expr.Has(var _, var target, var path) -> has(compile(target), path.getFirst());
            case Expr.Like(var _, var target, var pattern) -> {
                Node text = compile(target);
                yield folded(Nodes.like(text, pattern), text);
            }
            case Expr.Is is when is.in().isPresent() -> compile(is.steps());
            case Expr.Is(var _, var target, var type, var _) -> {
                Node entity = compile(target);
                yield folded(Nodes.is(entity, type), entity);
            }
            case Expr.SetOf(var _, var members) -> {
                Node[] nodes = compile(members);
                yield folded(Nodes.set(nodes), nodes);
            }
            case Expr.RecordOf(var _, var fields) -> {
                var sorted = new TreeMap<>(fields);
                Node[] nodes = compile(List.copyOf(sorted.values()));
                yield folded(Nodes.record(sorted.keySet().toArray(String[]::new), nodes), nodes);
            }
            case Expr.Call(var _, var function, var arguments) -> call(function, compile(arguments));
        };
    }

    private Node[] compile(List<Expr> expressions) {
        return expressions.stream().map(this::compile).toArray(Node[]::new);
    }

    /** The node, or its value if all it is made of is constant and it has one. */
    private static Node folded(Node node, Node... parts) {
        for (Node part : parts) {
            if (part.constant() == null) return node;
        }
        try {
            return new Node.Constant(node.value(NO_REQUEST));
        } catch (Signal _) {
            return node;
        }
    }

    private static Node choice(Node condition, Node then, Node otherwise) {
        if (condition.constant() instanceof Bool flag) return flag.isTrue() ? then : otherwise;
        return Nodes.choice(condition, then, otherwise);
    }

    private static Node and(Node left, Node right) {
        if (left.constant() == Bool.FALSE) return left;
        if (left.constant() == Bool.TRUE) return checked(right);
        if (right.constant() == Bool.TRUE) return checked(left);
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return left.test(frame) && right.test(frame);
            }
        };
    }

    private static Node or(Node left, Node right) {
        if (left.constant() == Bool.TRUE) return left;
        if (left.constant() == Bool.FALSE) return checked(right);
        if (right.constant() == Bool.FALSE) return checked(left);
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return left.test(frame) || right.test(frame);
            }
        };
    }

    /** The node itself, with a value that is not boolean refused: {@code true && 1} fails. */
    private static Node checked(Node node) {
        if (node instanceof Node.Test || node.constant() instanceof Bool) return node;
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return node.test(frame);
            }
        };
    }

    static Node not(Node operand) {
        if (operand.constant() instanceof Bool flag) return new Node.Constant(Bool.of(!flag.isTrue()));
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return !operand.test(frame);
            }
        };
    }

    private static Node unary(UnaryOp op, Node operand) {
        return switch (op) {
            case NOT -> not(operand);
            case NEGATE -> folded(Nodes.negation(operand), operand);
            case IS_EMPTY ->
                folded(
                        new Node.Test() {
                            @Override
                            boolean evaluateTest(Frame frame) {
                                return operand.set(frame).isEmpty();
                            }
                        },
                        operand);
        };
    }

    private Node binary(BinaryOp op, Expr leftExpr, Expr rightExpr) {
        Node left = compile(leftExpr);
        if (op == BinaryOp.IN) return in(left, rightExpr);
        Node right = compile(rightExpr);
        Node node = switch (op) {
            case EQUAL -> Nodes.equal(left, right, true);
            case NOT_EQUAL -> Nodes.equal(left, right, false);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Nodes.comparison(op, left, right);
            case ADD, SUBTRACT, MULTIPLY -> Nodes.arithmetic(op, left, right);
            case CONTAINS ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.set(frame).contains(right.value(frame));
                    }
                };
            case CONTAINS_ALL ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.set(frame).containsAll(right.set(frame));
                    }
                };
            case CONTAINS_ANY ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.set(frame).containsAny(right.set(frame));
                    }
                };
            case GET_TAG -> Nodes.tag(left, right);
            case HAS_TAG -> Nodes.hasTag(left, right);
            case IN -> throw new IllegalStateException("handled above");
        };
        // tags belong to the entities, which change between requests
        return op == BinaryOp.GET_TAG || op == BinaryOp.HAS_TAG ? node : folded(node, left, right);
    }

    private Node in(Node below, Expr group) {
        if (group instanceof Expr.SetOf(var _, var members)) return Nodes.in(below, compile(members));
        Node node = compile(group);
        return node.constant() instanceof EntityUid above ? Nodes.in(below, above) : Nodes.in(below, node);
    }

    private static Node attribute(Node target, String name) {
        Node node = Nodes.attribute(target, name.intern());
        return target.constant() instanceof EntityUid ? node : folded(node, target);
    }

    private static Node has(Node target, String name) {
        Node node = Nodes.has(target, name.intern());
        return target.constant() instanceof EntityUid ? node : folded(node, target);
    }

    private static Node call(ExtensionFunction function, Node[] arguments) {
        Node node = arguments.length == function.parameters().size() ? direct(function, arguments) : null;
        return folded(node == null ? Nodes.call(function, arguments) : node, arguments);
    }

    /** The functions that need no list of arguments and make no value. */
    private static @Nullable Node direct(ExtensionFunction function, Node[] arguments) {
        Node first = arguments[0];
        Node second = arguments[arguments.length - 1];
        return switch (function) {
            case DURATION_SINCE -> Nodes.durationSince(first, second);
            case OFFSET -> Nodes.offset(first, second);
            case IS_IPV4 ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return address(first, frame).isIpv4();
                    }
                };
            case IS_IPV6 ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return address(first, frame).isIpv6();
                    }
                };
            case IS_LOOPBACK ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return address(first, frame).isLoopback();
                    }
                };
            case IS_MULTICAST ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return address(first, frame).isMulticast();
                    }
                };
            case IS_IN_RANGE ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return address(first, frame).isInRange(address(second, frame));
                    }
                };
            default -> null;
        };
    }

    private static IpAddress address(Node node, Frame frame) {
        if (node.value(frame) instanceof IpAddress address) return address;
        throw Signal.FAILED;
    }
}
