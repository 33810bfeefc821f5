package dev.bailiwick.core.hardening;

import dev.bailiwick.core.hardening.Observed.AgentProcess;
import dev.bailiwick.core.hardening.Observed.Mount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What surrounds the gateway's process: its mounts, namespaces and limits, and what its runtime says of them. */
final class ContainerRules {
    private static final String MOUNTS = "/proc/PID/mountinfo";
    private static final Set<String> OWN = Set.of("mnt", "pid", "ipc", "net", "uts");
    private static final List<String> SOCKETS =
            List.of("docker.sock", "podman.sock", "containerd.sock", "crio.sock", "/run/podman", "/run/containerd");
    private static final Set<String> SYSTEM =
            Set.of("/etc", "/root", "/home", "/boot", "/var", "/run", "/proc", "/sys");

    /** File systems that are no disk of the host's. */
    private static final Set<String> VIRTUAL = Set.of(
            "proc", "sysfs", "devpts", "mqueue", "cgroup", "cgroup2", "tmpfs", "overlay", "securityfs", "debugfs");

    private final Observed observed;
    private final Optional<AgentProfile> profile;

    ContainerRules(Observed observed, Optional<AgentProfile> profile) {
        this.observed = observed;
        this.profile = profile;
    }

    void judge(Inspection out) {
        if (observed.processes().isEmpty()) return;
        var gateway = observed.processes().getFirst();
        boolean contained = observed.runtime().isPresent()
                || profile.map(each -> each.deployment().kind() != Deployment.Kind.SYSTEMD)
                        .orElse(false)
                || gateway.shared().map(shared -> !shared.contains("pid")).orElse(false);
        lies(out, gateway);
        limits(out, gateway);
        mounts(out, gateway);
        if (contained) container(out, gateway);
        else noContainer(out);
    }

    private void limits(Inspection out, AgentProcess gateway) {
        out.judge(
                Check.CTR_04,
                gateway.bounds(),
                () -> "its control group cannot be read",
                bounds -> {
                    if (!bounds.all())
                        return Optional.of("memory, processors or processes have no limit: " + missing(bounds));
                    return profile.map(each -> each.limits().memoryMiB() << 20)
                            .filter(most -> bounds.memoryBytes().orElseThrow() > most)
                            .map(most -> "it may use " + bounds.memoryBytes().orElseThrow()
                                    + " bytes of memory, the profile says " + most);
                },
                "memory, processors and processes are limited",
                "/proc/PID/cgroup and its control files");
    }

    private static String missing(Observed.Bounds bounds) {
        return (bounds.memoryBytes().isEmpty() ? "memory " : "")
                + (bounds.cpu() ? "" : "cpu ")
                + (bounds.processes().isEmpty() ? "processes" : "");
    }

    private void mounts(Inspection out, AgentProcess gateway) {
        mounts(
                out,
                Check.CTR_02,
                gateway,
                mount -> mount.target().equals("/") && !mount.readOnly(),
                "the root can be written",
                "the root is read-only");
        mounts(
                out,
                Check.CTR_06,
                gateway,
                this::dangerous,
                "the host's own is mounted",
                "no socket of a runtime, nothing of the system");
        mounts(
                out,
                Check.CTR_08,
                gateway,
                ContainerRules::looseTemporary,
                "a temporary file system lets set-user-id programs or devices in",
                "temporary file systems are nosuid and nodev");
        if (profile.isPresent()) {
            mounts(
                    out,
                    Check.CTR_07,
                    gateway,
                    this::foreignWritable,
                    "the profile does not name this writable mount",
                    "what can be written is what the profile names");
            out.judge(
                    Check.EXE_03,
                    gateway.mounts(),
                    () -> "its mounts cannot be read",
                    this::runnable,
                    "what it writes cannot be run",
                    MOUNTS);
        }
    }

    private void mounts(
            Inspection out, Check check, AgentProcess gateway, Predicate<Mount> wrong, String why, String right) {
        out.judge(
                check,
                gateway.mounts(),
                () -> "its mounts cannot be read",
                mounts -> mounts.stream()
                        .filter(wrong)
                        .map(mount -> why + ": " + mount.target())
                        .findFirst(),
                right,
                MOUNTS);
    }

    private boolean dangerous(Mount mount) {
        if (SOCKETS.stream()
                .anyMatch(
                        each -> mount.target().contains(each) || mount.source().contains(each))) return true;
        return contained() && !virtual(mount) && SYSTEM.contains(mount.target());
    }

    /** A file system of its own and of no disk; a folder bound out of one is somebody's. */
    private static boolean virtual(Mount mount) {
        return VIRTUAL.contains(mount.type())
                && (!mount.type().equals("tmpfs") || mount.source().endsWith(" /"));
    }

    private boolean contained() {
        return observed.processes()
                .getFirst()
                .shared()
                .map(shared -> !shared.contains("pid"))
                .orElse(true);
    }

    private static boolean looseTemporary(Mount mount) {
        return mount.type().equals("tmpfs")
                && !mount.readOnly()
                && !mount.target().startsWith("/dev")
                && !mount.options().containsAll(Set.of("nosuid", "nodev"));
    }

    private boolean foreignWritable(Mount mount) {
        return !mount.readOnly()
                && !virtual(mount)
                && !mount.target().equals("/")
                && !mount.target().startsWith("/dev")
                && !ownTemporary(mount)
                && profile.orElseThrow().files().writable().stream()
                        .noneMatch(root -> mount.target().equals(root.text())
                                || mount.target().startsWith(root + "/"));
    }

    /** What systemd makes for the service alone (PrivateTmp). */
    private static boolean ownTemporary(Mount mount) {
        return Set.of("/tmp", "/var/tmp").contains(mount.target())
                && mount.source().contains("/systemd-private-");
    }

    /** The first writable folder on a mount from which programs start. */
    private Optional<String> runnable(List<Mount> mounts) {
        return profile.orElseThrow().files().writable().stream()
                .filter(root -> mounts.stream()
                        .filter(mount -> covers(mount, root))
                        .max(java.util.Comparator.comparingInt(
                                mount -> mount.target().length()))
                        .filter(mount -> mount.readOnly() || mount.options().contains("noexec"))
                        .isEmpty())
                .map(root -> "what is written in " + root + " can be run")
                .findFirst();
    }

    private static boolean covers(Mount mount, HostPath folder) {
        return mount.target().equals("/")
                || folder.text().equals(mount.target())
                || folder.text().startsWith(mount.target() + "/");
    }

    private void container(Inspection out, AgentProcess gateway) {
        out.judge(
                Check.CTR_05,
                gateway.shared(),
                () -> "its namespaces cannot be read: scan as root",
                shared -> shared.stream()
                        .filter(OWN::contains)
                        .sorted()
                        .findFirst()
                        .map(each -> "it shares the host's " + each + " namespace"),
                "its namespaces are its own",
                "/proc/PID/ns");
        mounts(
                out,
                Check.CTR_13,
                gateway,
                mount -> mount.spreads() && !mount.readOnly(),
                "what is mounted below spreads",
                "mounts stay inside");
        var capabilities = gateway.threads().stream()
                .flatMap(thread -> thread.capabilities().stream())
                .anyMatch(set -> set != 0);
        out.judge(
                Check.CTR_03,
                capabilities ? Optional.of("capabilities are left") : Optional.empty(),
                "no capability is left",
                "/proc/PID/status");
        runtime(out);
    }

    private void runtime(Inspection out) {
        words(out, Check.CTR_01, words -> words.privileged() ? Optional.of("it is privileged") : Optional.empty());
        words(out, Check.CTR_11, words -> words.devices() ? Optional.of("a device is passed in") : Optional.empty());
        out.judge(
                Check.CTR_09,
                observed.runtime().flatMap(Observed.RuntimeWords::filter),
                () -> "no runtime says which filter it uses",
                filter -> switch (filter) {
                    case NONE -> Optional.of("seccomp or AppArmor is unconfined");
                    case ANOTHER -> Optional.of("the runtime was told another filter than the rendered one, or none");
                    case RENDERED -> Optional.empty();
                },
                "the runtime was told the rendered filter",
                "the runtime's inspect");
        words(
                out,
                Check.CTR_10,
                words -> words.image()
                                .filter(image -> image.contains("@sha256:"))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("its image is " + words.image().orElse("not named")));
        words(
                out,
                Check.CTR_12,
                words -> words.restart()
                                .filter(policy -> policy.matches("no|on-failure:[1-5]"))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("its restart policy is " + words.restart().orElse("not told")));
        words(
                out,
                Check.NET_02,
                words -> words.published().stream()
                        .filter(address -> !address.startsWith("127.") && !address.equals("::1"))
                        .findFirst()
                        .map(address -> "a port is published on " + (address.isEmpty() ? "every address" : address)));
    }

    private void words(
            Inspection out, Check check, java.util.function.Function<Observed.RuntimeWords, Optional<String>> wrong) {
        out.judge(
                check,
                observed.runtime(),
                () -> "no container runtime told of it",
                wrong,
                "the runtime says so",
                observed.runtime().map(Observed.RuntimeWords::name).orElse("") + " inspect");
    }

    /** Two sources that disagree: one of them lies, and nobody knows about what else. */
    private void lies(Inspection out, AgentProcess gateway) {
        boolean writable = gateway.mounts()
                .map(mounts -> mounts.stream().anyMatch(mount -> mount.target().equals("/") && !mount.readOnly()))
                .orElse(false);
        boolean said =
                observed.runtime().flatMap(Observed.RuntimeWords::readOnlyRoot).orElse(false);
        if (writable && said) {
            out.add(Result.fail(
                    Check.CTR_02, "the runtime says the root is read-only, the kernel says it is mounted rw", MOUNTS));
        }
    }

    private static void noContainer(Inspection out) {
        for (var check : List.of(
                Check.CTR_01,
                Check.CTR_03,
                Check.CTR_05,
                Check.CTR_09,
                Check.CTR_10,
                Check.CTR_11,
                Check.CTR_12,
                Check.CTR_13,
                Check.NET_02)) {
            out.add(Result.notApplicable(check, "it runs in no container"));
        }
    }
}
