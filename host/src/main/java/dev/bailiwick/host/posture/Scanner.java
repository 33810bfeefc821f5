package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Deployment;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.host.account.Account;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks at this machine, and at one agent's processes on it. */
public final class Scanner {
    private static final int CONNECT_MILLIS = 200;
    private static final int MOST_ADDRESSES = 8;

    private final InstantSource clock;
    private final LandlockTrial landlock;

    /** Tries a forbidden read under Landlock. Empty when this kernel has none, else whether it was denied. */
    @FunctionalInterface
    public interface LandlockTrial {
        Optional<Boolean> denied();
    }

    public Scanner(InstantSource clock, LandlockTrial landlock) {
        this.clock = clock;
        this.landlock = landlock;
    }

    /** The machine alone. */
    public Observed host(Optional<AgentProfile> profile) {
        return observe(List.of(), profile, Optional.empty());
    }

    /** A process with all it started. */
    public Observed process(long pid, Optional<AgentProfile> profile) {
        return observe(processes(pid), profile, Optional.empty());
    }

    /** @throws IllegalArgumentException when no runtime on this machine knows the container */
    public Observed container(String id, Optional<AgentProfile> profile) {
        var found = Containers.find(id, profile)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no container \"" + id + "\" is known to docker, podman or runc, or it does not run"));
        return observe(processes(found.pid()), profile, Optional.of(found.words()));
    }

    private static List<Observed.AgentProcess> processes(long pid) {
        return ProcessReading.tree(pid).stream().map(ProcessReading::of).toList();
    }

    private Observed observe(
            List<Observed.AgentProcess> processes,
            Optional<AgentProfile> profile,
            Optional<Observed.RuntimeWords> runtime) {
        var account = profile.flatMap(each -> Accounts.find(each.account().name()));
        return new Observed(
                processes,
                account.map(Scanner::described),
                account.map(found -> new FileReading(profile.orElseThrow(), found, clock.instant()).read()),
                runtime,
                Tools.ask("nft", "-j", "list", "ruleset").flatMap(Scanner::object),
                profile.flatMap(each -> ProcessReading.text(
                                Path.of(each.files().config().text(), "openclaw.json")))
                        .flatMap(Scanner::object),
                profile.filter(each -> each.deployment().kind() == Deployment.Kind.SYSTEMD)
                        .flatMap(_ -> service()),
                profile.map(each -> reachable(each.network().port())),
                landlock.denied(),
                kernel());
    }

    private static Optional<JsonObject> object(String text) {
        try {
            return Optional.of(Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private static Observed.Account described(Account account) {
        return new Observed.Account(
                account.number(), shell(account.name()), locked(account.name()), groups(account.groups()));
    }

    private static Optional<String[]> line(String file, String name) {
        return ProcessReading.text(Path.of(file))
                .flatMap(text -> text.lines()
                        .map(line -> line.split(":", -1))
                        .filter(fields -> fields[0].equals(name))
                        .findFirst());
    }

    private static String shell(String account) {
        return line("/etc/passwd", account)
                .filter(fields -> fields.length > 6)
                .map(fields -> fields[6])
                .orElse("");
    }

    private static Optional<Boolean> locked(String account) {
        return line("/etc/shadow", account).map(fields -> fields[1].startsWith("!") || fields[1].startsWith("*"));
    }

    private static Set<String> groups(Set<Long> numbers) {
        Set<String> names = new HashSet<>();
        ProcessReading.text(Path.of("/etc/group")).orElse("").lines().forEach(line -> {
            var fields = line.split(":", -1);
            if (fields.length > 2 && fields[2].matches("[0-9]{1,10}") && numbers.contains(Long.parseLong(fields[2]))) {
                names.add(fields[0]);
            }
        });
        return names;
    }

    private static Optional<Map<String, String>> service() {
        return Tools.ask("systemctl", "show", "openclaw.service").map(said -> {
            Map<String, String> values = new HashMap<>();
            said.lines().forEach(line -> {
                int equals = line.indexOf('=');
                if (equals > 0) values.put(line.substring(0, equals), line.substring(equals + 1));
            });
            return values;
        });
    }

    /** A connection to each of this machine's own addresses beyond loopback: what is bound to loopback answers none. */
    private static Map<String, Boolean> reachable(int port) {
        Map<String, Boolean> tried = new TreeMap<>();
        try {
            for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (var address : Collections.list(network.getInetAddresses())) {
                    boolean beyond = !address.isLoopbackAddress() && tried.size() < MOST_ADDRESSES;
                    if (beyond) tried.put(address.getHostAddress(), answers(address, port));
                }
            }
        } catch (IOException _) {
            return Map.of();
        }
        return tried;
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Observed.Kernel kernel() {
        Map<String, String> settings = new HashMap<>();
        for (var name : List.of(
                "kernel/kptr_restrict",
                "kernel/dmesg_restrict",
                "kernel/unprivileged_bpf_disabled",
                "fs/protected_symlinks",
                "fs/protected_hardlinks")) {
            ProcessReading.text(Path.of("/proc/sys", name)).ifPresent(text -> settings.put(name, text.strip()));
        }
        var modules = ProcessReading.text(Path.of("/sys/kernel/security/lsm"))
                .map(text -> Set.of(text.strip().split(",", -1)));
        boolean seccomp =
                ProcessReading.text(Path.of("/proc/self/status")).orElse("").contains("Seccomp:");
        return new Observed.Kernel(modules, seccomp, settings);
    }
}
