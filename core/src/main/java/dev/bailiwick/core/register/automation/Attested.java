package dev.bailiwick.core.register.automation;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * An automation with what its owner said of it.
 *
 * @param until from then on it is attested no more; the beginning of time when nobody attested it
 */
public record Attested(Automation automation, Instant until) {
    /** So long an owner's word holds. */
    public static final Duration HOLDS = Duration.ofDays(91);

    public boolean attested(Instant now) {
        return now.isBefore(until);
    }

    public JsonObject json() {
        return JsonObject.with("automation", automation.json())
                .and("until", until.toString())
                .build();
    }

    static Attested of(Fields fields) {
        var attested = new Attested(Automation.of(fields.fields("automation")), fields.parsed("until", Instant::parse));
        fields.end();
        return attested;
    }
}
