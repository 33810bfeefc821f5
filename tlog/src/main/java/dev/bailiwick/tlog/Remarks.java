package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the log itself has to say: that it was away, that its clock went back, what it found when it was opened. */
final class Remarks {
    /** Clocks are corrected by milliseconds all the time; a step of this size is worth an entry. */
    private static final Duration STEP_BACK = Duration.ofSeconds(1);

    private Instant latest = Instant.MIN;
    private @Nullable Outage outage;

    /** Since when the log could not be written, why, and how many entries were refused. */
    private record Outage(Instant since, String cause, long refused) {}

    /** What goes before the next entry. */
    List<Draft> before(Instant now) {
        List<Draft> remarks = new ArrayList<>();
        if (outage != null) remarks.add(Draft.of(house(recovered(outage, now))));
        if (now.isBefore(latest.equals(Instant.MIN) ? latest : latest.minus(STEP_BACK))) {
            remarks.add(Draft.of(house(JsonObject.with("event", "clock-went-back")
                    .and("from", latest.toString())
                    .and("to", now.toString())
                    .build())));
        }
        return remarks;
    }

    void written(Instant now) {
        outage = null;
        latest = now;
    }

    void failed(Instant now, String cause, int refused) {
        var before = outage;
        outage = before == null
                ? new Outage(now, cause, refused)
                : new Outage(before.since(), before.cause(), before.refused() + refused);
    }

    private static JsonObject recovered(Outage outage, Instant now) {
        return JsonObject.with("event", "log-recovered")
                .and("since", outage.since().toString())
                .and("until", now.toString())
                .and("cause", outage.cause())
                .and("refused", outage.refused())
                .build();
    }

    static Event repaired(Recovery.End end) {
        return house(JsonObject.with("event", "torn-tail-left-behind")
                .and("file", end.segment())
                .and("bytes", end.torn())
                .and("after", end.size())
                .build());
    }

    static Event keyRotated(String key) {
        return house(JsonObject.with("event", "key-rotated").and("key", key).build());
    }

    private static Event house(JsonObject body) {
        return Event.of(Event.Kind.HOUSE, new Actor.House(), body);
    }
}
