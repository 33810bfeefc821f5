package dev.bailiwick.core.audit;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry as it stands in the log.
 *
 * @param sequence its number, counted from 0 without gaps: the order of the log, whatever clocks say
 * @param at when it was appended, by the wall clock
 * @param actor as {@link dev.bailiwick.core.people.Actor#name()} writes it
 */
public record Entry(
        long sequence,
        Instant at,
        Event.Kind kind,
        String actor,
        Optional<String> agent,
        Optional<String> session,
        JsonObject body) {

    public static Entry of(long sequence, Instant at, Event event) {
        return new Entry(
                sequence,
                at,
                event.kind(),
                event.actor().name(),
                event.agent().map(Object::toString),
                event.session().map(Object::toString),
                event.body());
    }

    /** The same entry with the body that was too large to stand in it. */
    public Entry with(JsonObject whole) {
        return new Entry(sequence, at, kind, actor, agent, session, whole);
    }

    public JsonObject json() {
        return JsonObject.with("sequence", dev.bailiwick.json.JsonNumber.of(sequence))
                .and("at", at.toString())
                .and("kind", Fields.spelling(kind))
                .and("actor", actor)
                .and("agent", agent.map(JsonString::new))
                .and("session", session.map(JsonString::new))
                .and("body", body)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no entry */
    public static Entry of(JsonObject json) {
        var fields = Fields.of(json);
        var entry = new Entry(
                fields.number("sequence"),
                fields.parsed("at", Instant::parse),
                fields.oneOf("kind", Event.Kind.class),
                fields.text("actor"),
                fields.optionalText("agent"),
                fields.optionalText("session"),
                fields.object("body"));
        fields.end();
        return entry;
    }
}
