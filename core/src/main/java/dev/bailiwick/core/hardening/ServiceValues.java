package dev.bailiwick.core.hardening;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What systemd says of the running service, line for line of the rendered unit that confines it (systemctl(1), show). */
final class ServiceValues {
    /** Left by {@code @system-service}, taken by the unit's second line. */
    private static final Set<String> DENIED_CALLS = Set.of("memfd_create", "execveat", "keyctl", "mlock", "setrlimit");

    private static final Set<String> FAMILIES = Set.of("AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK");
    private static final List<String> ON = List.of(
            "NoNewPrivileges",
            "ProtectHome",
            "PrivateTmp",
            "PrivateDevices",
            "PrivateMounts",
            "ProtectClock",
            "ProtectHostname",
            "ProtectKernelLogs",
            "ProtectKernelModules",
            "ProtectKernelTunables",
            "ProtectControlGroups",
            "RemoveIPC",
            "RestrictNamespaces",
            "RestrictRealtime",
            "RestrictSUIDSGID",
            "LockPersonality");

    private final Map<String, String> values;

    /** @param values without what is empty, as systemd leaves it out */
    ServiceValues(Map<String, String> values) {
        this.values = values;
    }

    /** The first value, by name, that is not the profile's. */
    Optional<String> wrong(AgentProfile profile) {
        return exact(profile).entrySet().stream()
                .filter(each -> !each.getValue().equals(value(each.getKey())))
                .map(each -> each.getKey() + " is \"" + value(each.getKey()) + "\"")
                .findFirst()
                .or(() -> lists(profile));
    }

    private static Map<String, String> exact(AgentProfile profile) {
        var account = profile.account().name();
        var limits = profile.limits();
        var exact = new TreeMap<>(Map.of(
                "User", account, "Group", account, "KillMode", "control-group", "KillSignal", "9", "UMask", "0077"));
        ON.forEach(name -> exact.put(name, "yes"));
        exact.putAll(Map.of(
                "ProtectSystem", "strict",
                "ProtectProc", "invisible",
                "ProcSubset", "pid",
                "KeyringMode", "private",
                "CapabilityBoundingSet", "",
                "AmbientCapabilities", "",
                "SystemCallArchitectures", "native",
                "SystemCallErrorNumber", "1"));
        exact.putAll(Map.of(
                "MemoryMax", String.valueOf(limits.memoryMiB() << 20),
                "MemorySwapMax", "0",
                "TasksMax", String.valueOf(limits.processes()),
                "LimitNOFILE", String.valueOf(limits.openFiles()),
                "LimitCORE", "0"));
        return exact;
    }

    private Optional<String> lists(AgentProfile profile) {
        var files = profile.files();
        return lacking("ReadOnlyPaths", List.of(files.config().text()))
                .or(() -> lacking("InaccessiblePaths", List.of("-" + files.log(), "-/run/docker.sock")))
                .or(() -> lacking(
                        "NoExecPaths",
                        List.of(files.workspace().text(), files.state().text(), "/tmp")))
                .or(() -> lacking("IPAddressDeny", List.of("0.0.0.0/0", "::/0")))
                .or(this::families)
                .or(this::calls)
                .or(this::processor);
    }

    private Optional<String> families() {
        var named = words("RestrictAddressFamilies");
        return !named.isEmpty() && FAMILIES.containsAll(named)
                ? Optional.empty()
                : Optional.of("RestrictAddressFamilies is \"" + value("RestrictAddressFamilies") + "\"");
    }

    /** What is listed is what is permitted; after a {@code ~} what is denied. */
    private Optional<String> calls() {
        var named = words("SystemCallFilter");
        if (named.isEmpty() || named.getFirst().startsWith("~"))
            return Optional.of("SystemCallFilter permits what it does not name");
        return named.stream()
                .filter(DENIED_CALLS::contains)
                .findFirst()
                .map(call -> "SystemCallFilter permits " + call);
    }

    private Optional<String> processor() {
        return Optional.of(value("CPUQuotaPerSecUSec"))
                .filter(quota -> quota.isEmpty() || quota.equals("infinity"))
                .map(_ -> "CPUQuota is not set");
    }

    private Optional<String> lacking(String name, List<String> wanted) {
        var named = words(name);
        return wanted.stream().filter(each -> !named.contains(each)).findFirst().map(each -> name + " lacks " + each);
    }

    private List<String> words(String name) {
        return Arrays.stream(value(name).split(" ", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }
}
