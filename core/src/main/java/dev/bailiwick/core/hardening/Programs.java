package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * The only programs the agent may start. One that runs what it is given equals everything the agent's other rights reach, so a
 * profile that lists one says so.
 *
 * @param allowed by their real paths
 * @param interpreters whether programs that run other programs or scripts may be among them
 */
public record Programs(List<HostPath> allowed, boolean interpreters) {
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
    }

    /** Those of these names. Interpreters are named only as long as one is left. */
    Programs only(Set<String> names) {
        var left = allowed.stream().filter(each -> names.contains(each.name())).toList();
        return new Programs(left, interpreters && left.stream().anyMatch(Programs::runsOthers));
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
        fields.end();
        return new Programs(allowed, interpreters);
    }

    JsonObject json() {
        return JsonObject.with(
                        "allowed",
                        JsonArray.ofStrings(allowed.stream().map(HostPath::text).toList()))
                .and("interpreters", new JsonBoolean(interpreters))
                .build();
    }
}
