package dev.bailiwick.console.rest;

import dev.bailiwick.console.frame.Frame;
import dev.bailiwick.console.rest.Scim.Told;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Departures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The people of the register as the directory's users (RFC 7643). A user is there while the person counts; to delete or
 * deactivate one ends the person here, to create or activate one lets them count again. Whom the register does not know
 * nobody creates: what somebody may do here is said in bailiwick.yaml.
 */
public final class Users {
    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final Pattern FILTER =
            Pattern.compile("userName\\s+eq\\s+\"([^\"\\\\]{1,200})\"", Pattern.CASE_INSENSITIVE);

    static final JsonObject CONFIG = Json.parseObject("""
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
             "patch": {"supported": true}, "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
             "filter": {"supported": true, "maxResults": 200}, "changePassword": {"supported": false},
             "sort": {"supported": false}, "etag": {"supported": false},
             "authenticationSchemes": [{"type": "oauthbearertoken", "name": "API token", "description": "scope people-write"}]}
            """);

    private final Supplier<Map<PersonId, Person>> register;
    private final Map<String, PersonId> names;
    private final Departures departures;

    /**
     * @param register the people as bailiwick.yaml has them
     * @param names what the directory calls people whose id here is another
     */
    public Users(Supplier<Map<PersonId, Person>> register, Map<String, PersonId> names, Departures departures) {
        this.register = register;
        this.names = Map.copyOf(names);
        this.departures = departures;
    }

    Optional<String> obstacle(Actor.Human actor) {
        return departures.obstacle(actor);
    }

    Told list(Optional<String> filter, int start, int count) {
        var wanted = filter.map(Users::named);
        var all = there().filter(
                        person -> wanted.map(name -> called(person, name)).orElse(true))
                .toList();
        var page = all.stream()
                .skip(start - 1L)
                .limit(count)
                .<JsonValue>map(this::json)
                .toList();
        return Told.good(
                200,
                JsonObject.with("schemas", JsonArray.ofStrings(List.of(LIST)))
                        .and("totalResults", JsonNumber.of(all.size()))
                        .and("startIndex", JsonNumber.of(start))
                        .and("itemsPerPage", JsonNumber.of(page.size()))
                        .and("Resources", new JsonArray(page))
                        .build());
    }

    private static String named(String filter) {
        var matcher = FILTER.matcher(filter.strip());
        if (!matcher.matches()) throw new IllegalArgumentException("the filter understood here is userName eq \"…\"");
        return matcher.group(1);
    }

    /** Deleted ones are not there; deactivated ones are, and say so. */
    private Stream<Person> there() {
        return everybody().filter(person -> !departures.deleted(person.id()));
    }

    private Stream<Person> everybody() {
        return register.get().values().stream()
                .sorted(Comparator.comparing(person -> person.id().value()));
    }

    private boolean called(Person person, String name) {
        return person.id().value().equals(name.toLowerCase(Locale.ROOT))
                || person.id().equals(names.get(name));
    }

    private Optional<Person> person(String id) {
        return there().filter(person -> person.id().value().equals(id)).findFirst();
    }

    private static Told missing() {
        return Told.error(404, "there is no such user");
    }

    Told find(String id) {
        return person(id).map(person -> Told.good(200, json(person))).orElseGet(Users::missing);
    }

    Told create(JsonObject user, Actor.Human actor) {
        String name = user.string("userName").orElseThrow(() -> new IllegalArgumentException("a user has a userName"));
        var found = everybody().filter(person -> called(person, name)).findFirst();
        if (found.isEmpty())
            return Told.error(
                    400,
                    "the register knows nobody by that name: who people are here is said in bailiwick.yaml first",
                    Optional.of("invalidValue"));
        if (!departures.deleted(found.get().id()))
            return Told.error(409, "that user is there already", Optional.of("uniqueness"));
        return active(found.get(), flag(user.get("active")).orElse(true), actor, 201);
    }

    Told put(String id, JsonObject user, Actor.Human actor) {
        return person(id)
                .map(person -> active(person, flag(user.get("active")).orElse(true), actor, 200))
                .orElseGet(Users::missing);
    }

    Told patch(String id, JsonObject patch, Actor.Human actor) {
        if (!patch.array("schemas").values().contains(new JsonString(PATCH)))
            throw new IllegalArgumentException("this is no PatchOp");
        var person = person(id);
        if (person.isEmpty()) return missing();
        var wanted = patch.array("Operations").values().stream()
                .flatMap(operation -> wanted(operation).stream())
                .reduce((_, last) -> last);
        return wanted.map(active -> active(person.get(), active, actor, 200))
                .orElseGet(() -> Told.good(200, json(person.get())));
    }

    /** With a path, or as an object without one: both are spoken (RFC 7644, section 3.5.2). */
    private static Optional<Boolean> wanted(JsonValue operation) {
        if (!(operation instanceof JsonObject object)) throw new IllegalArgumentException("an operation is an object");
        String path = object.string("path").orElse("");
        if (path.equals("active")) return flag(object.get("value"));
        return path.isEmpty() ? object.object("value").flatMap(value -> flag(value.get("active"))) : Optional.empty();
    }

    /** Some directories send the word instead of the value. */
    private static Optional<Boolean> flag(Optional<JsonValue> value) {
        return value.map(each -> switch (each) {
            case JsonBoolean(var flag) -> flag;
            case JsonString(var text) when text.equalsIgnoreCase("true") -> true;
            case JsonString(var text) when text.equalsIgnoreCase("false") -> false;
            default -> throw new IllegalArgumentException("active is true or false");
        });
    }

    Told delete(String id, Actor.Human actor) {
        var person = person(id);
        if (person.isEmpty()) return missing();
        if (own(person.get(), actor)) return sawing();
        departures.leave(person.get().id(), true, actor);
        return new Told(204, Optional.empty());
    }

    private Told active(Person person, boolean active, Actor.Human actor, int status) {
        if (!active && own(person, actor)) return sawing();
        if (active) departures.comeBack(person, actor);
        else departures.leave(person.id(), false, actor);
        return Told.good(status, json(person));
    }

    private static boolean own(Person person, Actor.Human actor) {
        return person.id().equals(actor.person());
    }

    /** Nobody could take anybody back any more. */
    private static Told sawing() {
        return Told.error(409, "that is whose token this is: a token of somebody else ends them");
    }

    private JsonObject json(Person person) {
        boolean active = person.active() && !departures.left(person.id());
        String id = person.id().value();
        return JsonObject.with("schemas", JsonArray.ofStrings(List.of(USER)))
                .and("id", id)
                .and("userName", userName(person))
                .and("displayName", person.name())
                .and("active", active)
                .and(
                        "meta",
                        JsonObject.with("resourceType", "User")
                                .and("location", Frame.DIRECTORY + "Users/" + id)
                                .build())
                .build();
    }

    private String userName(Person person) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(person.id()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(person.id().value());
    }
}
