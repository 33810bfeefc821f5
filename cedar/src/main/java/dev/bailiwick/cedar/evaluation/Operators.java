package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Decimal;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.IpAddress;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.UnaryOp;
import java.util.List;

/** What operators, methods and functions do to values. The order of the checks decides which error is reported. */
final class Operators {
    private Operators() {}

    static boolean bool(Value value) {
        if (value instanceof Bool flag) return flag.isTrue();
        throw Faults.type(ValueKind.BOOL, value);
    }

    static long number(Value value) {
        if (value instanceof LongValue(long number)) return number;
        throw Faults.type(ValueKind.LONG, value);
    }

    static String text(Value value) {
        if (value instanceof Text(String text)) return text;
        throw Faults.type(ValueKind.TEXT, value);
    }

    static EntityUid entity(Value value) {
        if (value instanceof EntityUid uid) return uid;
        throw Faults.type(ValueKind.ENTITY, value);
    }

    static SetValue set(Value value) {
        if (value instanceof SetValue set) return set;
        throw Faults.type(ValueKind.SET, value);
    }

    static Value unary(UnaryOp op, Value operand) {
        return switch (op) {
            case NOT -> Bool.of(!bool(operand));
            case NEGATE -> LongValue.of(negate(number(operand)));
            case IS_EMPTY -> Bool.of(set(operand).isEmpty());
        };
    }

    static long negate(long value) {
        if (value == Long.MIN_VALUE) throw Faults.negateOverflow(value);
        return -value;
    }

    static Value binary(BinaryOp op, Value left, Value right, EntityStore entities) {
        return switch (op) {
            case EQUAL -> Bool.of(left.equals(right));
            case NOT_EQUAL -> Bool.of(!left.equals(right));
            case LESS -> Bool.of(compare(left, right) < 0);
            case LESS_OR_EQUAL -> Bool.of(compare(left, right) <= 0);
            case GREATER -> Bool.of(compare(left, right) > 0);
            case GREATER_OR_EQUAL -> Bool.of(compare(left, right) >= 0);
            case IN -> Bool.of(isIn(entity(left), right, entities));
            case ADD, SUBTRACT, MULTIPLY -> LongValue.of(arithmetic(op, number(left), number(right)));
            case CONTAINS -> Bool.of(set(left).contains(right));
            case CONTAINS_ALL -> Bool.of(set(left).containsAll(set(right)));
            case CONTAINS_ANY -> Bool.of(set(left).containsAny(set(right)));
            case GET_TAG -> tag(entity(left), text(right), entities);
            case HAS_TAG -> Bool.of(hasTag(entity(left), text(right), entities));
        };
    }

    static int compare(Value left, Value right) {
        return switch (left) {
            case LongValue(long a) when right instanceof LongValue(long b) -> Long.compare(a, b);
            case Datetime a when right instanceof Datetime b -> a.compareTo(b);
            case Duration a when right instanceof Duration b -> a.compareTo(b);
            // the side that could be compared says what the other should have been
            case LongValue _ -> throw Faults.type(ValueKind.LONG, right);
            case Value _ when right instanceof LongValue -> throw Faults.type(ValueKind.LONG, left);
            case Datetime _ -> throw Faults.type(ValueKind.DATETIME, right);
            case Duration _ -> throw Faults.type(ValueKind.DURATION, right);
            case Value _
            when right instanceof Datetime || right instanceof Duration -> throw Faults.type(right.kind(), left);
            default -> throw Faults.notComparable(left);
        };
    }

    static long arithmetic(BinaryOp op, long left, long right) {
        try {
            return switch (op) {
                case ADD -> Math.addExact(left, right);
                case SUBTRACT -> Math.subtractExact(left, right);
                case MULTIPLY -> Math.multiplyExact(left, right);
                default -> throw new IllegalArgumentException(op + " is no arithmetic");
            };
        } catch (ArithmeticException e) {
            String verb = switch (op) {
                case ADD -> "add";
                case SUBTRACT -> "subtract";
                default -> "multiply";
            };
            throw Faults.overflow(verb, left, right);
        }
    }

    static boolean isIn(EntityUid below, Value group, EntityStore entities) {
        return switch (group) {
            case EntityUid above -> entities.isIn(below, above);
            case SetValue groups -> {
                // a non-entity is an error even when an earlier member matches
                for (Value above : groups) entity(above);
                boolean found = false;
                for (Value above : groups) found |= above instanceof EntityUid uid && entities.isIn(below, uid);
                yield found;
            }
            default -> throw Faults.noGroup(group);
        };
    }

    static boolean is(Value value, EntityTypeName type) {
        return entity(value).type().equals(type);
    }

    static Value attribute(Value target, String name, EntityStore entities) {
        return switch (target) {
            case RecordValue record -> {
                Value value = record.get(name);
                if (value == null) throw Faults.noField(name);
                yield value;
            }
            case EntityUid uid -> {
                StoredEntity entity = entities.get(uid);
                if (entity == null) throw Faults.noEntity(uid);
                Value value = entity.attributes().get(name);
                if (value == null) throw Faults.noAttribute(uid, name);
                yield value;
            }
            default -> throw Faults.noAttributes(target);
        };
    }

    static boolean has(Value target, String name, EntityStore entities) {
        return switch (target) {
            case RecordValue record -> record.has(name);
            case EntityUid uid -> {
                StoredEntity entity = entities.get(uid);
                yield entity != null && entity.attributes().has(name);
            }
            default -> throw Faults.noAttributes(target);
        };
    }

    static Value tag(EntityUid uid, String name, EntityStore entities) {
        StoredEntity entity = entities.get(uid);
        if (entity == null) throw Faults.noEntity(uid);
        Value value = entity.tags().get(name);
        if (value == null) throw Faults.noTag(uid, name);
        return value;
    }

    static boolean hasTag(EntityUid uid, String name, EntityStore entities) {
        StoredEntity entity = entities.get(uid);
        return entity != null && entity.tags().has(name);
    }

    static Value call(ExtensionFunction function, List<Value> arguments) {
        if (arguments.size() != function.parameters().size()) throw Faults.arguments(function, arguments.size());
        if (function.isConstructor()) return construct(function, text(arguments.getFirst()));
        for (int i = 0; i < arguments.size(); i++) {
            ValueKind wanted = function.parameters().get(i);
            if (arguments.get(i).kind() != wanted) throw Faults.type(wanted, arguments.get(i));
        }
        return switch (arguments.getFirst()) {
            case Decimal decimal -> onDecimal(function, decimal, (Decimal) arguments.get(1));
            case IpAddress address -> onAddress(function, address, arguments);
            case Datetime instant -> onInstant(function, instant, arguments);
            case Duration length -> onLength(function, length);
            default -> throw new IllegalStateException(function + " has no receiver");
        };
    }

    private static Value construct(ExtensionFunction function, String text) {
        try {
            return function.construct(text);
        } catch (CedarException e) {
            throw Faults.extension(function, e.problem());
        }
    }

    private static Value onDecimal(ExtensionFunction function, Decimal left, Decimal right) {
        int order = left.compareTo(right);
        return Bool.of(
                switch (function) {
                    case LESS_THAN -> order < 0;
                    case LESS_THAN_OR_EQUAL -> order <= 0;
                    case GREATER_THAN -> order > 0;
                    case GREATER_THAN_OR_EQUAL -> order >= 0;
                    default -> throw new IllegalStateException(function + " is not on decimals");
                });
    }

    private static Value onAddress(ExtensionFunction function, IpAddress address, List<Value> arguments) {
        return Bool.of(
                switch (function) {
                    case IS_IPV4 -> address.isIpv4();
                    case IS_IPV6 -> address.isIpv6();
                    case IS_LOOPBACK -> address.isLoopback();
                    case IS_MULTICAST -> address.isMulticast();
                    case IS_IN_RANGE -> address.isInRange((IpAddress) arguments.get(1));
                    default -> throw new IllegalStateException(function + " is not on addresses");
                });
    }

    private static Value onInstant(ExtensionFunction function, Datetime instant, List<Value> arguments) {
        try {
            return switch (function) {
                case OFFSET -> {
                    long more = ((Duration) arguments.get(1)).millis();
                    yield new Datetime(Math.addExact(instant.epochMillis(), more));
                }
                case DURATION_SINCE -> {
                    long earlier = ((Datetime) arguments.get(1)).epochMillis();
                    yield new Duration(Math.subtractExact(instant.epochMillis(), earlier));
                }
                case TO_DATE -> instant.toDate();
                case TO_TIME -> instant.toTime();
                default -> throw new IllegalStateException(function + " is not on datetimes");
            };
        } catch (ArithmeticException e) {
            throw Faults.overflow(function, instantOverflow(function, instant, arguments));
        }
    }

    private static String instantOverflow(ExtensionFunction function, Datetime instant, List<Value> arguments) {
        return switch (function) {
            case OFFSET -> {
                long more = ((Duration) arguments.get(1)).millis();
                yield "overflows when adding an offset: " + fromEpoch(instant) + "+(" + more + "ms)";
            }
            case DURATION_SINCE ->
                "overflows when computing the duration between " + fromEpoch(instant) + " and "
                        + fromEpoch((Datetime) arguments.get(1));
            default -> "overflows when computing the date of " + fromEpoch(instant);
        };
    }

    private static String fromEpoch(Datetime instant) {
        return "(datetime(\"1970-01-01\")).offset(duration(\"" + instant.epochMillis() + "ms\"))";
    }

    private static Value onLength(ExtensionFunction function, Duration length) {
        return LongValue.of(
                switch (function) {
                    case TO_MILLISECONDS -> length.millis();
                    case TO_SECONDS -> length.toSeconds();
                    case TO_MINUTES -> length.toMinutes();
                    case TO_HOURS -> length.toHours();
                    case TO_DAYS -> length.toDays();
                    default -> throw new IllegalStateException(function + " is not on durations");
                });
    }
}
