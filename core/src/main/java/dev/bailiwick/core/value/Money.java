package dev.bailiwick.core.value;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.regex.Pattern;

/**
 * An amount of money, above nothing.
 *
 * @param minor in the currency's smallest unit, cents for euros
 * @param currency three letters (ISO 4217); {@link #UNSTATED} where nobody said which
 */
public record Money(long minor, String currency) {
    /** ISO 4217's code for no currency. */
    public static final String UNSTATED = "XXX";

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    public Money {
        amount(minor);
        code(currency);
    }

    private static String code(String currency) {
        if (!CODE.matcher(currency).matches()) throw new IllegalArgumentException("a currency is three letters");
        return currency;
    }

    /** JSON holds whole numbers up to 2^53 exactly. */
    private static long amount(long minor) {
        if (minor <= 0 || minor > 1L << 53) throw new IllegalArgumentException("an amount of money is above nothing");
        return minor;
    }

    public JsonObject json() {
        return JsonObject.with("currency", currency).and("minor", minor).build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no amount of money */
    public static Money of(JsonObject json) {
        var fields = Fields.of(json);
        var money = new Money(fields.whole("minor", Money::amount), fields.parsed("currency", Money::code));
        fields.end();
        return money;
    }
}
