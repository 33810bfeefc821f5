package dev.bailiwick.bench.revoke;

import dev.bailiwick.bench.revoke.Misbehaving.Manner;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.credential.Backends;
import dev.bailiwick.procedure.credential.Border;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.secrets.sealedfile.Seal;
import dev.bailiwick.secrets.sealedfile.SealedKit;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.credential.StoredLeases;
import dev.bailiwick.store.credential.StoredServiceKeys;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Twenty credentials are revoked, one backend hangs, one answers 500, one is asked too often; real store, kit and log. */
final class Main {
    private static final AgentId AGENT = new AgentId("desk");
    private static final int CREDENTIALS = 20;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("bailiwick-bench-revoke");
        var clock = InstantSource.system();
        var backends = backends();
        try (var log = FileAuditLog.open(Files.createDirectories(folder.resolve("log")), clock);
                var database = Database.sqlite(folder)) {
            var control = ControlLog.over(log);
            var kit = new SealedKit(folder.resolve("kit.sealed"), Seal.keyIn(folder.resolve("sealing.key")));
            var turn = new AtomicInteger();
            var broker = new Broker(
                    new KeyDesk(new StoredServiceKeys(database), control, new Alerts(control, clock)),
                    new Backends(backends),
                    List.of(new StoredLeases(database), kit),
                    control,
                    new Broker.Surroundings(
                            clock,
                            new Secret("a pepper of this measurement"),
                            () -> "lease-%012d".formatted(turn.incrementAndGet()),
                            () -> "bwh_measured"));
            for (var backend : backends) lend(broker, backend);
            var closed = new AtomicLong();
            Border border = _ -> closed.set(System.nanoTime());
            try (var revocation = new Revocation(
                    broker, new Backends(backends), List.of(border), control, clock, Duration.ofSeconds(10))) {
                long begun = System.nanoTime();
                var report = revocation.revoke(Optional.empty(), "a measurement", new Actor.House());
                say(begun, closed.get(), report);
            }
        }
    }

    private static List<SecretBackend> backends() {
        List<SecretBackend> backends = new ArrayList<>();
        for (int i = 0; i < CREDENTIALS; i++) {
            var manner = switch (i) {
                case 0 -> Manner.HANGS;
                case 1 -> Manner.ANSWERS_500;
                case 2 -> Manner.IS_ASKED_TOO_OFTEN;
                default -> Manner.WELL;
            };
            backends.add(new Misbehaving("backend-" + (char) ('a' + i), manner));
        }
        return backends;
    }

    private static void lend(Broker broker, SecretBackend backend) {
        var key = new ServiceKey(
                backend.name(),
                AGENT,
                new SecretRef(backend.name(), "x"),
                backend.name() + ".example.com",
                Placement.bearer(),
                Urgency.REST,
                Duration.ofDays(90),
                Digest.of("bwh_" + backend.name()));
        broker.open(key, new Actor.House());
        broker.borrow(key, Tier.T1);
    }

    private static void say(long begun, long closed, Revocation.Report report) {
        var proved = report.leases().stream()
                .filter(lease -> lease.state() == Lease.State.REVOKED)
                .toList();
        System.out.printf(Locale.ROOT, "border closed after       %8.1f ms%n", (closed - begun) / 1e6);
        System.out.printf(Locale.ROOT, "ended and proved          %8d of %d%n", proved.size(), CREDENTIALS);
        proved.stream()
                .map(Main::provedAt)
                .sorted()
                .reduce((_, last) -> last)
                .ifPresent(last -> System.out.printf(
                        Locale.ROOT,
                        "the last of them after    %8d ms%n",
                        last - (System.currentTimeMillis() - (System.nanoTime() - begun) / 1_000_000)));
        System.out.printf(Locale.ROOT, "the whole round           %8.1f ms%n", (System.nanoTime() - begun) / 1e6);
        report.leases().stream()
                .filter(Lease::open)
                .forEach(lease -> System.out.printf(Locale.ROOT, "  %s: %s%n", lease.secret(), lease.note()));
    }

    /** The note of a proved end says when the old credential was refused. */
    private static long provedAt(Lease lease) {
        return java.time.Instant.parse(lease.note().substring(lease.note().lastIndexOf(' ') + 1))
                .toEpochMilli();
    }
}
