package dev.bailiwick.json;

import java.math.BigDecimal;
import java.math.MathContext;

/** Prints a finite double as ECMAScript's Number::toString does (ECMA-262 section 6.1.6.1.20), for RFC 8785. */
final class EcmaScriptNumber {
    private EcmaScriptNumber() {}

    static String text(double number) {
        if (number == 0) return "0";
        var shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (number < 0 ? "-" : "") + layout(digits, point);
    }

    /**
     * Since JDK 19 {@code Double.toString} gives the shortest digits that read back as the same double, but never fewer than
     * two: for some of the smallest doubles one is enough ({@code 5e-324}, where Java says {@code 4.9E-324}).
     */
    private static BigDecimal shortest(double number) {
        var digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (digits.precision() != 2) return digits;
        var one = digits.round(new MathContext(1));
        return one.doubleValue() == number ? one.stripTrailingZeros() : digits;
    }

    /** @param point where the decimal point stands, counted from the first digit */
    private static String layout(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= 21) return digits + "0".repeat(point - count);
        if (0 < point && point <= 21) return digits.substring(0, point) + "." + digits.substring(point);
        if (-6 < point && point <= 0) return "0." + "0".repeat(-point) + digits;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (point > 0 ? "+" : "-") + Math.abs(point - 1);
    }
}
