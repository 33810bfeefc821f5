package dev.bailiwick.core.register;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is on call for a function, turn by turn, for ever.
 *
 * @param people in the order of their turns
 * @param since when the first turn began
 * @param turn how long one lasts
 */
public record Rota(Function function, List<PersonId> people, Instant since, Duration turn) {
    private static final Duration SHORTEST = Duration.ofHours(1);

    public Rota {
        people = List.copyOf(people);
        if (people.isEmpty()) throw new IllegalArgumentException("a rota needs somebody");
        if (new HashSet<>(people).size() < people.size())
            throw new IllegalArgumentException("somebody stands in this rota twice");
        if (turn.compareTo(SHORTEST) < 0) throw new IllegalArgumentException("a turn lasts an hour or longer");
    }

    /** Whose turn it is; before the first turn begins it is already theirs. */
    public PersonId onCall(Instant now) {
        long turns = now.isBefore(since) ? 0 : Duration.between(since, now).dividedBy(turn);
        return people.get(Math.toIntExact(turns % people.size()));
    }

    JsonObject json() {
        return JsonObject.with("function", Fields.spelling(function))
                .and(
                        "people",
                        JsonArray.ofStrings(people.stream().map(PersonId::value).toList()))
                .and("since", since.toString())
                .and("turn", turn.toString())
                .build();
    }

    static Rota of(Fields fields, Set<PersonId> known) {
        var rota = new Rota(
                fields.oneOf("function", Function.class),
                fields.eachParsed("people", text -> Organisation.among(new PersonId(text), known)),
                fields.parsed("since", Instant::parse),
                fields.parsed("turn", Duration::parse));
        fields.end();
        return rota;
    }
}
