package dev.bailiwick.core.hardening;

import dev.bailiwick.core.hardening.Observed.AgentProcess;
import dev.bailiwick.core.hardening.Requirements.Need;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the kernel says of the agent's processes, each thread of each. */
final class ProcessRules {
    private static final List<Check> CHECKS =
            List.of(Check.ACC_01, Check.CAP_01, Check.CAP_02, Check.CAP_03, Check.CAP_04, Check.NET_01, Check.SEC_02);
    private static final String STATUS = "/proc/PID/task/*/status";

    private final Observed observed;
    private final Optional<AgentProfile> profile;

    ProcessRules(Observed observed, Optional<AgentProfile> profile) {
        this.observed = observed;
        this.profile = profile;
    }

    void judge(Inspection out) {
        if (observed.processes().isEmpty()) {
            CHECKS.forEach(check -> out.add(Result.unknown(check, "no process of the agent was looked at")));
            return;
        }
        if (observed.processes().stream()
                .anyMatch(each -> !each.steady() || each.threads().isEmpty())) {
            CHECKS.forEach(check -> out.add(Result.unknown(check, "a process ended while it was read: scan again")));
            return;
        }
        account(out);
        threads(
                out,
                Check.CAP_01,
                "a thread has capabilities, or may get them",
                thread -> thread.capabilities().size() == 5
                        && thread.capabilities().stream().allMatch(set -> set == 0));
        threads(out, Check.CAP_02, "a program it starts may gain privileges", Observed.Rights::noNewPrivileges);
        threads(out, Check.CAP_03, "a thread's system calls are not filtered", thread -> thread.seccomp() == 2);
        label(out);
        listeners(out);
        environment(out);
    }

    private void account(Inspection out) {
        threads(
                out,
                Check.ACC_01,
                "a thread runs as root",
                thread -> !thread.accounts().contains(0L));
        if (profile.isEmpty()) return;
        if (observed.account().isEmpty()) {
            out.add(Result.fail(Check.ACC_01, "the profile's account does not exist on this machine", "passwd(5)"));
            return;
        }
        long own = observed.account().get().number();
        threads(
                out,
                Check.ACC_01,
                "a thread runs as another account than the profile's (" + own + ")",
                thread -> thread.accounts().equals(java.util.Set.of(own)));
    }

    private void threads(Inspection out, Check check, String wrong, Predicate<Observed.Rights> right) {
        var found =
                first(process -> process.threads().stream().allMatch(right) ? Optional.empty() : Optional.of(wrong));
        int count = observed.processes().stream()
                .mapToInt(each -> each.threads().size())
                .sum();
        out.judge(check, found, "so it is in all " + count + " threads", STATUS);
    }

    /** The first process of which something is wrong. */
    private Optional<String> first(Function<AgentProcess, Optional<String>> wrong) {
        return observed.processes().stream()
                .flatMap(process -> wrong.apply(process).map(why -> why + " (process " + process.pid() + ")").stream())
                .findFirst();
    }

    private void label(Inspection out) {
        boolean required = profile.map(each -> each.requirements().apparmor() == Need.REQUIRED)
                .orElse(false);
        boolean module = observed.kernel()
                .securityModules()
                .map(each -> each.contains("apparmor"))
                .orElse(false);
        if (!module && !required) {
            out.add(
                    profile.isPresent()
                            ? Result.notApplicable(
                                    Check.CAP_04, "this kernel has no AppArmor, and the profile takes best effort")
                            : Result.unknown(Check.CAP_04, "this kernel has no AppArmor, or it cannot be seen"));
            return;
        }
        var expected = profile.map(each -> "bailiwick-" + each.name());
        var wrong = first(process -> process.label()
                .filter(label -> label.endsWith("(enforce)"))
                .filter(label -> expected.map(label::startsWith).orElse(true))
                .map(_ -> Optional.<String>empty())
                .orElseGet(() -> Optional.of("its label is " + process.label().orElse("not there"))));
        out.judge(Check.CAP_04, wrong, "the kernel names the profile, enforcing", "/proc/PID/attr/apparmor/current");
    }

    private void listeners(Inspection out) {
        if (observed.processes().stream().anyMatch(each -> each.listeners().isEmpty())) {
            out.add(Result.unknown(Check.NET_01, "its sockets cannot be read: scan as root"));
            return;
        }
        boolean ownNetwork = observed.processes()
                .getFirst()
                .shared()
                .map(shared -> !shared.contains("net"))
                .orElse(false);
        if (ownNetwork) {
            out.add(Result.notApplicable(Check.NET_01, "it has a network of its own: NET-02 looks at the host's side"));
            return;
        }
        var wrong = first(process -> process.listeners().orElse(List.of()).stream()
                .filter(listener -> !listener.loopback())
                .map(listener -> "it listens on " + listener.address() + " port " + listener.port())
                .findFirst());
        out.judge(Check.NET_01, wrong, "no listener beyond loopback, IPv6 included", "/proc/PID/net/tcp, tcp6 and fd");
    }

    private void environment(Inspection out) {
        if (observed.processes().stream()
                .anyMatch(each -> each.secretsInEnvironment().isEmpty())) {
            out.add(Result.unknown(Check.SEC_02, "its environment cannot be read: scan as root"));
            return;
        }
        var wrong = first(process -> process.secretsInEnvironment()
                .filter(names -> !names.isEmpty())
                .map(names -> "variables look like secrets: "
                        + String.join(", ", names.stream().sorted().toList())));
        out.judge(Check.SEC_02, wrong, "no variable looks like a secret", "/proc/PID/environ");
    }
}
