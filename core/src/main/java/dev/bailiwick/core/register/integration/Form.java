package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.core.guide.Standing;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as a person sends it. What it leaves out comes from the guide: the minimal permissions, the operations they are
 * for, the data that usually lies there. What it says is held to the guide.
 */
public final class Form {
    private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9_.-]{0,62}");
    private static final Pattern NAME = Pattern.compile("\\p{Graph}{1,200}");
    private static final int MOST = 100;

    private final Fields fields;
    private final String system;
    private final Optional<Guide> guide;

    private Form(Fields fields, Guides guides) {
        this.fields = fields;
        this.system = fields.parsed("system", Form::system);
        this.guide = guides.find(system);
    }

    /** @throws JsonException naming the field that is missing, empty, unknown or says nothing */
    public static Ask read(Fields fields, Guides guides) {
        return new Form(fields, guides).ask();
    }

    private Ask ask() {
        var agent = fields.parsed("agent", AgentId::new);
        var permissions = permissions();
        var ask = new Ask(
                agent,
                system,
                permissions,
                operations(permissions),
                data(),
                fields.parsed("justification", Justification::new),
                safeguards(),
                Owners.of(fields.fields("owners")),
                fields.parsed("until", Instant::parse));
        fields.end();
        return ask;
    }

    private Set<String> permissions() {
        var stated = fields.eachParsed("permissions", this::permission);
        if (fields.has("permissions") || guide.isEmpty()) return some("permissions", stated);
        return guide.get().minimal().stream().map(Scope::name).collect(Collectors.toSet());
    }

    private String permission(String name) {
        if (guide.isEmpty()) return name(name);
        var scope = guide.get()
                .scope(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the guide " + system + " has no permission \"" + visible(name) + "\""));
        if (scope.standing() == Standing.FORBID) {
            throw new IllegalArgumentException("\"" + name + "\" is never for an agent; the minimal ones are "
                    + guide.get().minimal().stream().map(Scope::name).collect(Collectors.joining(", ")));
        }
        return name;
    }

    private Set<String> operations(Set<String> permissions) {
        var stated = fields.eachParsed("operations", name -> operation(name, permissions));
        if (fields.has("operations") || guide.isEmpty()) return some("operations", stated);
        var known = new LinkedHashSet<String>();
        guide.get().operations().stream()
                .filter(each -> permissions.contains(each.scope()))
                .forEach(each -> known.add(each.id()));
        if (!guide.get().hosts().isEmpty()) {
            known.add("http.get");
            if (writes(permissions)) known.add("http.send");
        }
        return known;
    }

    private boolean writes(Set<String> permissions) {
        return permissions.stream()
                .flatMap(name -> guide.orElseThrow().scope(name).stream())
                .anyMatch(scope -> !EnumSet.of(Power.READ).containsAll(scope.powers()));
    }

    /** An operation of the guide needs its permission; any other name is a tool's own. */
    private String operation(String name, Set<String> permissions) {
        guide.stream()
                .flatMap(known -> known.operations().stream())
                .filter(known -> known.id().equals(name))
                .map(known -> known.scope())
                .filter(scope -> !permissions.contains(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw new IllegalArgumentException("\"" + name + "\" needs the permission " + scope);
                });
        return name(name);
    }

    private Set<DataClass> data() {
        var stated = fields.eachOneOf("data", DataClass.class);
        if (fields.has("data") || guide.isEmpty()) return some("data", stated);
        return guide.get().data();
    }

    private Set<Safeguard> safeguards() {
        return some("safeguards", fields.eachOneOf("safeguards", Safeguard.class));
    }

    private static <T> Set<T> some(String name, List<T> stated) {
        if (stated.isEmpty()) throw new JsonException("name at least one of them", "/" + name);
        if (stated.size() > MOST) throw new JsonException("name at most " + MOST + " of them", "/" + name);
        return Set.copyOf(stated);
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches())
            throw new IllegalArgumentException("a name has 1 to 200 visible characters without spaces");
        return text;
    }

    private static String system(String text) {
        if (!SYSTEM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a system is a guide's name, or one of lower-case letters, digits, _ . -: \"" + visible(text)
                            + "\"");
        }
        return text;
    }

    private static String visible(String text) {
        return Untrusted.visible(text);
    }
}
