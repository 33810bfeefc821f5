package dev.bailiwick.core.hardening;

import dev.bailiwick.core.hardening.Observed.AgentProcess;
import dev.bailiwick.core.hardening.Observed.Mount;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How open a service lies, from 0 (closed) to 10, as {@code systemd-analyze security} counts, but from what the kernel shows of the
 * running processes: a unit's text says what somebody wanted. Each wall that does not stand adds its weight.
 */
final class Exposure {
    /** In tenths. The same figure is asked of the unit's text. */
    static final int MOST = 15;

    /**
     * One wall.
     *
     * @param open what is so without it
     * @param weight in tenths
     */
    private record Wall(String open, int weight, Predicate<AgentProcess> stands) {}

    private static final List<Wall> WALLS = List.of(
            new Wall("it runs as root", 15, threads(thread -> !thread.accounts().contains(0L))),
            new Wall(
                    "it has capabilities",
                    20,
                    threads(thread -> thread.capabilities().stream().allMatch(set -> set == 0))),
            new Wall("it may gain privileges", 10, threads(Observed.Rights::noNewPrivileges)),
            new Wall("its system calls are not filtered", 15, threads(thread -> thread.seccomp() == 2)),
            new Wall("the system is writable", 10, mount("/", Mount::readOnly)),
            new Wall("it sees homes", 5, mount("/home", Mount::readOnly)),
            new Wall("it shares /tmp", 5, process -> at(process, "/tmp").isPresent()),
            new Wall("it sees devices", 5, mount("/dev", mount -> mount.type().equals("tmpfs"))),
            new Wall(
                    "it shares the machine's mounts",
                    5,
                    process -> process.shared()
                            .filter(shared -> !shared.contains("mnt"))
                            .isPresent()),
            new Wall("the kernel's settings are writable", 5, mount("/sys", Mount::readOnly)),
            new Wall(
                    "its resources are not limited",
                    5,
                    process -> process.bounds().filter(Observed.Bounds::all).isPresent()));

    private Exposure() {}

    /** The most exposed of the agent's processes. */
    static Result of(List<AgentProcess> processes) {
        var source = "/proc/PID/status, mountinfo, ns, cgroup";
        boolean unseen = processes.isEmpty()
                || processes.stream()
                        .anyMatch(each -> !each.steady()
                                || each.threads().isEmpty()
                                || each.mounts().isEmpty()
                                || each.shared().isEmpty());
        if (unseen) return Result.unknown(Check.SVC_03, "no process of the service could be read whole");
        int worst = 0;
        String why = "every wall stands";
        for (var process : processes) {
            int open = tenths(process);
            if (open > worst) why = words(process);
            worst = Math.max(worst, open);
        }
        var said = "exposure " + worst / 10 + "." + worst % 10 + ": " + why;
        return worst > MOST ? Result.fail(Check.SVC_03, said, source) : Result.pass(Check.SVC_03, said, source);
    }

    private static int tenths(AgentProcess process) {
        return WALLS.stream()
                .filter(wall -> !wall.stands().test(process))
                .mapToInt(Wall::weight)
                .sum();
    }

    private static String words(AgentProcess process) {
        return String.join(
                        ", ",
                        WALLS.stream()
                                .filter(wall -> !wall.stands().test(process))
                                .map(Wall::open)
                                .toList())
                + " (process " + process.pid() + ")";
    }

    private static Predicate<AgentProcess> threads(Predicate<Observed.Rights> right) {
        return process -> process.threads().stream().allMatch(right);
    }

    private static Predicate<AgentProcess> mount(String target, Predicate<Mount> right) {
        return process -> at(process, target).filter(right).isPresent();
    }

    /** The last mount on a place is the one that is seen. */
    private static Optional<Mount> at(AgentProcess process, String target) {
        return process.mounts().orElse(List.of()).stream()
                .filter(mount -> mount.target().equals(target))
                .reduce((_, last) -> last);
    }
}
