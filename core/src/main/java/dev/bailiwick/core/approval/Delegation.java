package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.people.Separation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * That one person's yes counts for functions of another until a day: holidays, a turn on call. It hands on what its giver
 * holds at the moment of the yes, never what was handed to them.
 *
 * @param ended who took it back before its end
 */
public record Delegation(
        DelegationId id,
        PersonId from,
        PersonId to,
        Set<Function> functions,
        Instant starts,
        Instant ends,
        String reason,
        Optional<PersonId> ended,
        long revision) {
    /** Longer than that, somebody else should hold the function. */
    public static final Duration LONGEST = Duration.ofDays(60);

    public Delegation {
        functions = Set.copyOf(functions);
        if (functions.isEmpty()) throw new IllegalArgumentException("a delegation names at least one function");
        if (from.equals(to)) throw new IllegalArgumentException("nobody stands in for themselves");
        if (!starts.isBefore(ends)) throw new IllegalArgumentException("a delegation ends after it starts");
        if (ends.isAfter(starts.plus(LONGEST)))
            throw new IllegalArgumentException("a delegation lasts at most " + LONGEST.toDays() + " days");
        if (reason.isBlank() || reason.length() > 2_000)
            throw new IllegalArgumentException("a delegation says why, in at most 2,000 characters");
    }

    /** Why this cannot be given, empty when it can. */
    public Optional<String> obstacle(Person giver, Person deputy, Instant now) {
        if (!now.isBefore(ends)) return Optional.of("that is over already");
        if (!giver.activeAt(now)) return Optional.of("you are not active in the register");
        if (!deputy.activeAt(now)) return Optional.of(to + " is not active in the register");
        var role = giver.obstacle(Permission.APPROVE);
        if (role.isPresent()) return role;
        var missing =
                functions.stream().filter(each -> !giver.holds(each)).sorted().findFirst();
        if (missing.isPresent())
            return Optional.of("you do not hold the function " + Fields.spelling(missing.get()) + " yourself");
        return unfit(deputy);
    }

    /** Nobody is lent what they could not be given. */
    private Optional<String> unfit(Person deputy) {
        if (!deputy.may(Permission.APPROVE)) return Optional.of(to + " approves nothing: their roles do not allow it");
        var all = EnumSet.copyOf(functions);
        all.addAll(deputy.functions());
        var roles = EnumSet.copyOf(deputy.roles());
        roles.addAll(Role.of(functions));
        return Separation.obstacle(all, roles, deputy.until()).map(why -> to + " could not be given this: " + why);
    }

    public boolean inForce(Instant now) {
        return ended.isEmpty() && !now.isBefore(starts) && now.isBefore(ends);
    }

    /** Taken back: a yes that was said under it and is not used yet counts no more. */
    public Delegation endedBy(PersonId person) {
        return new Delegation(id, from, to, functions, starts, ends, reason, Optional.of(person), revision + 1);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("from", from.value())
                .and("to", to.value())
                .and(
                        "functions",
                        JsonArray.ofStrings(functions.stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("starts", starts.toString())
                .and("ends", ends.toString())
                .and("reason", reason)
                .and("ended", ended.map(person -> new JsonString(person.value())))
                .and("revision", revision)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no delegation */
    public static Delegation of(JsonObject json) {
        var fields = Fields.of(json);
        var delegation = new Delegation(
                fields.parsed("id", DelegationId::new),
                fields.parsed("from", PersonId::new),
                fields.parsed("to", PersonId::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.parsed("starts", Instant::parse),
                fields.parsed("ends", Instant::parse),
                fields.text("reason"),
                fields.optionallyParsed("ended", PersonId::new),
                fields.number("revision"));
        fields.end();
        return delegation;
    }
}
