package dev.bailiwick.core.session;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds amounts of money in texts, whatever way they are written. */
final class Amounts {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,' ]*(?:\\.[0-9]+)?|\\.[0-9]+");
    private static final Pattern MONEY = Pattern.compile(
            "[$€£¥] ?([0-9][0-9,]*(?:\\.[0-9]{1,2})?)|(?<![0-9.,])([0-9][0-9,]*\\.[0-9]{1,2}(?![0-9%.-])|[0-9][0-9,]*(?= ?(?:[€£¥]|euros?\\b|dollars?\\b|EUR\\b|USD\\b|GBP\\b|CHF\\b)))");
    private static final int MOST = 2_000;
    private static final int LONGEST = 20;

    private Amounts() {}

    /** The one amount that an argument is. */
    static Optional<BigDecimal> of(String text) {
        String digits = text.replaceAll("[^0-9.]", "");
        boolean number = digits.length() <= LONGEST && digits.matches("[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+");
        return number ? Optional.of(new BigDecimal(digits).stripTrailingZeros()) : Optional.empty();
    }

    /** Every number that may be one, grouped in either way. */
    static Set<BigDecimal> numbers(String text) {
        Set<BigDecimal> found = new HashSet<>();
        var number = NUMBER.matcher(text);
        while (number.find() && found.size() < MOST) {
            of(number.group()).ifPresent(found::add);
            for (String part : number.group().split("[, ]", -1)) of(part).ifPresent(found::add);
        }
        return Set.copyOf(found);
    }

    /** What can only be money: decimals, or a currency beside it. */
    static Set<BigDecimal> money(String text) {
        Set<BigDecimal> found = new HashSet<>();
        var money = MONEY.matcher(text);
        while (money.find() && found.size() < MOST) of(money.group()).ifPresent(found::add);
        return Set.copyOf(found);
    }
}
