package dev.bailiwick.core.value;

/** What a text turned out to be: a {@link Url}, or nothing that all programs would read alike. */
public sealed interface UrlReading permits Url, UrlReading.Unreadable {
    /** No URL, and why; the reason never quotes the text. */
    record Unreadable(String why) implements UrlReading {}
}
