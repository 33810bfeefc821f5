package dev.bailiwick.cedar.validation;

/**
 * Where a request or an entity does not fit the schema.
 *
 * @param about what does not fit: an entity, or the part of a request
 * @param message one line
 */
public record Mismatch(String about, String message) {
    @Override
    public String toString() {
        return about + ": " + message;
    }
}
