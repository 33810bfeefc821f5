package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * That more people were told of a request which nobody answered. It opens nothing: a request nobody answers expires.
 *
 * @param rung which step of the escalation it was, counted from 0
 */
public record Call(int rung, Set<PersonId> people, Instant at) {
    public Call {
        people = Set.copyOf(people);
    }

    JsonObject json() {
        return JsonObject.with("rung", dev.bailiwick.json.JsonNumber.of(rung))
                .and(
                        "people",
                        JsonArray.ofStrings(
                                people.stream().map(PersonId::value).sorted().toList()))
                .and("at", at.toString())
                .build();
    }

    static Call of(Fields fields) {
        var call = new Call(
                Math.toIntExact(fields.number("rung")),
                Set.copyOf(fields.eachParsed("people", PersonId::new)),
                fields.parsed("at", Instant::parse));
        fields.end();
        return call;
    }
}
