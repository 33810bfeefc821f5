package dev.bailiwick.cedar;

/** A 64-bit signed integer, Cedar's only number with arithmetic. */
public record LongValue(long value) implements Value {
    public static LongValue of(long value) {
        return new LongValue(value);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.LONG;
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
