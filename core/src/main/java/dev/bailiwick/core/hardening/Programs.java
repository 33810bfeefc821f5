package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The only programs the agent may start. One that runs what it is given equals everything the agent's other rights reach, so a
 * profile that lists one says so.
 *
 * @param allowed by their real paths
 * @param interpreters whether programs that run other programs or scripts may be among them
 * @param digests which file each of them has to be, where the profile says so
 */
public record Programs(List<HostPath> allowed, boolean interpreters, Map<HostPath, Digest> digests) {
    private static final Set<String> RUN_OTHERS = Set.of(
            "awk",
            "bash",
            "busybox",
            "chroot",
            "cmake",
            "dash",
            "docker",
            "ed",
            "env",
            "expect",
            "find",
            "flock",
            "gawk",
            "gdb",
            "git",
            "ionice",
            "java",
            "kubectl",
            "ld.so",
            "less",
            "lua",
            "make",
            "man",
            "mawk",
            "more",
            "mvn",
            "nice",
            "node",
            "nohup",
            "npm",
            "nsenter",
            "parallel",
            "perl",
            "php",
            "podman",
            "python",
            "python3",
            "rsync",
            "ruby",
            "script",
            "setsid",
            "sh",
            "ssh",
            "stdbuf",
            "strace",
            "su",
            "sudo",
            "tar",
            "taskset",
            "tclsh",
            "time",
            "timeout",
            "unshare",
            "vi",
            "vim",
            "watch",
            "xargs",
            "zsh");

    public Programs {
        allowed = allowed.stream().distinct().sorted().toList();
        for (var each : allowed) require(each, List.of(), interpreters);
        digests = Map.copyOf(digests);
        for (var each : digests.keySet())
            if (!allowed.contains(each)) throw new IllegalArgumentException(each + " is pinned and not listed");
    }

    /** Whether these bytes may run as this program: a pinned one is no other. */
    public boolean is(HostPath program, Digest bytes) {
        return digests.getOrDefault(program, bytes).equals(bytes);
    }

    /** Those of these names. Interpreters are named only as long as one is left. */
    Programs only(Set<String> names) {
        var left = allowed.stream().filter(each -> names.contains(each.name())).toList();
        var pins = new TreeMap<>(digests);
        pins.keySet().retainAll(left);
        return new Programs(left, interpreters && left.stream().anyMatch(Programs::runsOthers), pins);
    }

    private static HostPath require(HostPath program, List<HostPath> writable, boolean interpreters) {
        for (var root : writable) {
            if (program.within(root)) {
                throw new IllegalArgumentException(program + " lies in " + root + ", which the agent may write");
            }
        }
        if (!interpreters && runsOthers(program)) {
            throw new IllegalArgumentException(
                    program + " runs what it is given: a profile that lists it says interpreters: true");
        }
        return program;
    }

    private static boolean runsOthers(HostPath program) {
        var name = program.name();
        return RUN_OTHERS.contains(name) || RUN_OTHERS.contains(name.replaceAll("[0-9.]+$", ""));
    }

    static Programs of(Fields fields, FileRules files) {
        boolean interpreters = fields.optionalFlag("interpreters").orElse(false);
        var allowed = fields.eachParsed("allowed", text -> require(new HostPath(text), files.writable(), interpreters));
        var digests = digests(fields);
        fields.end();
        return new Programs(allowed, interpreters, digests);
    }

    private static Map<HostPath, Digest> digests(Fields fields) {
        Map<HostPath, Digest> digests = new TreeMap<>();
        if (!fields.has("digests")) return digests;
        var names = fields.object("digests").members().keySet();
        var each = fields.fields("digests");
        for (var name : names) digests.put(new HostPath(name), each.parsed(name, Digest::new));
        return digests;
    }

    JsonObject json() {
        return JsonObject.with(
                        "allowed",
                        JsonArray.ofStrings(allowed.stream().map(HostPath::text).toList()))
                .and("interpreters", new JsonBoolean(interpreters))
                .and("digests", pins())
                .build();
    }

    /** Nothing where nothing is pinned: such a profile keeps its digest. */
    private Optional<JsonObject> pins() {
        if (digests.isEmpty()) return Optional.empty();
        var pins = JsonObject.builder();
        new TreeMap<>(digests).forEach((program, digest) -> pins.and(program.text(), digest.hex()));
        return Optional.of(pins.build());
    }
}
