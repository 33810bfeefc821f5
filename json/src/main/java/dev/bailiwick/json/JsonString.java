package dev.bailiwick.json;

/** A JSON string: Unicode text without lone surrogates. */
public record JsonString(String value) implements JsonValue {
    public JsonString {
        if (Surrogates.lone(value) >= 0) {
            throw new IllegalArgumentException("text has a lone surrogate at index " + Surrogates.lone(value));
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
