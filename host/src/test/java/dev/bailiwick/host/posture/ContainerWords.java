package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What each rendered file of a container asks of the runtime, in the words of {@code docker run}: as docker, podman, Compose and a
 * kubelet would hand it on. Line by line, since a line is what the tests take out.
 */
final class ContainerWords {
    /** What of a file is taken out, or said otherwise where leaving it out changes nothing, and the checks that then are red. */
    record Mutation(String from, String to, Set<Check> red) {
        String without(String text) {
            return text.replace(from, to);
        }
    }

    /** A pod's number of processes is the node's setting, not the pod's (kubelet: podPidsLimit). */
    private static final List<String> NODE = List.of("--pids-limit 64");

    private static final Map<Pattern, String> COMPOSE = patterns(Map.ofEntries(
            Map.entry("user: \"(.*)\"", "--user $1"),
            Map.entry("read_only: true", "--read-only"),
            Map.entry("cap_drop: \\[ALL]", "--cap-drop ALL"),
            Map.entry("- \"no-new-privileges:true\"", "--security-opt no-new-privileges"),
            Map.entry("- \"seccomp:(.*)\"", "--security-opt seccomp=$1"),
            Map.entry("tmpfs: \\[\"(.*)\"]", "--tmpfs $1"),
            Map.entry("mem_limit: \"(.*)\"", "--memory $1"),
            Map.entry("cpus: \"(.*)\"", "--cpus $1"),
            Map.entry("pids_limit: (.*)", "--pids-limit $1"),
            Map.entry("ipc: (.*)", "--ipc $1"),
            Map.entry("- \\{type: bind, source: \"(.*?)\".* read_only: true.*", "--mount source=$1,readonly"),
            Map.entry("- \\{type: bind, source: \"(.*?)\".* read_only: false.*", "--mount source=$1"),
            // read-write is what is not said
            Map.entry("- \\{type: bind, source: \"([^\"]*)\", target: \"[^\"]*\", bind.*", "--mount source=$1")));

    private static final Map<Pattern, String> KUBERNETES = patterns(Map.ofEntries(
            Map.entry("runAsUser: (.*)", "--user $1"),
            Map.entry("readOnlyRootFilesystem: true", "--read-only"),
            Map.entry("capabilities: \\{drop: \\[ALL]}", "--cap-drop ALL"),
            Map.entry("allowPrivilegeEscalation: false", "--security-opt no-new-privileges"),
            Map.entry("seccompProfile: .*localhostProfile: (.*)}", "--security-opt seccomp=$1"),
            Map.entry("- \\{name: tmp, mountPath: (.*)}", "--tmpfs $1:rw,nosuid,nodev,noexec,size=64m,mode=1777"),
            Map.entry("limits: .*memory: ([0-9]+)Mi.*", "--memory $1m"),
            Map.entry("limits: .*cpu: 1([0-9])([0-9])0m.*", "--cpus 1.$1$2"),
            Map.entry("hostIPC: true", "--ipc host"),
            Map.entry("- \\{name: config, mountPath: \"(.*)\", readOnly: true}", "--mount source=$1,readonly"),
            Map.entry("- \\{name: (?:config|data-[0-9]+), mountPath: \"([^\"]*)\"}", "--mount source=$1")));

    private ContainerWords() {}

    private static Map<Pattern, String> patterns(Map<String, String> words) {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        words.forEach((text, option) -> patterns.put(Pattern.compile(text), option));
        return patterns;
    }

    static List<String> of(String file, String text) {
        var lines = text.lines().map(String::strip);
        return switch (file) {
            case "compose.yaml" -> lines.flatMap(line -> said(COMPOSE, line)).toList();
            case "kubernetes.yaml" -> {
                var said = new ArrayList<>(NODE);
                lines.flatMap(line -> said(KUBERNETES, line)).forEach(said::add);
                yield said;
            }
            default ->
                lines.filter(line -> line.startsWith("--"))
                        .map(line -> line.replace(" \\", ""))
                        .toList();
        };
    }

    private static Stream<String> said(Map<Pattern, String> words, String line) {
        return words.entrySet().stream().flatMap(each -> {
            Matcher found = each.getKey().matcher(line);
            return found.matches() ? Stream.of(found.replaceFirst(each.getValue())) : Stream.empty();
        });
    }

    /** By what is taken out. */
    static Map<String, Mutation> mutations(String file) {
        return switch (file) {
            case "compose.yaml" -> compose();
            case "kubernetes.yaml" -> kubernetes();
            default -> run();
        };
    }

    private static Map<String, Mutation> run() {
        return of(
                gone("  --user \"$account\" \\\n", Check.ACC_01),
                gone("  --read-only \\\n", Check.CTR_02),
                gone("nosuid,", Check.CTR_08),
                gone("  --cap-drop ALL \\\n", Check.CAP_01, Check.CTR_03),
                gone("  --security-opt no-new-privileges \\\n", Check.CAP_02),
                gone("  --security-opt seccomp=seccomp.json \\\n", Check.CAP_03),
                gone("  --memory 128m \\\n", Check.CTR_04),
                gone("  --cpus 1.05 \\\n", Check.CTR_04),
                gone("  --pids-limit 64 \\\n", Check.CTR_04),
                gone(",readonly", Check.CTR_07),
                new Mutation("--ipc private", "--ipc host", Set.of(Check.CTR_05)));
    }

    private static Map<String, Mutation> compose() {
        return of(
                gone("    user: \"${AGENT_UID:?}:${AGENT_GID:?}\"\n", Check.ACC_01),
                gone("    read_only: true\n", Check.CTR_02),
                gone("nosuid,", Check.CTR_08),
                gone("    cap_drop: [ALL]\n", Check.CAP_01, Check.CTR_03),
                gone("      - \"no-new-privileges:true\"\n", Check.CAP_02),
                gone("      - \"seccomp:seccomp.json\"\n", Check.CAP_03),
                gone("    mem_limit: \"128m\"\n", Check.CTR_04),
                gone("    cpus: \"1.05\"\n", Check.CTR_04),
                gone("    pids_limit: 64\n", Check.CTR_04),
                gone(", read_only: true", Check.CTR_07),
                new Mutation("    ipc: private\n", "    ipc: host\n", Set.of(Check.CTR_05)));
    }

    private static Map<String, Mutation> kubernetes() {
        return of(
                gone("        runAsUser: 64001\n", Check.ACC_01),
                gone("            readOnlyRootFilesystem: true\n", Check.CTR_02),
                gone("            capabilities: {drop: [ALL]}\n", Check.CAP_01, Check.CTR_03),
                gone("            allowPrivilegeEscalation: false\n", Check.CAP_02),
                gone(
                        "        seccompProfile: {type: Localhost, localhostProfile: openclaw-example.json}\n",
                        Check.CAP_03),
                gone("memory: 128Mi, ", Check.CTR_04),
                gone(", cpu: 1050m", Check.CTR_04),
                gone(", readOnly: true", Check.CTR_07),
                new Mutation("hostIPC: false", "hostIPC: true", Set.of(Check.CTR_05)));
    }

    private static Mutation gone(String text, Check... red) {
        return new Mutation(text, "", Set.of(red));
    }

    private static Map<String, Mutation> of(Mutation... mutations) {
        Map<String, Mutation> all = new LinkedHashMap<>();
        for (var each : mutations) all.put(each.from(), each);
        return all;
    }
}
