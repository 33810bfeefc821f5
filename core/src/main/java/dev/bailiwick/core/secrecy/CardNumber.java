package dev.bailiwick.core.secrecy;

/** Payment card numbers (ISO/IEC 7812): the lengths that issuers use, and the Luhn check digit. */
final class CardNumber {
    private static final int LONGEST = 19;

    private CardNumber() {}

    /** @param digits nothing but digits */
    static boolean is(String digits) {
        return issued(digits) && luhn(digits) && !allSame(digits);
    }

    /** The first digits say who issued it, and that says how long it is. */
    private static boolean issued(String digits) {
        int length = digits.length();
        if (length < 13 || length > LONGEST) return false;
        int two = Integer.parseInt(digits.substring(0, 2));
        return switch (two / 10) {
            case 2 -> two >= 22 && two <= 27 && length == 16;
            case 3 -> (two == 34 || two == 37) ? length == 15 : (length == 14 || (two == 35 && length >= 16));
            case 4 -> length == 13 || length == 16 || length == 19;
            case 5 -> two <= 55 ? (two >= 51 && length == 16) : length >= 16;
            case 6 -> length >= 16;
            default -> false;
        };
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }

    private static boolean allSame(String digits) {
        return digits.chars().allMatch(c -> c == digits.charAt(0));
    }
}
