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

/** One compiled expression. Results leave as primitives where they can; whatever fails throws {@link Signal#FAILED}. */
abstract class Node {
    abstract Value value(Frame frame);

    /** The value as a boolean. */
    boolean test(Frame frame) {
        return flag(value(frame));
    }

    static boolean flag(Value value) {
        if (value == Bool.TRUE) return true;
        if (value == Bool.FALSE) return false;
        throw Signal.FAILED;
    }

    /** The value as a number of the kind: a long, an instant's or a duration's milliseconds. */
    long number(Frame frame, ValueKind kind) {
        return number(value(frame), kind);
    }

    static long number(Value value, ValueKind kind) {
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
    @Nullable
    Value constant() {
        return null;
    }

    /** A node whose natural result is a boolean. */
    abstract static class Test extends Node {
        @Override
        abstract boolean test(Frame frame);

        @Override
        final Value value(Frame frame) {
            return Bool.of(test(frame));
        }
    }

    /** A node whose natural result is a number. */
    abstract static class Numeric extends Node {
        private final ValueKind kind;

        Numeric(ValueKind kind) {
            this.kind = kind;
        }

        abstract long number(Frame frame);

        @Override
        final long number(Frame frame, ValueKind wanted) {
            if (wanted != kind) throw Signal.FAILED;
            return number(frame);
        }

        @Override
        final Value value(Frame frame) {
            long number = number(frame);
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
            this.value = value;
        }

        @Override
        Value value(Frame frame) {
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

        @Override
        Value constant() {
            return value;
        }
    }
}
