package dev.bailiwick.core.hardening;

import dev.bailiwick.core.hardening.Requirements.Need;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The account, its files, the service and the kernel. */
final class HostRules {
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Set<String> AS_GOOD_AS_ROOT = Set.of(
            "root", "sudo", "wheel", "admin", "docker", "lxd", "disk", "shadow", "adm", "kvm", "libvirt", "podman");
    private static final List<Check> OF_PROFILE = List.of(
            Check.ACC_02,
            Check.ACC_03,
            Check.ACC_04,
            Check.SEC_01,
            Check.SEC_04,
            Check.EXE_01,
            Check.EXE_02,
            Check.EXE_05,
            Check.LOG_01,
            Check.LOG_02,
            Check.SVC_01,
            Check.SVC_02,
            Check.SVC_03);

    private final Observed observed;
    private final Optional<AgentProfile> profile;

    HostRules(Observed observed, Optional<AgentProfile> profile) {
        this.observed = observed;
        this.profile = profile;
    }

    void judge(Inspection out) {
        kernel(out);
        openclaw(out);
        if (profile.isEmpty()) {
            OF_PROFILE.forEach(check -> out.add(Result.unknown(check, "only a profile says what should be so")));
            return;
        }
        account(out);
        files(out, profile.get());
        programs(out, profile.get());
        service(out, profile.get());
    }

    private void account(Inspection out) {
        if (observed.account().isEmpty()) {
            for (var check : List.of(Check.ACC_02, Check.ACC_03))
                out.add(Result.fail(check, "the profile's account does not exist on this machine", "passwd(5)"));
            return;
        }
        var account = observed.account().get();
        boolean shell =
                !account.shell().endsWith("/nologin") && !account.shell().endsWith("/false");
        if (!shell && account.locked().isEmpty()) {
            out.add(Result.unknown(Check.ACC_02, "whether it has a password cannot be read: scan as root"));
        } else {
            boolean password = !account.locked().orElse(true);
            out.judge(
                    Check.ACC_02,
                    shell
                            ? Optional.of("its shell is " + account.shell())
                            : password ? Optional.of("it has a password, or none is asked") : Optional.empty(),
                    "no shell, no password",
                    "passwd(5), shadow(5)");
        }
        out.judge(
                Check.ACC_03,
                account.groups().stream()
                        .filter(AS_GOOD_AS_ROOT::contains)
                        .sorted()
                        .findFirst()
                        .map(group -> "it is in the group " + group),
                "it is in no such group",
                "group(5)");
    }

    private void files(Inspection out, AgentProfile profile) {
        var files = observed.files();
        way(out, Check.ACC_04, profile.files().config());
        way(out, Check.LOG_01, profile.files().log());
        out.judge(
                Check.SEC_01,
                files,
                () -> "the files cannot be looked at",
                seen -> wrong(seen.secrets()),
                "every secret file that exists is closed",
                "stat(2)");
        out.judge(
                Check.SEC_04,
                files,
                () -> "the files cannot be looked at",
                seen -> seen.ages().entrySet().stream()
                        .filter(each -> each.getValue().compareTo(ROTATION) > 0)
                        .map(each -> each.getKey() + " is " + each.getValue().toDays() + " days old")
                        .findFirst(),
                "none is older than " + ROTATION.toDays() + " days",
                "stat(2)");
        out.judge(
                Check.LOG_02,
                files.flatMap(Observed.Files::growsOnly),
                () -> "the attribute cannot be read",
                grows -> grows ? Optional.empty() : Optional.of("its files can be cut short"),
                "append-only",
                "lsattr(1)");
    }

    private void way(Inspection out, Check check, HostPath path) {
        out.judge(
                check,
                observed.files(),
                () -> "the files cannot be looked at",
                seen -> Optional.ofNullable(seen.ways().get(path.text())),
                "the account has no way to change " + path,
                "stat(2) of every folder above");
    }

    private static Optional<String> wrong(Map<String, String> complaints) {
        return complaints.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + ": " + each.getValue())
                .sorted()
                .findFirst();
    }

    private void programs(Inspection out, AgentProfile profile) {
        out.judge(
                Check.EXE_01,
                observed.files(),
                () -> "the files cannot be looked at",
                seen -> wrong(seen.programs()),
                "root alone can change them",
                "stat(2) of every folder above");
        out.judge(Check.EXE_02, Optional.empty(), "a profile that lists such a program is refused", "the profile");
        out.judge(
                Check.EXE_05,
                profile.programs().interpreters()
                        ? Optional.of("the profile lists programs that run what they are given")
                        : Optional.empty(),
                "none is listed",
                "the profile");
        if (observed.processes().isEmpty()) return;
        landlock(out, profile);
    }

    private void landlock(Inspection out, AgentProfile profile) {
        boolean required = profile.requirements().landlock() == Need.REQUIRED;
        if (observed.landlock().isEmpty() && !required) {
            out.add(Result.notApplicable(Check.CAP_05, "the profile takes best effort, and it was not tried"));
            return;
        }
        out.judge(
                Check.CAP_05,
                observed.landlock(),
                () -> "it was not tried here",
                denied -> denied ? Optional.empty() : Optional.of("a forbidden read went through"),
                "a forbidden read was tried and denied",
                "a confined process of our own");
    }

    private void service(Inspection out, AgentProfile profile) {
        if (profile.deployment().kind() != Deployment.Kind.SYSTEMD) {
            for (var check : List.of(Check.SVC_01, Check.SVC_02, Check.SVC_03))
                out.add(Result.notApplicable(check, "the profile's deployment is no systemd service"));
            return;
        }
        out.add(Exposure.of(observed.processes()));
        out.judge(
                Check.SVC_01,
                observed.service(),
                () -> "systemd does not answer on this machine",
                values -> new ServiceValues(values).wrong(profile),
                "systemd's live values are the profile's",
                "systemctl show openclaw.service");
        out.judge(
                Check.SVC_02,
                observed.service(),
                () -> "systemd does not answer on this machine",
                values -> Optional.of(values.getOrDefault("DropInPaths", ""))
                        .filter(paths -> !paths.isBlank())
                        .map(paths -> "changed by " + paths),
                "no drop-in",
                "systemctl show openclaw.service");
    }

    private void openclaw(Inspection out) {
        out.judge(
                Check.EXE_04,
                observed.openclaw(),
                () -> "OpenClaw's configuration was not found",
                config -> {
                    var exec = config.object("tools")
                            .flatMap(tools -> tools.object("exec"))
                            .orElse(JsonObject.EMPTY);
                    var mode = exec.string("mode")
                            .or(() -> exec.string("security"))
                            .orElse("full");
                    boolean unasked = exec.string("ask").filter("off"::equals).isPresent() && !mode.equals("deny");
                    return mode.equals("full")
                                    || mode.equals("auto")
                                    || (unasked && mode.equals("allowlist") && !exec.has("mode"))
                            ? Optional.of("tools.exec is " + mode + (unasked ? ", unasked" : ""))
                            : Optional.empty();
                },
                "tools.exec is restricted",
                "openclaw.json");
    }

    private void kernel(Inspection out) {
        var kernel = observed.kernel();
        boolean landlock =
                kernel.securityModules().map(each -> each.contains("landlock")).orElse(false)
                        || observed.landlock().orElse(false);
        if (kernel.securityModules().isEmpty() && observed.landlock().isEmpty()) {
            out.add(Result.unknown(Check.HST_01, "the kernel's security modules cannot be seen"));
        } else {
            out.judge(
                    Check.HST_01,
                    landlock && kernel.seccomp() ? Optional.empty() : Optional.of("Landlock or seccomp is missing"),
                    "both are there",
                    "/sys/kernel/security/lsm, /proc/self/status");
        }
        var wanted = Map.of(
                "kernel/kptr_restrict",
                "1",
                "kernel/dmesg_restrict",
                "1",
                "fs/protected_symlinks",
                "1",
                "fs/protected_hardlinks",
                "1",
                "kernel/unprivileged_bpf_disabled",
                "1");
        out.judge(
                Check.HST_02,
                wanted.keySet().stream()
                        .filter(name ->
                                kernel.settings().getOrDefault(name, "0").equals("0"))
                        .sorted()
                        .findFirst()
                        .map(name -> name + " is " + kernel.settings().getOrDefault(name, "not there")),
                "they hide what they can",
                "/proc/sys");
    }
}
