package dev.bailiwick.procedure.search;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries somebody wants; what is empty does not matter.
 *
 * @param person the actor, such as {@code ana}
 * @param from not before this instant
 * @param until before this instant
 * @param text found in the entry's first characters, whatever the case
 */
public record Criteria(
        Optional<String> agent,
        Optional<String> session,
        Optional<String> person,
        Optional<Event.Kind> kind,
        Optional<String> tool,
        Optional<Tier> tier,
        Optional<String> verdict,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> text) {
    public Criteria {
        text = text.map(words -> words.toLowerCase(Locale.ROOT));
    }

    /** @throws dev.bailiwick.json.JsonException when the object asks for anything else */
    public static Criteria of(Fields fields) {
        return new Criteria(
                fields.optionalText("agent"),
                fields.optionalText("session"),
                fields.optionalText("person"),
                fields.has("kind") ? Optional.of(fields.oneOf("kind", Event.Kind.class)) : Optional.empty(),
                fields.optionalText("tool"),
                fields.optionalNumber("tier").map(Tier::of),
                fields.optionalText("verdict"),
                fields.optionallyParsed("from", Instant::parse),
                fields.optionallyParsed("until", Instant::parse),
                fields.optionalText("text"));
    }

    /** Everything. */
    public static Criteria all() {
        return of(Fields.of(JsonObject.EMPTY));
    }
}
