package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Pattern;
import dev.bailiwick.cedar.policy.Variable;
import java.util.ArrayList;

/** The compiled forms of each kind of expression. Subexpressions are evaluated left to right, as the language says. */
final class Nodes {
    private Nodes() {}

    static Node variable(Variable variable) {
        return switch (variable) {
            case PRINCIPAL ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.principal;
                    }
                };
            case ACTION ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.action;
                    }
                };
            case RESOURCE ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.resource;
                    }
                };
            case CONTEXT ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.context;
                    }
                };
        };
    }

    static Node attributeOf(Variable variable, String name) {
        return switch (variable) {
            case PRINCIPAL ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.attribute(frame.find(frame.principal), name);
                    }
                };
            case RESOURCE ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.attribute(frame.find(frame.resource), name);
                    }
                };
            case ACTION ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        return frame.attribute(frame.find(frame.action), name);
                    }
                };
            case CONTEXT ->
                new Node() {
                    @Override
                    Value evaluate(Frame frame) {
                        Value value = frame.context.get(name);
                        if (value == null) throw Signal.FAILED;
                        return value;
                    }
                };
        };
    }

    static Node attribute(Node target, String name) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                return frame.attribute(target.value(frame), name);
            }
        };
    }

    static Node has(Node target, String name) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.has(target.value(frame), name);
            }
        };
    }

    static Node contextHas(String name) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.context.has(name);
            }
        };
    }

    static Node choice(Node condition, Node then, Node otherwise) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                return (condition.test(frame) ? then : otherwise).value(frame);
            }

            @Override
            boolean evaluateTest(Frame frame) {
                return (condition.test(frame) ? then : otherwise).test(frame);
            }

            @Override
            long evaluateNumber(Frame frame, ValueKind kind) {
                return (condition.test(frame) ? then : otherwise).number(frame, kind);
            }
        };
    }

    static Node like(Node target, Pattern pattern) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return pattern.matches(target.text(frame));
            }
        };
    }

    static Node is(Node target, EntityTypeName type) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return target.entity(frame).type().equals(type);
            }
        };
    }

    static Node equal(Node left, Node right, boolean wanted) {
        ValueKind kind = left.numeric();
        if (kind != null && right.numeric() == kind) {
            return new Node.Test() {
                @Override
                boolean evaluateTest(Frame frame) {
                    return (left.number(frame, kind) == right.number(frame, kind)) == wanted;
                }
            };
        }
        if (right.constant() instanceof LongValue(long number)) return equalNumber(left, number, wanted);
        if (right.constant() instanceof EntityUid uid) return equalEntity(left, uid, wanted);
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return left.value(frame).equals(right.value(frame)) == wanted;
            }
        };
    }

    private static Node equalNumber(Node left, long number, boolean wanted) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return (left.value(frame) instanceof LongValue(long value) && value == number) == wanted;
            }
        };
    }

    private static Node equalEntity(Node left, EntityUid uid, boolean wanted) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return (left.value(frame) instanceof EntityUid value && value.equals(uid)) == wanted;
            }
        };
    }

    /** How two numbers compare, by the operator. */
    static Node comparison(BinaryOp op, Node left, Node right) {
        ValueKind kind = left.numeric() != null ? left.numeric() : right.numeric();
        if (kind == null) {
            return switch (op) {
                case LESS ->
                    new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return compare(left.value(frame), right.value(frame)) < 0;
                        }
                    };
                case LESS_OR_EQUAL ->
                    new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return compare(left.value(frame), right.value(frame)) <= 0;
                        }
                    };
                case GREATER ->
                    new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return compare(left.value(frame), right.value(frame)) > 0;
                        }
                    };
                default ->
                    new Node.Test() {
                        @Override
                        boolean evaluateTest(Frame frame) {
                            return compare(left.value(frame), right.value(frame)) >= 0;
                        }
                    };
            };
        }
        return switch (op) {
            case LESS ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.number(frame, kind) < right.number(frame, kind);
                    }
                };
            case LESS_OR_EQUAL ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.number(frame, kind) <= right.number(frame, kind);
                    }
                };
            case GREATER ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.number(frame, kind) > right.number(frame, kind);
                    }
                };
            default ->
                new Node.Test() {
                    @Override
                    boolean evaluateTest(Frame frame) {
                        return left.number(frame, kind) >= right.number(frame, kind);
                    }
                };
        };
    }

    /** As {@link Operators#compare}, by plain type tests: a pattern switch costs more than the comparison. */
    private static int compare(Value left, Value right) {
        if (left instanceof LongValue(long a) && right instanceof LongValue(long b)) return Long.compare(a, b);
        if (left instanceof Datetime a && right instanceof Datetime b) return a.compareTo(b);
        if (left instanceof Duration a && right instanceof Duration b) return a.compareTo(b);
        throw Signal.FAILED;
    }

    static Node arithmetic(BinaryOp op, Node left, Node right) {
        ValueKind kind = ValueKind.LONG;
        return switch (op) {
            case ADD ->
                new Node.Numeric(kind) {
                    @Override
                    long evaluateNumber(Frame frame) {
                        long a = left.number(frame, kind);
                        long b = right.number(frame, kind);
                        long sum = a + b;
                        if (((a ^ sum) & (b ^ sum)) < 0) throw Signal.FAILED;
                        return sum;
                    }
                };
            case SUBTRACT ->
                new Node.Numeric(kind) {
                    @Override
                    long evaluateNumber(Frame frame) {
                        long a = left.number(frame, kind);
                        long b = right.number(frame, kind);
                        long difference = a - b;
                        if (((a ^ b) & (a ^ difference)) < 0) throw Signal.FAILED;
                        return difference;
                    }
                };
            default ->
                new Node.Numeric(kind) {
                    @Override
                    long evaluateNumber(Frame frame) {
                        long a = left.number(frame, kind);
                        long b = right.number(frame, kind);
                        long product = a * b;
                        if (Math.multiplyHigh(a, b) != product >> 63) throw Signal.FAILED;
                        return product;
                    }
                };
        };
    }

    static Node negation(Node operand) {
        return new Node.Numeric(ValueKind.LONG) {
            @Override
            long evaluateNumber(Frame frame) {
                long number = operand.number(frame, ValueKind.LONG);
                if (number == Long.MIN_VALUE) throw Signal.FAILED;
                return -number;
            }
        };
    }

    static Node in(Node below, Node group) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return isIn(frame, below.entity(frame), group.value(frame));
            }
        };
    }

    static Node in(Node below, EntityUid above) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                return frame.isIn(below.entity(frame), above);
            }
        };
    }

    /** Membership in a set written out, member by member: the set itself is never made. */
    static Node in(Node below, Node[] groups) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                EntityUid uid = below.entity(frame);
                boolean found = false;
                for (Node group : groups) found |= frame.isIn(uid, group.entity(frame));
                return found;
            }
        };
    }

    private static boolean isIn(Frame frame, EntityUid below, Value group) {
        if (group instanceof EntityUid above) return frame.isIn(below, above);
        if (!(group instanceof SetValue groups)) throw Signal.FAILED;
        StoredEntity entity = frame.find(below);
        boolean found = false;
        for (int i = 0; i < groups.size(); i++) {
            if (!(groups.get(i) instanceof EntityUid above)) throw Signal.FAILED;
            found = found || (entity == null ? below.equals(above) : entity.isIn(above));
        }
        return found;
    }

    static Node tag(Node target, Node name) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                EntityUid uid = target.entity(frame);
                String tag = name.text(frame);
                StoredEntity entity = frame.find(uid);
                Value value = entity == null ? null : entity.tags().get(tag);
                if (value == null) throw Signal.FAILED;
                return value;
            }
        };
    }

    static Node hasTag(Node target, Node name) {
        return new Node.Test() {
            @Override
            boolean evaluateTest(Frame frame) {
                EntityUid uid = target.entity(frame);
                String tag = name.text(frame);
                StoredEntity entity = frame.find(uid);
                return entity != null && entity.tags().has(tag);
            }
        };
    }

    static Node set(Node[] members) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                var values = new ArrayList<Value>(members.length);
                for (Node member : members) values.add(member.value(frame));
                return SetValue.of(values);
            }
        };
    }

    static Node record(String[] names, Node[] fields) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                var values = new java.util.LinkedHashMap<String, Value>();
                for (int i = 0; i < names.length; i++) values.put(names[i], fields[i].value(frame));
                return RecordValue.of(values);
            }
        };
    }

    /** The time between two instants, as a number: durations are made only where one is kept. */
    static Node durationSince(Node later, Node earlier) {
        return new Node.Numeric(ValueKind.DURATION) {
            @Override
            long evaluateNumber(Frame frame) {
                long a = later.number(frame, ValueKind.DATETIME);
                long b = earlier.number(frame, ValueKind.DATETIME);
                long difference = a - b;
                if (((a ^ b) & (a ^ difference)) < 0) throw Signal.FAILED;
                return difference;
            }
        };
    }

    static Node offset(Node instant, Node length) {
        return new Node.Numeric(ValueKind.DATETIME) {
            @Override
            long evaluateNumber(Frame frame) {
                long a = instant.number(frame, ValueKind.DATETIME);
                long b = length.number(frame, ValueKind.DURATION);
                long sum = a + b;
                if (((a ^ sum) & (b ^ sum)) < 0) throw Signal.FAILED;
                return sum;
            }
        };
    }

    static Node call(ExtensionFunction function, Node[] arguments) {
        return new Node() {
            @Override
            Value evaluate(Frame frame) {
                var values = new ArrayList<Value>(arguments.length);
                for (Node argument : arguments) values.add(argument.value(frame));
                try {
                    return Operators.call(function, values);
                } catch (EvaluationException e) {
                    throw Signal.FAILED;
                }
            }
        };
    }
}
