package dev.bailiwick.core.register;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** The three who answer for it, one for each function. */
public record Owners(PersonId security, PersonId it, PersonId business) {
    public Owners {
        if (Set.of(security.value(), it.value()).contains(business.value()) || security.equals(it))
            throw new IllegalArgumentException("the three owners are three people");
    }

    public PersonId of(Function function) {
        return switch (function) {
            case SECURITY -> security;
            case IT -> it;
            case BUSINESS -> business;
        };
    }

    /** For which function this person answers. */
    public Optional<Function> functionOf(PersonId person) {
        for (var function : Function.values()) {
            if (of(function).equals(person)) return Optional.of(function);
        }
        return Optional.empty();
    }

    public JsonObject json() {
        var json = JsonObject.builder();
        for (var function : Function.values())
            json.and(Fields.spelling(function), of(function).value());
        return json.build();
    }

    /** @throws dev.bailiwick.json.JsonException naming the function whose owner is missing */
    public static Owners of(Fields fields) {
        return of(fields, PersonId::new);
    }

    /** @param read makes a person of a name, or says why it is none */
    static Owners of(Fields fields, java.util.function.Function<String, PersonId> read) {
        var security = fields.parsed("security", read);
        var it = fields.parsed("it", read);
        var owners = fields.parsed("business", text -> new Owners(security, it, read.apply(text)));
        fields.end();
        return owners;
    }
}
