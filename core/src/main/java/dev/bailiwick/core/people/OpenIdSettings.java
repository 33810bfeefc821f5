package dev.bailiwick.core.people;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.net.URI;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The organisation's own sign-in (OpenID Connect Core 1.0), as {@code signIn: {openId: …}} of bailiwick.yaml says.
 *
 * @param issuer who vouches, exactly as its tokens say
 * @param client what Bailiwick is called there
 * @param secretFile a file of one line, where the client is a confidential one
 * @param claim which claim names the person
 * @param people what that claim says of whom: nobody is known by a name that could be given to somebody else
 * @param groupClaim which claim lists the person's groups
 * @param groups in which group somebody must be there to have a role here
 */
public record OpenIdSettings(
        URI issuer,
        String client,
        Optional<String> secretFile,
        String claim,
        Map<String, PersonId> people,
        String groupClaim,
        Map<Role, String> groups) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public OpenIdSettings {
        people = Map.copyOf(people);
        groups = Map.copyOf(groups);
        if (!confidential(issuer)) throw new IllegalArgumentException("the issuer is an https address");
    }

    /** Whether nobody between here and there reads or changes what is said. */
    public static boolean confidential(URI address) {
        if (address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) return false;
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost()));
    }

    /** The roles of this person whose group is none of these. */
    public List<Role> lacking(Person person, Set<String> of) {
        return person.roles().stream()
                .filter(role -> !of.contains(groups.getOrDefault(role, "")) && groups.containsKey(role))
                .sorted()
                .toList();
    }

    /** @throws JsonException naming the place of what is missing, unknown or wrong */
    static OpenIdSettings of(Fields fields) {
        var settings = new OpenIdSettings(
                fields.parsed("issuer", OpenIdSettings::issuer),
                fields.text("client"),
                fields.optionalText("secretFile"),
                fields.optionalText("claim").orElse("sub"),
                people(fields.object("people")),
                fields.optionalText("groupClaim").orElse("groups"),
                groups(fields.optionalObject("groups").orElse(JsonObject.EMPTY)));
        fields.end();
        return settings;
    }

    private static URI issuer(String text) {
        var issuer = URI.create(text);
        if (!confidential(issuer)) throw new IllegalArgumentException("expected an https address");
        return issuer;
    }

    /** The file says it the way people read it: who is what there. */
    private static Map<String, PersonId> people(JsonObject object) {
        var people = new HashMap<String, PersonId>();
        for (String id : object.members().keySet()) {
            String name =
                    object.string(id).orElseThrow(() -> new IllegalArgumentException("expected a text for " + id));
            if (people.put(name, new PersonId(id)) != null)
                throw new IllegalArgumentException("\"" + name + "\" stands here twice");
        }
        return people;
    }

    private static Map<Role, String> groups(JsonObject object) {
        var groups = new EnumMap<Role, String>(Role.class);
        var fields = Fields.of(object);
        for (var role : Role.values())
            fields.optionalText(Fields.spelling(role)).ifPresent(group -> groups.put(role, group));
        fields.end();
        return groups;
    }

    JsonObject json() {
        var named = JsonObject.builder();
        people.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getValue().value()))
                .forEach(each -> named.and(each.getValue().value(), each.getKey()));
        var grouped = JsonObject.builder();
        for (var role : Role.values())
            grouped.and(
                    Fields.spelling(role), Optional.ofNullable(groups.get(role)).map(JsonString::new));
        return JsonObject.with("issuer", issuer.toString())
                .and("client", client)
                .and("secretFile", secretFile.map(JsonString::new))
                .and("claim", claim)
                .and("people", named.build())
                .and("groupClaim", groupClaim)
                .and("groups", grouped.build())
                .build();
    }
}
