package dev.bailiwick.procedure.search;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
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

    public JsonObject json() {
        return JsonObject.builder()
                .and("agent", agent.map(JsonString::new))
                .and("session", session.map(JsonString::new))
                .and("person", person.map(JsonString::new))
                .and("kind", kind.map(Fields::spelling).map(JsonString::new))
                .and("tool", tool.map(JsonString::new))
                .and("tier", tier.map(each -> JsonNumber.of(each.number())))
                .and("verdict", verdict.map(JsonString::new))
                .and("from", from.map(Instant::toString).map(JsonString::new))
                .and("until", until.map(Instant::toString).map(JsonString::new))
                .and("text", text.map(JsonString::new))
                .build();
    }

    /** Whether this entry is wanted. It looks at all of the body: what the index finds, this finds too. */
    public boolean covers(Entry entry) {
        var decided = Decided.of(entry);
        return is(agent, entry.agent())
                && is(session, entry.session())
                && is(person.map(each -> "person:" + each), Optional.of(entry.actor()))
                && is(kind, Optional.of(entry.kind()))
                && is(tool, decided.tool())
                && is(tier.map(each -> (long) each.number()), decided.tier())
                && is(verdict, decided.verdict())
                && from.filter(entry.at()::isBefore).isEmpty()
                && until.filter(end -> !entry.at().isBefore(end)).isEmpty()
                && text.filter(words ->
                                !entry.body().text().toLowerCase(Locale.ROOT).contains(words))
                        .isEmpty();
    }

    private static <T> boolean is(Optional<T> wanted, Optional<T> there) {
        return wanted.isEmpty() || wanted.equals(there);
    }

    /** Everything. */
    public static Criteria all() {
        return of(Fields.of(JsonObject.EMPTY));
    }
}
