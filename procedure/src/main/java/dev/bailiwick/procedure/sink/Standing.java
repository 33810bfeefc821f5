package dev.bailiwick.procedure.sink;

import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * How one receiver stands.
 *
 * @param received every entry before this one is held to be received
 * @param lag how many entries it has yet to get
 * @param acknowledged when it last took something
 * @param sent events since the start, those sent twice counted twice
 * @param passed entries its filter let out
 * @param dropped events it refused for good
 * @param failing since when it cannot be reached
 */
public record Standing(
        String name,
        long received,
        long lag,
        Optional<Instant> acknowledged,
        long sent,
        long passed,
        long dropped,
        Optional<Instant> failing,
        Optional<String> why) {
    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("state", failing.isPresent() ? "failing" : "well")
                .and("received", received)
                .and("lag", JsonNumber.of(lag))
                .and("acknowledged", acknowledged.map(at -> new JsonString(at.toString())))
                .and("sent", sent)
                .and("passed", passed)
                .and("dropped", dropped)
                .and("failing", failing.map(at -> new JsonString(at.toString())))
                .and("why", why.map(JsonString::new))
                .build();
    }
}
