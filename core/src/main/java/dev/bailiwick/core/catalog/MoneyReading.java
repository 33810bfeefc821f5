package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount of money. An amount that is missing, not positive or oddly written is refusable: nobody can approve what is unclear. */
record MoneyReading(String amount, String currency) implements Reading {
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,4})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    @Override
    public Finding read(Call call, Surroundings around) {
        var money = call.arguments().get(amount).flatMap(MoneyReading::decimal);
        if (money.isEmpty())
            return Finding.hazard(Tier.T3, "", "the amount is missing or not a positive decimal number");
        var code = call.arguments().get(currency);
        boolean strange = code.isPresent()
                && !(code.get() instanceof JsonString(var text)
                        && CURRENCY.matcher(text).matches());
        String shown = money.get().toPlainString()
                + call.arguments().string(currency).map(c -> " " + c).orElse("");
        return strange
                ? Finding.hazard(Tier.T3, "", "the currency is no three-letter code")
                : Finding.of(Tier.T3, shown, "it moves money");
    }

    private static Optional<BigDecimal> decimal(JsonValue value) {
        String text = switch (value) {
            case JsonNumber(var number) -> number.toPlainString();
            case JsonString(var written) -> written;
            default -> "";
        };
        if (text.length() > 30 || !DECIMAL.matcher(text).matches()) return Optional.empty();
        return Optional.of(new BigDecimal(text)).filter(money -> money.signum() > 0);
    }
}
