package dev.bailiwick.console.timeline;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries somebody wants to see; what is empty does not matter.
 *
 * @param person who acted, such as {@code ana}
 * @param answer {@code permit}, {@code refused} or {@code pending}
 * @param text found anywhere in the entry, whatever the case
 */
public record Filter(
        Optional<String> agent,
        Optional<String> session,
        Optional<String> person,
        Optional<String> tool,
        Optional<Event.Kind> kind,
        Optional<Tier> tier,
        Optional<String> answer,
        Optional<String> text) {
    public static final Filter ALL = of(Optional.empty(), Optional.empty());

    public Filter {
        text = text.map(words -> words.toLowerCase(Locale.ROOT));
    }

    public static Filter ofAgent(String agent) {
        return of(Optional.of(agent), Optional.empty());
    }

    static Filter ofSession(String agent, String session) {
        return of(Optional.of(agent), Optional.of(session));
    }

    private static Filter of(Optional<String> agent, Optional<String> session) {
        return new Filter(
                agent,
                session,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As somebody asked for it. */
    public JsonObject json() {
        return JsonObject.builder()
                .and("agent", agent.map(JsonString::new))
                .and("session", session.map(JsonString::new))
                .and("person", person.map(JsonString::new))
                .and("tool", tool.map(JsonString::new))
                .and("kind", kind.map(Fields::spelling).map(JsonString::new))
                .and("tier", tier.map(each -> JsonNumber.of(each.number())))
                .and("answer", answer.map(JsonString::new))
                .and("text", text.map(JsonString::new))
                .build();
    }

    public boolean any() {
        return !equals(ALL);
    }

    /** Whether pruned entries are what is looked for, each for itself. */
    boolean wantsStubs() {
        return kind.equals(Optional.of(Event.Kind.PRUNED));
    }

    /** What a pruned entry said nobody knows; but whose it was and of which kind is left. */
    boolean mayHaveMatched(Stub stub) {
        return (kind.isEmpty() || kind.map(Fields::spelling).equals(Optional.of(stub.was())))
                && (agent.isEmpty() || agent.equals(stub.agent()));
    }

    boolean matches(Entry entry) {
        return (kind.isEmpty() || kind.get() == entry.kind())
                && (agent.isEmpty() || agent.equals(entry.agent()))
                && (session.isEmpty() || session.equals(entry.session()))
                && (person.isEmpty() || entry.actor().equals("person:" + person.get()))
                && (tool.isEmpty() || tool.equals(Decided.of(entry).tool()))
                && (tier.isEmpty() || tier.equals(Line.tier(entry)))
                && (answer.isEmpty() || answer.equals(Line.answer(entry)))
                && (text.isEmpty()
                        || entry.json().text().toLowerCase(Locale.ROOT).contains(text.get()));
    }
}
