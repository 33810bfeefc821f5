package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.policy.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles the conditions of one policy, and its scope as tests for the places where the index does not stand in. */
final class PolicyCompiler {
    private final Policy policy;
    private final int number;
    private final List<Node> conditions = new ArrayList<>();

    PolicyCompiler(Policy policy, int number, ExprCompiler expressions) {
        this.policy = policy;
        this.number = number;
        for (Condition condition : policy.conditions()) add(condition.body(), condition.when(), expressions);
        dropTrue();
    }

    /** Splits {@code when a && b} and {@code unless a || b} into tests of their own. */
    private void add(Expr body, boolean when, ExprCompiler expressions) {
        if (when && body instanceof Expr.And(var _, var left, var right)) {
            add(left, true, expressions);
            add(right, true, expressions);
        } else if (!when && body instanceof Expr.Or(var _, var left, var right)) {
            add(left, false, expressions);
            add(right, false, expressions);
        } else {
            Node node = expressions.compile(body);
            conditions.add(when ? node : ExprCompiler.not(node));
        }
    }

    private void dropTrue() {
        conditions.removeIf(node -> node.constant() == Bool.TRUE);
    }

    /** Whether the policy can be neither satisfied nor fail: its first test is always false. */
    boolean never() {
        boolean noAction = policy.action() instanceof ActionScope.In(var uids, var _) && uids.isEmpty();
        return noAction || (!conditions.isEmpty() && conditions.getFirst().constant() == Bool.FALSE);
    }

    Policy policy() {
        return policy;
    }

    /** The entity a scope names, if it names one. */
    static Optional<EntityUid> named(Scope scope) {
        return switch (scope) {
            case Scope.Any _ -> Optional.empty();
            case Scope.Is _ -> Optional.empty();
            case Scope.Equal(var target) -> Optional.of(known(target));
            case Scope.In(var target) -> Optional.of(known(target));
            case Scope.IsIn(var _, var target) -> Optional.of(known(target));
        };
    }

    static Optional<EntityTypeName> typed(Scope scope) {
        return scope instanceof Scope.Is(var type) ? Optional.of(type) : Optional.empty();
    }

    private static EntityUid known(Target target) {
        if (target instanceof Target.Known(var uid)) return uid;
        throw new IllegalArgumentException("a template is compiled only through its links");
    }

    /** What the index made sure of before this policy runs. */
    record Ensured(boolean principal, boolean resource, boolean action) {}

    CompiledPolicy compile(Ensured ensured) {
        var tests = new ArrayList<Node>();
        action(policy.action(), ensured.action(), tests);
        principal(policy.principal(), ensured.principal(), tests);
        resource(policy.resource(), ensured.resource(), tests);
        tests.addAll(conditions);
        return new CompiledPolicy(number, policy.effect() == Effect.PERMIT, tests.toArray(Node[]::new));
    }

    private static void principal(Scope scope, boolean ensured, List<Node> tests) {
        switch (scope) {
            case Scope.Any _ -> {}
            case Scope.Equal(var target) -> {
                if (!ensured) tests.add(principalIs(known(target)));
            }
            case Scope.In(var target) -> {
                if (!ensured) tests.add(principalIn(known(target)));
            }
            case Scope.Is(var type) -> {
                if (!ensured)
                    tests.add(new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return frame.principal.type().equals(type);
                        }
                    });
            }
            case Scope.IsIn(var type, var target) -> {
                tests.add(new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return frame.principal.type().equals(type);
                    }
                });
                if (!ensured) tests.add(principalIn(known(target)));
            }
        }
    }

    private static Node principalIs(EntityUid uid) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.principal.equals(uid);
            }
        };
    }

    private static Node principalIn(EntityUid group) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.isIn(frame.principal, group);
            }
        };
    }

    private static void resource(Scope scope, boolean ensured, List<Node> tests) {
        switch (scope) {
            case Scope.Any _ -> {}
            case Scope.Equal(var target) -> {
                if (!ensured) tests.add(resourceIs(known(target)));
            }
            case Scope.In(var target) -> {
                if (!ensured) tests.add(resourceIn(known(target)));
            }
            case Scope.Is(var type) -> {
                if (!ensured)
                    tests.add(new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return frame.resource.type().equals(type);
                        }
                    });
            }
            case Scope.IsIn(var type, var target) -> {
                tests.add(new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return frame.resource.type().equals(type);
                    }
                });
                if (!ensured) tests.add(resourceIn(known(target)));
            }
        }
    }

    private static Node resourceIs(EntityUid uid) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.resource.equals(uid);
            }
        };
    }

    private static Node resourceIn(EntityUid group) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.isIn(frame.resource, group);
            }
        };
    }

    private static void action(ActionScope scope, boolean ensured, List<Node> tests) {
        switch (scope) {
            case ActionScope.Any _ -> {}
            case ActionScope.Equal(var uid) ->
                tests.add(new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return frame.action.equals(uid);
                    }
                });
            case ActionScope.In(var uids, var _) -> {
                if (!ensured) tests.add(actionIn(uids.toArray(EntityUid[]::new)));
            }
        }
    }

    private static Node actionIn(EntityUid[] groups) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                for (EntityUid group : groups) {
                    if (frame.isIn(frame.action, group)) return true;
                }
                return false;
            }
        };
    }
}
