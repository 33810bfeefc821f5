package dev.bailiwick.core.incident.evidence;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What happened, one row for each entry, for a person who reads before they prove. */
public final class Timeline {
    private Timeline() {}

    /** All of it. */
    public static JsonArray of(List<Entry> entries) {
        return rows(entries.stream().map(Timeline::row).toList());
    }

    /** Who had the evidence, when, what they did and why: the entries of the case. */
    public static JsonArray custody(List<Entry> entries, CaseId id) {
        return rows(entries.stream()
                .filter(entry -> Incident.named(entry).equals(Optional.of(id)))
                .map(Timeline::handled)
                .toList());
    }

    /** What people were asked, and what they said. */
    public static JsonArray approvals(List<Entry> entries) {
        return rows(entries.stream()
                .filter(entry -> entry.kind() == Event.Kind.APPROVAL || entry.kind() == Event.Kind.TICKET)
                .map(Entry::json)
                .toList());
    }

    private static JsonArray rows(List<JsonObject> rows) {
        return new JsonArray(List.<JsonValue>copyOf(rows));
    }

    private static JsonObject row(Entry entry) {
        var decided = Decided.of(entry);
        return JsonObject.with("entry", JsonNumber.of(entry.sequence()))
                .and("at", entry.at().toString())
                .and("kind", Fields.spelling(entry.kind()))
                .and("actor", entry.actor())
                .and("session", entry.session().map(JsonString::new))
                .and("what", entry.body().string("what").or(decided::verdict).map(JsonString::new))
                .and("tool", decided.tool().map(JsonString::new))
                .and("target", decided.target().map(JsonString::new))
                .build();
    }

    private static JsonObject handled(Entry entry) {
        var body = entry.body();
        return JsonObject.with("entry", JsonNumber.of(entry.sequence()))
                .and("at", entry.at().toString())
                .and("who", entry.actor())
                .and("what", body.string("what").orElse(""))
                .and("step", body.object("taken").flatMap(taken -> taken.get("step")))
                .and("outcome", body.object("taken").flatMap(taken -> taken.get("outcome")))
                .and(
                        "why",
                        body.string("because").or(() -> body.string("reason")).orElse(""))
                .and("manifest", body.get("manifest"))
                .build();
    }
}
