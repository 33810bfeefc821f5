package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What one person said to a task.
 *
 * @param functions the functions the person held then
 * @param own whether it was the operator who said yes to their own agent (pilot only, always listed)
 * @param proof what the person's passkey signed, where one was asked for
 */
public record Vote(
        PersonId person,
        Set<Function> functions,
        boolean yes,
        boolean own,
        String reason,
        Actor.Channel channel,
        Instant at,
        Optional<Assertion> proof) {
    public Vote {
        functions = Set.copyOf(functions);
    }

    /** Said without a passkey. */
    public Vote(
            PersonId person,
            Set<Function> functions,
            boolean yes,
            boolean own,
            String reason,
            Actor.Channel channel,
            Instant at) {
        this(person, functions, yes, own, reason, channel, at, Optional.empty());
    }

    public JsonObject json() {
        return JsonObject.with("person", person.value())
                .and(
                        "functions",
                        JsonArray.ofStrings(functions.stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("yes", yes)
                .and("own", own)
                .and("reason", reason)
                .and("channel", Fields.spelling(channel))
                .and("at", at.toString())
                .and("proof", proof.map(Assertion::json))
                .build();
    }

    static Vote of(Fields fields) {
        var vote = new Vote(
                fields.parsed("person", PersonId::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.flag("yes"),
                fields.flag("own"),
                fields.text("reason"),
                fields.oneOf("channel", Actor.Channel.class),
                fields.parsed("at", Instant::parse),
                fields.optionalObject("proof").map(Fields::of).map(Assertion::of));
        fields.end();
        return vote;
    }
}
