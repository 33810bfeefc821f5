package dev.bailiwick.cedar;

/**
 * One Cedar value. Equality is the language's {@code ==}: by content, never an error, false across types. Its text
 * ({@code toString}) is Cedar that parses back to the same value.
 */
public sealed interface Value
        permits Bool, LongValue, Text, EntityUid, SetValue, RecordValue, Decimal, IpAddress, Datetime, Duration {

    ValueKind kind();
}
