package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
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

    private static Map<String, HostPath> places(JsonObject object) {
        Map<String, HostPath> places = new TreeMap<>();
        var fields = Fields.of(object);
        object.members().keySet().forEach(name -> places.put(name, fields.parsed(name, HostPath::new)));
        return places;
    }
}
