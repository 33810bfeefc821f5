package dev.bailiwick.core.command;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Profiles of a JSON file, by name: each an object with {@code commands}, {@code readRoots}, {@code writeRoots}, {@code
 * httpHosts}, {@code verbs}, {@code require}, {@code protectedInWorkspace}; {@code extends} names one whose lists it adds to. The
 * member {@code common} holds what all share.
 */
public final class Profiles {
    private static final Set<String> NO_PROFILES = Set.of("note", "common", "cwd");
    private static final Pattern FOLDER = Pattern.compile("cwd is (/\\S+)");

    private final JsonObject file;
    private final String folder;

    private Profiles(JsonObject file, String folder) {
        this.file = file;
        this.folder = folder;
    }

    /** @throws dev.bailiwick.json.JsonException when the file has no working directory, neither as {@code cwd} nor in its note */
    public static Profiles of(JsonObject file) {
        var note = file.string("note")
                .map(FOLDER::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1));
        return new Profiles(file, file.string("cwd").or(() -> note).orElse("/\0"));
    }

    /** Every profile's name. */
    public Set<String> names() {
        var names = new HashSet<>(file.members().keySet());
        names.removeAll(NO_PROFILES);
        return names;
    }

    /** The profile of this name. */
    public Optional<Profile> find(String name) {
        return names().contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private AllowlistProfile read(String name) {
        var own = Fields.of(
                file.object(name).orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no profile")));
        var parent = own.optionalText("extends").map(this::read);
        Set<String> commands = new HashSet<>(own.texts("commands"));
        parent.ifPresent(above -> commands.addAll(above.commands()));
        return new AllowlistProfile(
                commands,
                folder,
                lists(own, "readRoots", parent.map(AllowlistProfile::readRoots)),
                lists(own, "writeRoots", parent.map(AllowlistProfile::writeRoots)),
                redirectRoots(),
                new HashSet<>(lists(own, "httpHosts", parent.map(above -> List.copyOf(above.hosts())))),
                map(own, "verbs"),
                map(own, "require"),
                own.texts("protectedInWorkspace"));
    }

    /** A list of its own replaces the one of the profile it extends. */
    private static List<String> lists(Fields own, String name, Optional<List<String>> above) {
        return own.has(name) ? own.texts(name) : above.orElse(List.of());
    }

    private List<String> redirectRoots() {
        List<String> roots = new ArrayList<>();
        for (String pattern : file.object("common")
                .map(common -> Fields.of(common).texts("redirectTo"))
                .orElse(List.of("/**"))) {
            roots.add(pattern.endsWith("/**") ? pattern.substring(0, Math.max(1, pattern.length() - 3)) : pattern);
        }
        return roots;
    }

    private static Map<String, List<String>> map(Fields own, String name) {
        Map<String, List<String>> map = new HashMap<>();
        own.optionalObject(name).ifPresent(object -> {
            var fields = Fields.of(object);
            for (String key : object.members().keySet()) map.put(key, fields.texts(key));
        });
        return map;
    }
}
