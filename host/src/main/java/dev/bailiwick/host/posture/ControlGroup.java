package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Observed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What control groups allow a process: version 2, version 1, or each for a part, as machines in between have it. */
final class ControlGroup {
    /** Version 1 says "no limit" with a number next to the largest. */
    private static final long ENDLESS = Long.MAX_VALUE / 2;

    private final Map<String, Path> folders = new HashMap<>();

    private ControlGroup() {}

    static Optional<Observed.Bounds> of(Path process) {
        return ProcessReading.text(process.resolve("cgroup")).map(membership -> {
            var group = new ControlGroup();
            group.find(membership);
            return new Observed.Bounds(
                    group.least("memory", "memory.max", "memory.limit_in_bytes"),
                    group.least("pids", "pids.max", "pids.max"),
                    group.cpu());
        });
    }

    /** Lines such as {@code 5:pids:/group} and {@code 0::/group}, looked up among our own mounts. */
    private void find(String membership) {
        var mounts = ProcessReading.text(Path.of("/proc/self/mountinfo")).orElse("");
        membership.lines().forEach(line -> {
            var parts = line.split(":", 3);
            for (var controller : parts[1].isEmpty() ? new String[] {""} : parts[1].split(",", -1)) {
                mount(mounts, controller)
                        .ifPresent(root -> folders.put(controller, root.resolve(parts[2].substring(1))));
            }
        });
    }

    private static Optional<Path> mount(String mounts, String controller) {
        return mounts.lines()
                .filter(line -> {
                    var tail = line.substring(line.indexOf(" - ") + 3);
                    return controller.isEmpty()
                            ? tail.startsWith("cgroup2 ")
                            : tail.startsWith("cgroup ")
                                    && ("," + tail.substring(tail.lastIndexOf(' ') + 1) + ",")
                                            .contains("," + controller + ",");
                })
                .map(line -> Path.of(line.split(" ", -1)[4]))
                .findFirst();
    }

    /** The smallest limit on the way up. */
    private Optional<Long> least(String controller, String two, String one) {
        boolean older = folders.containsKey(controller);
        Optional<Long> least = Optional.empty();
        for (var folder = folders.get(older ? controller : ""); folder != null; folder = folder.getParent()) {
            var limit = number(folder.resolve(older ? one : two));
            if (limit.isPresent() && (least.isEmpty() || limit.get() < least.get())) least = limit;
            if (!Files.exists(folder.resolve("cgroup.procs"))) break;
        }
        return least;
    }

    private static Optional<Long> number(Path file) {
        return ProcessReading.text(file)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,19}"))
                .map(Long::parseUnsignedLong)
                .filter(number -> number >= 0 && number < ENDLESS);
    }

    private boolean cpu() {
        boolean older = folders.containsKey("cpu");
        for (var folder = folders.get(older ? "cpu" : ""); folder != null; folder = folder.getParent()) {
            var text = ProcessReading.text(folder.resolve(older ? "cpu.cfs_quota_us" : "cpu.max"))
                    .map(String::strip);
            if (text.filter(said -> said.matches("[0-9]+( [0-9]+)?")).isPresent()) return true;
            if (!Files.exists(folder.resolve("cgroup.procs"))) break;
        }
        return false;
    }
}
