package dev.bailiwick.cedar;

/** A string: Unicode text, compared code point by code point, never normalised. */
public record Text(String value) implements Value {
    public Text {
        if (Quoting.loneSurrogate(value)) throw CedarException.of("text has a lone surrogate");
    }

    /** @throws CedarException when the text has a lone surrogate */
    public static Text of(String value) {
        return new Text(value);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.TEXT;
    }

    @Override
    public String toString() {
        return quoted(value);
    }

    /** Any text as a Cedar string literal, quotes included. */
    public static String quoted(String text) {
        return Quoting.quote(text);
    }
}
