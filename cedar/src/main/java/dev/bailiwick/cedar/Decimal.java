package dev.bailiwick.cedar;

import java.util.regex.Pattern;

/**
 * A number with four digits after the point, {@code decimal("12.34")}. Has comparison, no arithmetic.
 *
 * @param tenThousandths the value times 10,000
 */
public record Decimal(long tenThousandths) implements Value, Comparable<Decimal> {
    private static final int SCALE = 10_000;
    private static final Pattern SHAPE = Pattern.compile("-?[0-9]+\\.[0-9]+");

    /** @throws CedarException with the reference implementation's message when the text is no decimal */
    public static Decimal parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw CedarException.of("`" + text + "` is not a well-formed decimal value");
        }
        int point = text.indexOf('.');
        String fraction = text.substring(point + 1);
        try {
            long whole = Math.multiplyExact(Long.parseLong(text.substring(0, point)), (long) SCALE);
            if (fraction.length() > 4) {
                throw CedarException.of("too many digits after the decimal in `" + text + "`");
            }
            long parts = Long.parseLong((fraction + "000").substring(0, 4));
            return new Decimal(text.startsWith("-") ? Math.subtractExact(whole, parts) : Math.addExact(whole, parts));
        } catch (NumberFormatException | ArithmeticException e) {
            throw CedarException.of("overflow when converting to decimal");
        }
    }

    @Override
    public int compareTo(Decimal other) {
        return Long.compare(tenThousandths, other.tenThousandths);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.DECIMAL;
    }

    /** The text inside {@code decimal("...")}: at least one digit after the point. */
    public String text() {
        String digits = java.math.BigInteger.valueOf(tenThousandths).abs().toString();
        String padded = "0".repeat(Math.max(0, 5 - digits.length())) + digits;
        int point = padded.length() - 4;
        String fraction = padded.substring(point).replaceFirst("0{1,3}$", "");
        return (tenThousandths < 0 ? "-" : "") + padded.substring(0, point) + "." + fraction;
    }

    @Override
    public String toString() {
        return "decimal(\"" + text() + "\")";
    }
}
