package dev.bailiwick.core.guide;

import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What is known of one system an agent may be connected to.
 *
 * @param data what usually lies there
 * @param scopes from the narrowest to the widest
 * @param hosts what the agent must reach, lines as {@link HostPattern} reads them
 * @param ownHosts what to add where the organisation runs it itself
 * @param detection what to watch for
 * @param abuse what somebody who took the credential does with it
 */
public record Guide(
        String name,
        String title,
        Category category,
        Set<DataClass> data,
        List<CredentialKind> credentials,
        List<Scope> scopes,
        List<GuidedOperation> operations,
        Revocation revocation,
        Rotation rotation,
        List<Fact> hosts,
        Optional<String> ownHosts,
        List<Fact> detection,
        List<Fact> abuse) {
    private static final String FORMAT = "bailiwick-guide-1";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");

    public Guide {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("not a guide's name: \"" + name + "\"");
        data = Set.copyOf(data);
        credentials = List.copyOf(credentials);
        scopes = List.copyOf(scopes);
        operations = List.copyOf(operations);
        hosts = List.copyOf(hosts);
        detection = List.copyOf(detection);
        abuse = List.copyOf(abuse);
    }

    /**
     * Reads one guide.
     *
     * @throws JsonException naming the place of what is missing, unknown, twice or wrong
     */
    public static Guide of(JsonObject json) {
        var fields = Fields.of(json);
        fields.parsed("format", Guide::known);
        var sure = fields.oneOf("sure", Certainty.class);
        var scopes = each(fields, "scopes", sure, Scope::of);
        var guide = new Guide(
                fields.text("name"),
                fields.text("title"),
                fields.oneOf("category", Category.class),
                Set.copyOf(fields.eachOneOf("data", DataClass.class)),
                each(fields, "credentials", sure, CredentialKind::of),
                scopes,
                each(fields, "operations", sure, GuidedOperation::of),
                Revocation.of(fields.fields("revocation"), sure),
                Rotation.of(fields.fields("rotation"), sure),
                hosts(fields, sure),
                fields.optionalText("ownHosts"),
                Fact.list(fields, "detection", sure),
                Fact.list(fields, "abuse", sure));
        fields.end();
        guide.requireWhole();
        return guide;
    }

    private static String known(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected the format \"" + FORMAT + "\"");
        return format;
    }

    private static <T> List<T> each(
            Fields fields, String name, Certainty sure, BiFunction<Fields, Certainty, T> reader) {
        List<T> found = new ArrayList<>();
        for (var each : fields.list(name)) found.add(reader.apply(each, sure));
        if (found.isEmpty()) throw new JsonException("expected at least one", "/" + name);
        return found;
    }

    private static List<Fact> hosts(Fields fields, Certainty sure) {
        return fields.eachParsed("hosts", text -> new Fact(HostPattern.of(text).toString(), sure));
    }

    /** What the parts say of each other holds: every scope once, ranked, one of them minimal; no operation without its scope. */
    private void requireWhole() {
        for (int i = 0; i < scopes.size(); i++) requireRanked(i);
        if (scopes.getFirst().standing() != Standing.MINIMAL) {
            throw new JsonException("the first scope is the minimal one", "/scopes/0/standing");
        }
        for (int i = 0; i < operations.size(); i++) {
            var place = "/operations/" + i + "/scope";
            String scope = operations.get(i).scope();
            if (scope(scope).isEmpty()) throw new JsonException("no scope \"" + scope + "\" in this guide", place);
        }
        if (hosts.isEmpty() && ownHosts.isEmpty()) throw new JsonException("neither hosts nor ownHosts", "/");
    }

    private void requireRanked(int place) {
        var scope = scopes.get(place);
        var pointer = "/scopes/" + place;
        if (scopes.subList(0, place).stream().anyMatch(first -> first.name().equals(scope.name()))) {
            throw new JsonException("the scope \"" + scope.name() + "\" stands here twice", pointer);
        }
        if (place > 0 && scopes.get(place - 1).standing().compareTo(scope.standing()) > 0) {
            throw new JsonException("scopes go from the narrowest to the widest", pointer + "/standing");
        }
    }

    /** A permission by its name; one that is never for an agent also by the family it is of ({@code admin.*}). */
    public Optional<Scope> scope(String named) {
        return scopes.stream()
                .filter(scope -> scope.name().equals(named))
                .findFirst()
                .or(() -> scopes.stream().filter(scope -> family(scope, named)).findFirst());
    }

    private static boolean family(Scope scope, String named) {
        int star = scope.name().length() - 1;
        return scope.standing() == Standing.FORBID
                && scope.name().endsWith("*")
                && named.startsWith(scope.name().substring(0, star));
    }

    /** What a request is pre-filled with. */
    public List<Scope> minimal() {
        return scopes.stream()
                .filter(scope -> scope.standing() == Standing.MINIMAL)
                .toList();
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("title", title)
                .and("category", Fields.spelling(category))
                .and("data", Scope.spellings(data, DataClass.class))
                .and("credentials", array(credentials, CredentialKind::json))
                .and("scopes", array(scopes, Scope::json))
                .and("operations", array(operations, GuidedOperation::json))
                .and("revocation", revocation.json())
                .and("rotation", rotation.json())
                .and("hosts", Fact.json(hosts))
                .and("ownHosts", ownHosts.map(JsonString::new))
                .and("detection", Fact.json(detection))
                .and("abuse", Fact.json(abuse))
                .build();
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonValue> form) {
        return new JsonArray(values.stream().map(form).toList());
    }
}
