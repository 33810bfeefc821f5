package dev.bailiwick.core.review;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One round of recertification: every grant there was when it opened, and what people said of each.
 *
 * @param deadline from then on what nobody answered does not work
 * @param words the last answer to each grant, by its name
 */
public record Campaign(String id, Instant opened, Instant deadline, List<Grant> grants, Map<String, Word> words) {
    /** A reason shorter than this is none. */
    private static final int SHORTEST = 10;

    private static final int LONGEST = 2_000;

    /** What is said of a grant. */
    public enum Answer {
        KEEP,
        /** It stays, and somebody narrows it. */
        REDUCE,
        REVOKE
    }

    /** Where a grant stands. */
    public enum State {
        OPEN,
        KEPT,
        REDUCED,
        REVOKED,
        /** Nobody answered in time. */
        LAPSED;

        public boolean suspended() {
            return this == REVOKED || this == LAPSED;
        }
    }

    /** What somebody said. */
    public record Word(Answer answer, PersonId person, String reason, Instant at) {}

    public Campaign {
        grants = List.copyOf(grants);
        words = Map.copyOf(words);
    }

    public Optional<Grant> grant(String name) {
        return grants.stream().filter(grant -> grant.name().equals(name)).findFirst();
    }

    public State state(Grant grant, Instant now) {
        var word = Optional.ofNullable(words.get(grant.name()));
        if (word.isEmpty()) return now.isBefore(deadline) ? State.OPEN : State.LAPSED;
        return switch (word.get().answer()) {
            case KEEP -> State.KEPT;
            case REDUCE -> State.REDUCED;
            case REVOKE -> State.REVOKED;
        };
    }

    public List<Grant> suspended(Instant now) {
        return grants.stream().filter(grant -> state(grant, now).suspended()).toList();
    }

    public boolean answered() {
        return grants.stream().allMatch(grant -> words.containsKey(grant.name()));
    }

    public Campaign with(String grant, Word word) {
        var more = new HashMap<>(words);
        more.put(grant, word);
        return new Campaign(id, opened, deadline, grants, more);
    }

    /** Why this person cannot say this of that grant; empty when they can. */
    public Optional<String> obstacle(Grant grant, Answer answer, String reason, Person person, Instant now) {
        if (!person.activeAt(now)) return Optional.of("you are not active in the register");
        if (grant.apart().contains(person.id()))
            return Optional.of("you run the agent or asked for this: somebody else reviews it");
        return person.obstacle(Permission.REVIEW).or(() -> unsaid(grant, answer, reason, person));
    }

    private Optional<String> unsaid(Grant grant, Answer answer, String reason, Person person) {
        if (reason.length() > LONGEST) return Optional.of("a reason has at most " + LONGEST + " characters");
        if (answer == Answer.KEEP && reason.strip().length() < SHORTEST)
            return Optional.of("say what " + grant.name() + " is still needed for");
        return words.entrySet().stream()
                .filter(each -> answer == Answer.KEEP && !each.getKey().equals(grant.name()))
                .filter(each -> repeated(each.getValue(), reason, person))
                .findFirst()
                .map(each -> "you said the same of " + each.getKey() + ": say what holds for this one");
    }

    private static boolean repeated(Word word, String reason, Person person) {
        return word.answer() == Answer.KEEP
                && word.person().equals(person.id())
                && word.reason().strip().equalsIgnoreCase(reason.strip());
    }

    /** As it opened; what people said are entries of their own. */
    public JsonObject json() {
        return JsonObject.with("campaign", id)
                .and("opened", opened.toString())
                .and("deadline", deadline.toString())
                .and(
                        "grants",
                        new JsonArray(
                                grants.stream().<JsonValue>map(Grant::json).toList()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no campaign */
    public static Campaign of(Fields fields) {
        return new Campaign(
                fields.text("campaign"),
                fields.parsed("opened", Instant::parse),
                fields.parsed("deadline", Instant::parse),
                fields.list("grants").stream().map(Grant::of).toList(),
                Map.of());
    }

    /** A grant as people read it. */
    public JsonObject json(Grant grant, Instant now) {
        var word = Optional.ofNullable(words.get(grant.name()));
        return grant.json()
                .plus("state", new JsonString(Fields.spelling(state(grant, now))))
                .plus(
                        "by",
                        word.<JsonValue>map(said -> new JsonString(said.person().value()))
                                .orElse(new JsonString("")))
                .plus(
                        "reason",
                        word.<JsonValue>map(said -> new JsonString(said.reason()))
                                .orElse(new JsonString("")));
    }
}
