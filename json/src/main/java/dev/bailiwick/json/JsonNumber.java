package dev.bailiwick.json;

import java.math.BigDecimal;

/**
 * A JSON number with all its digits. Equality is numeric: {@code 1.0} equals {@code 1}, so that a value and its
 * canonical form are the same value.
 */
public record JsonNumber(BigDecimal value) implements JsonValue {
    /** Larger exponents are refused: they make cheap text into gigantic numbers. */
    static final int MAX_EXPONENT = 400;

    public JsonNumber {
        value = value.signum() == 0 ? BigDecimal.ZERO : value;
        if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
                || Math.abs((long) value.scale()) > MAX_EXPONENT) {
            throw new IllegalArgumentException("number has an exponent beyond " + MAX_EXPONENT);
        }
        value = value.stripTrailingZeros();
        value = (value.scale() < 0 && value.precision() - value.scale() <= 40) ? value.setScale(0) : value;
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }

    /** Whether this is a whole number that fits a {@code long}. */
    public boolean isLong() {
        return value.scale() <= 0 && value.precision() <= 19 && fits();
    }

    private boolean fits() {
        return value.toBigInteger().bitLength() < Long.SIZE;
    }

    /** @throws ArithmeticException when {@link #isLong()} is false */
    public long longValue() {
        return value.longValueExact();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
