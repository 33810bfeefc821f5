package dev.bailiwick.cedar;

/** The kinds of {@link Value}, under the names the language uses in its messages. */
public enum ValueKind {
    BOOL("bool"),
    LONG("long"),
    TEXT("string"),
    ENTITY("entity"),
    SET("set"),
    RECORD("record"),
    DECIMAL("decimal"),
    IP_ADDRESS("ipaddr"),
    DATETIME("datetime"),
    DURATION("duration");

    private final String word;

    ValueKind(String word) {
        this.word = word;
    }

    /** The language's name for this kind: {@code long}, {@code ipaddr}. */
    public String word() {
        return word;
    }
}
