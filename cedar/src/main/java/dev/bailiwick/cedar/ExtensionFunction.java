package dev.bailiwick.cedar;

import static dev.bailiwick.cedar.ValueKind.BOOL;
import static dev.bailiwick.cedar.ValueKind.DATETIME;
import static dev.bailiwick.cedar.ValueKind.DECIMAL;
import static dev.bailiwick.cedar.ValueKind.DURATION;
import static dev.bailiwick.cedar.ValueKind.IP_ADDRESS;
import static dev.bailiwick.cedar.ValueKind.LONG;
import static dev.bailiwick.cedar.ValueKind.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The functions and methods of the extension types, with their signatures. */
public enum ExtensionFunction {
    DECIMAL_OF("decimal", DECIMAL, DECIMAL, TEXT),
    LESS_THAN("lessThan", DECIMAL, BOOL, DECIMAL, DECIMAL),
    LESS_THAN_OR_EQUAL("lessThanOrEqual", DECIMAL, BOOL, DECIMAL, DECIMAL),
    GREATER_THAN("greaterThan", DECIMAL, BOOL, DECIMAL, DECIMAL),
    GREATER_THAN_OR_EQUAL("greaterThanOrEqual", DECIMAL, BOOL, DECIMAL, DECIMAL),
    IP_OF("ip", IP_ADDRESS, IP_ADDRESS, TEXT),
    IS_IPV4("isIpv4", IP_ADDRESS, BOOL, IP_ADDRESS),
    IS_IPV6("isIpv6", IP_ADDRESS, BOOL, IP_ADDRESS),
    IS_LOOPBACK("isLoopback", IP_ADDRESS, BOOL, IP_ADDRESS),
    IS_MULTICAST("isMulticast", IP_ADDRESS, BOOL, IP_ADDRESS),
    IS_IN_RANGE("isInRange", IP_ADDRESS, BOOL, IP_ADDRESS, IP_ADDRESS),
    DATETIME_OF("datetime", DATETIME, DATETIME, TEXT),
    DURATION_OF("duration", DURATION, DURATION, TEXT),
    OFFSET("offset", DATETIME, DATETIME, DATETIME, DURATION),
    DURATION_SINCE("durationSince", DATETIME, DURATION, DATETIME, DATETIME),
    TO_DATE("toDate", DATETIME, DATETIME, DATETIME),
    TO_TIME("toTime", DATETIME, DURATION, DATETIME),
    TO_MILLISECONDS("toMilliseconds", DATETIME, LONG, DURATION),
    TO_SECONDS("toSeconds", DATETIME, LONG, DURATION),
    TO_MINUTES("toMinutes", DATETIME, LONG, DURATION),
    TO_HOURS("toHours", DATETIME, LONG, DURATION),
    TO_DAYS("toDays", DATETIME, LONG, DURATION);

    private static final Map<String, ExtensionFunction> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(ExtensionFunction::functionName, Function.identity()));

    private final String functionName;
    private final ValueKind extension;
    private final ValueKind result;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<ValueKind> parameters;

    ExtensionFunction(String functionName, ValueKind extension, ValueKind result, ValueKind... parameters) {
        this.functionName = functionName;
        this.extension = extension;
        this.result = result;
        this.parameters = List.of(parameters);
    }

    /** The function or method that is written so, empty when the language knows none. */
    public static Optional<ExtensionFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** As written in policies: {@code isInRange}. */
    public String functionName() {
        return functionName;
    }

    /** The extension this belongs to, as messages name it: {@code ipaddr}. */
    public String extensionName() {
        return extension.word();
    }

    /** What the function returns. */
    public ValueKind result() {
        return result;
    }

    /** What it takes; for a method the receiver comes first. */
    public List<ValueKind> parameters() {
        return parameters;
    }

    /** Whether it makes an extension value out of a string and is written {@code name("...")}; all others are methods. */
    public boolean isConstructor() {
        return parameters.getFirst() == TEXT;
    }

    /**
     * Makes a value from the argument of a constructor.
     *
     * @throws CedarException when the text has not the right shape
     */
    public Value construct(String text) {
        return switch (this) {
            case DECIMAL_OF -> Decimal.parse(text);
            case IP_OF -> IpAddress.parse(text);
            case DATETIME_OF -> Datetime.parse(text);
            case DURATION_OF -> Duration.parse(text);
            default -> throw new IllegalStateException(functionName + " is a method");
        };
    }
}
