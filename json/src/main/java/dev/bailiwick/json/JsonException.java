package dev.bailiwick.json;

/** Text that is no JSON by our rules, or a value that is not what a record asks for. Says where. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** A complaint of a record that reads itself; the place is a JSON Pointer. */
    public JsonException(String message, String place) {
        super(message + " at " + place);
        this.place = place;
    }

    static JsonException at(long line, long column, String message) {
        return new JsonException(message, "line " + line + ", column " + column);
    }

    /** {@code line 3, column 14} for text, a JSON Pointer (RFC 6901) such as {@code /owner/name} for values. */
    public String place() {
        return place;
    }
}
