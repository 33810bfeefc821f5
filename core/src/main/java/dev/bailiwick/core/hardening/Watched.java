package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an agent's machine is looked at.
 *
 * @param profile the file that says how the machine has to be; when absent, the one of the agent's name
 * @param container as docker, podman or runc know it; without one, the process its plugin speaks from
 * @param rendered the folder its files were rendered into
 * @param installed where copies of them lie, by their names
 * @param parts folders in which its runtime, plugins and skills lie
 * @param backup the listing of what the last backup holds, a path in a line
 * @param audits what OpenClaw's own audits printed
 */
public record Watched(
        Optional<String> profile,
        Optional<String> container,
        Optional<HostPath> rendered,
        Map<String, HostPath> installed,
        List<HostPath> parts,
        Optional<HostPath> backup,
        List<HostPath> audits) {
    public static final Watched NOTHING_SAID =
            new Watched(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Somewhere of whose parts nobody said where they lie. */
    public Watched(
            Optional<String> profile,
            Optional<String> container,
            Optional<HostPath> rendered,
            Map<String, HostPath> installed) {
        this(profile, container, rendered, installed, List.of(), Optional.empty(), List.of());
    }

    public Watched {
        parts = List.copyOf(parts);
        audits = List.copyOf(audits);
        installed = Map.copyOf(installed);
    }

    static Watched of(Fields fields) {
        return new Watched(
                fields.optionalText("profile"),
                fields.optionalText("container"),
                fields.optionallyParsed("rendered", HostPath::new),
                fields.optionalObject("installed").map(Watched::places).orElse(Map.of()),
                fields.eachParsed("parts", HostPath::new),
                fields.optionallyParsed("backup", HostPath::new),
                fields.eachParsed("audits", HostPath::new));
    }

    /** @throws dev.bailiwick.json.JsonException when the object says nothing of the kind */
    public static Watched of(JsonObject json) {
        var fields = Fields.of(json);
        var watched = of(fields);
        fields.end();
        return watched;
    }

    public JsonObject json() {
        var places = JsonObject.builder();
        new TreeMap<>(installed).forEach((name, path) -> places.and(name, path.text()));
        return JsonObject.builder()
                .and("profile", profile.map(JsonString::new))
                .and("container", container.map(JsonString::new))
                .and("rendered", rendered.map(path -> new JsonString(path.text())))
                .and("installed", places.build())
                .and("parts", texts(parts))
                .and("backup", backup.map(path -> new JsonString(path.text())))
                .and("audits", texts(audits))
                .build();
    }

    private static JsonArray texts(List<HostPath> paths) {
        return JsonArray.ofStrings(paths.stream().map(HostPath::text).toList());
    }

    private static Map<String, HostPath> places(JsonObject object) {
        Map<String, HostPath> places = new TreeMap<>();
        var fields = Fields.of(object);
        object.members().keySet().forEach(name -> places.put(name, fields.parsed(name, HostPath::new)));
        return places;
    }
}
