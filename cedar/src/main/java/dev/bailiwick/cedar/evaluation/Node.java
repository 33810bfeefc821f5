package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * One compiled expression. Results leave as primitives where they can; whatever fails throws {@link Signal#FAILED}.
 *
 * <p>Who wants the result calls {@link #value}, {@link #test} or {@link #number}. These know a constant, and what was
 * found out before in this request if the node keeps its result, without a dispatch; else they call the abstract one.
 */
abstract class Node {
    private final @Nullable Value constant;

    /** Where the {@link Frame} keeps the result, -1 when it does not. Set while compiling, never later. */
    private int slot = -1;

    Node() {
        this(null);
    }

    private Node(@Nullable Value constant) {
        this.constant = constant;
    }

    abstract Value evaluate(Frame frame);

    boolean evaluateTest(Frame frame) {
        return flag(evaluate(frame));
    }

    long evaluateNumber(Frame frame, ValueKind kind) {
        return number(evaluate(frame), kind);
    }

    final void keepIn(int slot) {
        this.slot = slot;
    }

    final Value value(Frame frame) {
        if (constant != null) return constant;
        return slot < 0 ? evaluate(frame) : kept(frame);
    }

    @SuppressWarnings("ReferenceEquality") // the mark is known by its identity
    private Value kept(Frame frame) {
        Value value = frame.kept[slot];
        if (value == null) value = keep(frame);
        if (value == Frame.FAILED) throw Signal.FAILED;
        return value;
    }

    private Value keep(Frame frame) {
        Value value;
        try {
            value = evaluate(frame);
        } catch (Signal _) {
            value = Frame.FAILED;
        }
        frame.kept[slot] = value;
        return value;
    }

    private boolean unknown() {
        return slot < 0 && constant == null;
    }

    /** The value as a boolean. */
    final boolean test(Frame frame) {
        return unknown() ? evaluateTest(frame) : flag(value(frame));
    }

    private static boolean flag(Value value) {
        if (value == Bool.TRUE) return true;
        if (value == Bool.FALSE) return false;
        throw Signal.FAILED;
    }

    /** The value as a number of the kind: a long, an instant's or a duration's milliseconds. */
    final long number(Frame frame, ValueKind kind) {
        return unknown() ? evaluateNumber(frame, kind) : number(value(frame), kind);
    }

    private static long number(Value value, ValueKind kind) {
        if (kind == ValueKind.LONG && value instanceof LongValue(long number)) return number;
        if (kind == ValueKind.DATETIME && value instanceof Datetime(long millis)) return millis;
        if (kind == ValueKind.DURATION && value instanceof Duration(long millis)) return millis;
        throw Signal.FAILED;
    }

    final EntityUid entity(Frame frame) {
        if (value(frame) instanceof EntityUid uid) return uid;
        throw Signal.FAILED;
    }

    final SetValue set(Frame frame) {
        if (value(frame) instanceof SetValue set) return set;
        throw Signal.FAILED;
    }

    final String text(Frame frame) {
        if (value(frame) instanceof Text(String text)) return text;
        throw Signal.FAILED;
    }

    /** The kind every result has, when that is a number and known beforehand. */
    @Nullable
    ValueKind numeric() {
        return null;
    }

    /** The value, when it is the same in every request. */
    final @Nullable Value constant() {
        return constant;
    }

    /** A node whose natural result is a boolean. */
    abstract static class Test extends Node {
        @Override
        abstract boolean evaluateTest(Frame frame);

        @Override
        final Value evaluate(Frame frame) {
            return Bool.of(evaluateTest(frame));
        }
    }

    /** A node whose natural result is a number, which no slot keeps: it would have to become an object. */
    abstract static class Numeric extends Node {
        private final ValueKind kind;

        Numeric(ValueKind kind) {
            this.kind = kind;
        }

        abstract long evaluateNumber(Frame frame);

        @Override
        final long evaluateNumber(Frame frame, ValueKind wanted) {
            if (wanted != kind) throw Signal.FAILED;
            return evaluateNumber(frame);
        }

        @Override
        final Value evaluate(Frame frame) {
            long number = evaluateNumber(frame);
            return switch (kind) {
                case DATETIME -> new Datetime(number);
                case DURATION -> new Duration(number);
                default -> LongValue.of(number);
            };
        }

        @Override
        final ValueKind numeric() {
            return kind;
        }
    }

    static final class Constant extends Node {
        private final Value value;

        Constant(Value value) {
            super(value);
            this.value = value;
        }

        @Override
        Value evaluate(Frame frame) {
            return value;
        }

        @Override
        @Nullable
        ValueKind numeric() {
            return switch (value.kind()) {
                case LONG, DATETIME, DURATION -> value.kind();
                default -> null;
            };
        }
    }
}
