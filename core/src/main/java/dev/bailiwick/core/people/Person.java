package dev.bailiwick.core.people;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import java.util.Set;

/**
 * A person in the register.
 *
 * @param account the operating-system account this person signs in with on Bailiwick's host, for the command line
 * @param senders how the person appears to agents, each {@code channel:sender}
 */
public record Person(
        PersonId id,
        String name,
        Set<Function> functions,
        boolean active,
        Optional<String> account,
        Set<String> senders) {
    public Person {
        if (name.isBlank()) throw new IllegalArgumentException("a person needs a name");
        functions = Set.copyOf(functions);
        senders = Set.copyOf(senders);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("name", name)
                .and(
                        "functions",
                        JsonArray.ofStrings(functions.stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("active", active)
                .and("account", account.map(JsonString::new))
                .and("senders", JsonArray.ofStrings(senders.stream().sorted().toList()))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no person */
    public static Person of(Fields fields) {
        var person = new Person(
                fields.parsed("id", PersonId::new),
                fields.text("name"),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.flag("active"),
                fields.optionalText("account"),
                Set.copyOf(fields.texts("senders")));
        fields.end();
        return person;
    }

    public boolean holds(Function function) {
        return active && functions.contains(function);
    }
}
