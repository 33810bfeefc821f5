package dev.bailiwick.host.posture;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code docker run} asks of runc, from its options: enough of it to run one program. {@link ContainerWords} finds the options. */
final class HardenedContainer {
    private static final List<String> DOCKERS_CAPABILITIES =
            List.of("CAP_CHOWN", "CAP_KILL", "CAP_NET_RAW", "CAP_SETUID");

    private final List<String> options;
    private final JsonObject seccomp;

    HardenedContainer(List<String> options, String seccomp) {
        this.options = List.copyOf(options);
        this.seccomp = Json.parseObject(seccomp);
    }

    private Stream<String> values(String option) {
        return options.stream()
                .filter(line -> line.startsWith(option + " "))
                .map(line -> line.substring(option.length() + 1));
    }

    private boolean says(String option) {
        return options.contains(option);
    }

    JsonObject bundle(long account) {
        return JsonObject.with("ociVersion", "1.0.2")
                .and(
                        "annotations",
                        JsonObject.with("image", "corp.example/openclaw@sha256:" + "a".repeat(64))
                                .build())
                .and(
                        "root",
                        JsonObject.with("path", "root")
                                .and("readonly", says("--read-only"))
                                .build())
                .and("process", process(account))
                .and("mounts", new JsonArray(mounts()))
                .and("linux", linux())
                .build();
    }

    private JsonObject process(long account) {
        long user = values("--user").findFirst().isPresent() ? account : 0;
        var capabilities = says("--cap-drop ALL") ? List.<String>of() : DOCKERS_CAPABILITIES;
        var set = JsonArray.ofStrings(capabilities);
        return JsonObject.with(
                        "user",
                        JsonObject.with("uid", JsonNumber.of(user))
                                .and("gid", JsonNumber.of(user))
                                .build())
                .and("args", JsonArray.ofStrings(List.of("/usr/bin/sleep", "60")))
                .and("cwd", "/")
                .and("noNewPrivileges", says("--security-opt no-new-privileges"))
                .and(
                        "capabilities",
                        JsonObject.with("bounding", set)
                                .and("effective", set)
                                .and("permitted", set)
                                .build())
                .build();
    }

    private List<JsonValue> mounts() {
        List<JsonValue> mounts = new ArrayList<>();
        mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
        mounts.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "mode=755"));
        mounts.add(mount("/usr", "bind", "/usr", "bind", "ro", "nosuid", "nodev"));
        values("--tmpfs").forEach(line -> {
            var parts = line.split(":", 2);
            mounts.add(mount(parts[0], "tmpfs", "tmpfs", parts[1].split(",", -1)));
        });
        values("--mount").forEach(line -> {
            var source = line.replaceAll(".*source=([^,]*).*", "$1");
            mounts.add(mount(source, "bind", source, "rbind", "rprivate", line.endsWith(",readonly") ? "ro" : "rw"));
        });
        return mounts;
    }

    private static JsonObject mount(String target, String type, String source, String... options) {
        return JsonObject.with("destination", target)
                .and("type", type)
                .and("source", source)
                .and("options", JsonArray.ofStrings(List.of(options)))
                .build();
    }

    private JsonObject linux() {
        var linux = JsonObject.with(
                        "namespaces",
                        new JsonArray(Stream.of("pid", "ipc", "uts", "mount", "network")
                                .filter(name -> !(name.equals("ipc") && says("--ipc host")))
                                .<JsonValue>map(
                                        name -> JsonObject.with("type", name).build())
                                .toList()))
                .and("resources", resources());
        values("--security-opt")
                .filter(each -> each.startsWith("seccomp="))
                .forEach(_ -> linux.and("seccomp", seccomp));
        return linux.build();
    }

    private JsonObject resources() {
        var resources = JsonObject.with(
                "devices",
                JsonArray.of(JsonObject.with("allow", new JsonBoolean(false))
                        .and("access", "rwm")
                        .build()));
        number("--memory", "m", "", 1 << 20)
                .ifPresent(bytes -> resources.and(
                        "memory", JsonObject.with("limit", JsonNumber.of(bytes)).build()));
        number("--pids-limit", "", "", 1)
                .ifPresent(most -> resources.and(
                        "pids", JsonObject.with("limit", JsonNumber.of(most)).build()));
        number("--cpus", "", ".", 1000)
                .ifPresent(quota -> resources.and(
                        "cpu",
                        JsonObject.with("quota", JsonNumber.of(quota))
                                .and("period", 100_000)
                                .build()));
        return resources.build();
    }

    private java.util.Optional<Long> number(String option, String unit, String point, long times) {
        return values(option)
                .map(text -> Long.parseLong(text.replace(unit, "").replace(point, "")) * times)
                .findFirst();
    }
}
