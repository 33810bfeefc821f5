package dev.bailiwick.core.people;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A person in the register.
 *
 * @param account the operating-system account this person signs in with on Bailiwick's host, for the command line
 * @param functions what the person's yes counts for
 * @param senders how the person appears to agents, each {@code channel:sender}
 * @param roles what the person may do
 * @param until when an auditor's role ends; nobody else's does
 */
public record Person(
        PersonId id,
        String name,
        Set<Function> functions,
        boolean active,
        Optional<String> account,
        Set<String> senders,
        Set<Role> roles,
        Optional<Instant> until) {
    public Person {
        if (name.isBlank()) throw new IllegalArgumentException("a person needs a name");
        functions = Set.copyOf(functions);
        senders = Set.copyOf(senders);
        roles = Set.copyOf(roles);
        Separation.obstacle(functions, roles, until).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /** Somebody whom nobody gave a role: the owner of their functions. */
    public Person(
            PersonId id,
            String name,
            Set<Function> functions,
            boolean active,
            Optional<String> account,
            Set<String> senders) {
        this(id, name, functions, active, account, senders, Role.of(functions), Optional.empty());
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
                .and(
                        "roles",
                        JsonArray.ofStrings(sortedRoles().map(Fields::spelling).toList()))
                .and("until", until.map(instant -> new JsonString(instant.toString())))
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the fields are no person */
    public static Person of(Fields fields) {
        var functions = Set.copyOf(fields.eachOneOf("functions", Function.class));
        var person = new Person(
                fields.parsed("id", PersonId::new),
                fields.text("name"),
                functions,
                fields.flag("active"),
                fields.optionalText("account"),
                Set.copyOf(fields.texts("senders")),
                roles(fields, functions),
                fields.optionallyParsed("until", Instant::parse));
        fields.end();
        return person;
    }

    /** The roles that stand there, or what the functions make of somebody whom nobody gave a role. */
    public static Set<Role> roles(Fields fields, Set<Function> functions) {
        return fields.has("roles") ? Set.copyOf(fields.eachOneOf("roles", Role.class)) : Role.of(functions);
    }

    /** The same person, who counts no more. */
    public Person leaving() {
        return new Person(id, name, functions, false, account, senders, roles, until);
    }

    public boolean holds(Function function) {
        return active && functions.contains(function);
    }

    public boolean may(Permission permission) {
        return active && roles.stream().anyMatch(role -> role.permissions().contains(permission));
    }

    /** Whether the person counts at this moment: an auditor's time ends by itself. */
    public boolean activeAt(Instant now) {
        return active && until.map(now::isBefore).orElse(true);
    }

    /** Why this person may not do this, in a sentence; empty when they may. */
    public Optional<String> obstacle(Permission permission) {
        if (!active) return Optional.of("you are not active in the register");
        if (may(permission)) return Optional.empty();
        return Optional.of("you are " + words(sortedRoles().toList(), " and ") + ", who may not " + permission.words()
                + "; " + words(Role.with(permission), " or ") + " may");
    }

    private static String words(List<Role> roles, String last) {
        return roles.stream().map(Role::words).collect(Collectors.joining(last));
    }

    /** In the order of the enum, as people read them. */
    private java.util.stream.Stream<Role> sortedRoles() {
        return roles.stream().sorted();
    }
}
