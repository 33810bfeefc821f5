package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that fits no pattern.
 *
 * @param entry where it stands in the log; empty for what only the seal saw
 * @param what in the agent's own words where it is about something the agent named
 * @param why what makes it odd, one clause each
 */
public record Sighting(Optional<Long> entry, Instant at, String what, List<String> why) {
    public Sighting {
        why = List.copyOf(why);
    }

    static Sighting of(Entry entry, String what, String... why) {
        return new Sighting(Optional.of(entry.sequence()), entry.at(), what, List.of(why));
    }

    JsonObject json() {
        return JsonObject.with("at", at.toString())
                .and("entry", entry.map(JsonNumber::of))
                .and("what", what)
                .and("why", String.join("; ", why))
                .build();
    }
}
