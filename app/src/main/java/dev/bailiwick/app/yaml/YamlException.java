package dev.bailiwick.app.yaml;

/** A file of people's that cannot be used; the message names file, line and column. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }
}
