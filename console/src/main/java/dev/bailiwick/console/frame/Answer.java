package dev.bailiwick.console.frame;

import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What a page says to a request. */
public sealed interface Answer {
    /**
     * A whole page inside the layout.
     *
     * @param template the jte template, which takes {@code chrome} and {@code view}
     */
    record Page(int status, String title, String template, Object view) implements Answer {}

    /** A part of a page, fetched by the page itself. */
    record Fragment(String template, Object view) implements Answer {}

    /** A file of ours for the person to keep; its name is its own. */
    record Download(Path file) implements Answer {}
    /** For the page's own script. */
    record Data(JsonObject json) implements Answer {}

    /** Done: look there (303). Always a path of our own. */
    record Go(String path) implements Answer {
        public Go {
            if (!path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("a redirect stays here");
            }
        }
    }

    /** No, in one clear sentence, and what to do next. */
    record Refused(int status, String sentence, String next) implements Answer {}

    /** A session has begun: its key goes into the browser's cookie, nowhere else. */
    record SignedIn(String key) implements Answer {}

    /**
     * Somebody else must say who this is: the browser goes there, and is known again by what it keeps.
     *
     * @param address never made of what the browser asked for
     */
    record Away(URI address, String browser, Duration life) implements Answer {}

    /** The session is over: the cookie goes. */
    record SignedOut() implements Answer {}

    static Answer page(String title, String template, Object view) {
        return new Page(200, title, template, view);
    }

    static Answer notFound(String what) {
        return new Refused(404, "There is no such " + what + ".", "It may be gone, or the address is mistyped.");
    }
}
