package dev.bailiwick.core.hardening;

import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of an agent and its machine. Empty means: it could not be looked at.
 *
 * @param processes the agent's, its gateway first; empty when only the machine was looked at
 * @param runtime a container runtime's own words: believed only where the kernel does not contradict
 * @param firewall what the kernel filters, as {@code nft -j list ruleset} prints it
 * @param openclaw OpenClaw's configuration
 * @param service what systemd says of the service
 * @param reachable addresses of this machine beyond loopback on which a connection to the gateway's port was tried, and whether
 *     it was accepted
 * @param landlock whether a forbidden read under Landlock was tried here and denied
 */
public record Observed(
        List<AgentProcess> processes,
        Optional<Account> account,
        Optional<Files> files,
        Optional<RuntimeWords> runtime,
        Optional<JsonObject> firewall,
        Optional<JsonObject> openclaw,
        Optional<Map<String, String>> service,
        Optional<Map<String, Boolean>> reachable,
        Optional<Boolean> landlock,
        Kernel kernel) {
    public Observed {
        processes = List.copyOf(processes);
    }

    /**
     * One process, by /proc (proc(5)).
     *
     * @param shared namespaces it shares with the machine's first process
     * @param secretsInEnvironment names of variables that hold what looks like a secret
     * @param steady whether it was still the same process when all was read
     */
    public record AgentProcess(
            long pid,
            List<Rights> threads,
            Optional<String> label,
            Optional<Set<String>> shared,
            Optional<List<Mount>> mounts,
            Optional<List<Listener>> listeners,
            Optional<Bounds> bounds,
            Optional<Set<String>> secretsInEnvironment,
            boolean steady) {
        public AgentProcess {
            threads = List.copyOf(threads);
        }
    }

    /**
     * One thread's rights.
     *
     * @param accounts real, effective, saved and file-system account
     * @param capabilities inheritable, permitted, effective, bounding and ambient set
     * @param seccomp 0 none, 1 strict, 2 filtered
     */
    public record Rights(
            Set<Long> accounts, Set<Long> groups, List<Long> capabilities, boolean noNewPrivileges, int seccomp) {
        public Rights {
            accounts = Set.copyOf(accounts);
            groups = Set.copyOf(groups);
            capabilities = List.copyOf(capabilities);
        }
    }

    /** One line of mountinfo. */
    public record Mount(String target, String source, String type, Set<String> options, boolean spreads) {
        public Mount {
            options = Set.copyOf(options);
        }

        boolean readOnly() {
            return options.contains("ro");
        }
    }

    /** A socket that listens. */
    public record Listener(String address, int port, boolean loopback) {}

    /** What the control group allows; empty: without end. */
    public record Bounds(Optional<Long> memoryBytes, Optional<Long> processes, boolean cpu) {
        boolean all() {
            return memoryBytes.isPresent() && processes.isPresent() && cpu;
        }
    }

    /**
     * The profile's account on this machine.
     *
     * @param locked whether it has no password; empty when shadow(5) cannot be read
     */
    public record Account(long number, String shell, Optional<Boolean> locked, Set<String> groups) {
        public Account {
            groups = Set.copyOf(groups);
        }
    }

    /**
     * The profile's files.
     *
     * @param ways how the account could change what it must not, by path; no entry: it cannot
     * @param secrets what is wrong with each secret file that exists; empty text: nothing
     * @param ages how old each secret file is
     * @param programs how each listed program could be changed by others than root; empty text: it cannot
     * @param missing listed programs that are not there
     * @param growsOnly whether the log folder's files can only be appended to
     */
    public record Files(
            Map<String, String> ways,
            Map<String, String> secrets,
            Map<String, Duration> ages,
            Map<String, String> programs,
            Set<String> missing,
            Optional<Boolean> growsOnly) {
        public Files {
            ways = Map.copyOf(ways);
            secrets = Map.copyOf(secrets);
            ages = Map.copyOf(ages);
            programs = Map.copyOf(programs);
            missing = Set.copyOf(missing);
        }
    }

    /**
     * What a container runtime says of a container.
     *
     * @param name which runtime
     * @param published host addresses of published ports
     * @param restart its policy, such as {@code on-failure:5}
     * @param filter empty when it does not say, or there is no profile to compare it with
     */
    public record RuntimeWords(
            String name,
            boolean privileged,
            Optional<Boolean> readOnlyRoot,
            List<String> published,
            Optional<String> image,
            Optional<String> restart,
            boolean devices,
            Optional<Filter> filter) {
        /** What the runtime says it filters system calls with. */
        public enum Filter {
            NONE,
            RENDERED,
            ANOTHER
        }

        public RuntimeWords {
            published = List.copyOf(published);
        }
    }

    /** The machine's kernel. */
    public record Kernel(Optional<Set<String>> securityModules, boolean seccomp, Map<String, String> settings) {
        public Kernel {
            settings = Map.copyOf(settings);
        }
    }
}
