package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One system for one agent, from the request to its end. Every change makes a new value with the next revision.
 *
 * @param requester who asked, and therefore does not approve
 * @param assessment what it would change, as the owners see it before they accept
 * @param accepted what the owners said so far
 * @param parts its tools as they were when they came to belong to it; of several of one name the last counts
 * @param exception until when Security lets it stand although safeguards are missing
 */
public record Integration(
        IntegrationId id,
        Ask ask,
        PersonId requester,
        Instant requested,
        Assessment assessment,
        State state,
        List<Acceptance> accepted,
        Optional<Instant> exception,
        Optional<Ending> ending,
        List<Part> parts,
        long revision) {
    /** Where it stands. That it lapsed is no state: it carries its day. */
    public enum State {
        REQUESTED,
        APPROVED,
        REFUSED,
        RETIRED,
        /** It opens nothing any more, and one of its credentials may still live. */
        RETIRE_FAILED
    }

    public Integration {
        accepted = List.copyOf(accepted);
        parts = List.copyOf(parts);
    }

    /** A new request. An owner who asks stands by it already; the other owners do not. */
    public static Integration opened(
            IntegrationId id, Ask ask, PersonId requester, Instant now, Assessment assessment) {
        var own = ask.owners()
                .functionOf(requester)
                .map(function -> new Acceptance(function, requester, now, "asked for it"));
        return new Integration(
                id,
                ask,
                requester,
                now,
                assessment,
                State.REQUESTED,
                own.stream().toList(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                1);
    }

    /** Whether it opens something, or may come to. */
    public boolean live() {
        return state == State.REQUESTED || state == State.APPROVED;
    }

    /** From then on it opens nothing. */
    public Instant until() {
        return exception.filter(day -> day.isBefore(ask.until())).orElse(ask.until());
    }

    public boolean lapsed(Instant now) {
        return state == State.APPROVED && !now.isBefore(until());
    }

    /** The functions whose owner has not accepted yet. */
    public Set<Function> waiting() {
        var waiting = EnumSet.allOf(Function.class);
        accepted.forEach(each -> waiting.remove(each.function()));
        return waiting;
    }

    /** What decisions know of it; nothing before everybody accepted. */
    public Optional<Grant> grant() {
        if (state != State.APPROVED) return Optional.empty();
        return Optional.of(new Grant(id, ask.agent(), ask.system(), ask.operations(), ask.data(), until())
                .describing(definitions()));
    }

    private Map<String, Digest> definitions() {
        var last = new HashMap<String, Digest>();
        for (var part : parts) part.definition().ifPresent(digest -> last.put(part.tool(), digest));
        return last;
    }

    /** One more tool belongs to it, or the same as it is now. */
    public Integration with(Part part) {
        var all = new ArrayList<>(parts);
        all.add(part);
        return new Integration(
                id, ask, requester, requested, assessment, state, accepted, exception, ending, all, revision + 1);
    }

    /** The same, where the tool is an operation nobody had asked for. */
    public Integration widened(Part part) {
        var more = with(part);
        return new Integration(
                id,
                ask.with(part.tool()),
                requester,
                requested,
                assessment,
                state,
                accepted,
                exception,
                ending,
                more.parts,
                more.revision);
    }

    /** One more owner stands by it; with the last it is approved. */
    public Integration accepted(Acceptance acceptance, Optional<Instant> excepted) {
        var all = new ArrayList<>(accepted);
        all.add(acceptance);
        boolean last = waiting().equals(Set.of(acceptance.function()));
        return next(last ? State.APPROVED : State.REQUESTED, all, excepted.or(() -> exception), ending);
    }

    public Integration refused(Ending by) {
        return next(State.REFUSED, accepted, exception, Optional.of(by));
    }

    public Integration retired(Ending by) {
        return next(State.RETIRED, accepted, exception, Optional.of(by));
    }

    /** Less of it; who accepted more accepted this. */
    public Integration narrowed(Ask less) {
        return new Integration(
                id, less, requester, requested, assessment, state, accepted, exception, ending, parts, revision + 1);
    }

    /** Retired, with what became of its credentials. */
    public Integration ended(Ending by, boolean proven) {
        return next(proven ? State.RETIRED : State.RETIRE_FAILED, accepted, exception, Optional.of(by));
    }

    private Integration next(State to, List<Acceptance> all, Optional<Instant> excepted, Optional<Ending> end) {
        return new Integration(id, ask, requester, requested, assessment, to, all, excepted, end, parts, revision + 1);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("ask", ask.json())
                .and("requester", requester.value())
                .and("requested", requested.toString())
                .and("assessment", assessment.json())
                .and("state", Fields.spelling(state))
                .and(
                        "accepted",
                        new JsonArray(accepted.stream()
                                .<JsonValue>map(Acceptance::json)
                                .toList()))
                .and("exception", exception.map(day -> new JsonString(day.toString())))
                .and("ending", ending.map(Ending::json))
                .and("parts", parts.isEmpty() ? Optional.empty() : Optional.of(kept()))
                .and("revision", revision)
                .build();
    }

    private JsonArray kept() {
        return new JsonArray(parts.stream().<JsonValue>map(Part::json).toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no integration */
    public static Integration of(JsonObject json) {
        var fields = Fields.of(json);
        var integration = new Integration(
                fields.parsed("id", IntegrationId::new),
                Ask.of(fields.fields("ask")),
                fields.parsed("requester", PersonId::new),
                fields.parsed("requested", Instant::parse),
                Assessment.of(fields.fields("assessment")),
                fields.oneOf("state", State.class),
                fields.list("accepted").stream().map(Acceptance::of).toList(),
                fields.optionallyParsed("exception", Instant::parse),
                fields.optionalObject("ending").map(Ending::of),
                fields.list("parts").stream().map(Part::of).toList(),
                fields.number("revision"));
        fields.end();
        return integration;
    }
}
