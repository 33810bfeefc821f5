package dev.bailiwick.bench.egress;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.gateway.egress.Egress;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.credential.Backends;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.credential.ServiceKeys;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.mail.MailServer;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The way out and nothing else: the real proxy, broker, enforcer, catalogue, policies and log; stores in memory. */
final class EgressServer {
    static final String HANDLE = "bwh_0123456789abcdefghijklmnop";

    private EgressServer() {}

    /** Its arguments are a folder of its own and the service's port; it says in the file {@code ready} there where it is. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var clock = InstantSource.system();
        var log = ControlLog.over(FileAuditLog.open(Files.createDirectories(folder.resolve("log")), clock));
        var alerts = new Alerts(log, clock);
        var keys = new KeyDesk(new MemoryKeys(), log, alerts);
        var backends = new Backends(List.of(new OneSecret()));
        var turn = new AtomicInteger();
        var around = new Broker.Surroundings(
                clock,
                new Secret("a pepper of this measurement"),
                () -> "lease-%012d".formatted(turn.incrementAndGet()),
                () -> HANDLE);
        var broker = new Broker(keys, backends, List.of(new MemoryLeases()), log, around);
        var host = Certificate.NAME + ":" + arguments[1];
        broker.open(key(host), new Actor.House());
        var house = BenchHouse.over(host, log, clock);
        house.named("https://" + host);
        var egress = new Egress(new Egress.Parts(
                keys,
                broker,
                house.enforcer(),
                alerts,
                house.reports(),
                Set.of(AddressBlock.of("127.0.0.1")),
                Duration.ZERO,
                MailServer.none(),
                clock));
        var opened = egress.open(BenchHouse.AGENT, (_, _) -> false, () -> true);
        Files.writeString(folder.resolve("authority.pem"), opened.authority());
        var draft = Files.writeString(folder.resolve("ready.draft"), String.valueOf(opened.port()));
        Files.move(draft, folder.resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }

    private static ServiceKey key(String host) {
        return new ServiceKey(
                "bench",
                BenchHouse.AGENT,
                SecretRef.of("one-secret/bench"),
                host,
                Placement.bearer(),
                Urgency.REST,
                Duration.ofDays(90),
                Digest.of(HANDLE));
    }

    private static final class OneSecret implements SecretBackend {
        @Override
        public String name() {
            return "one-secret";
        }

        @Override
        public RevocationClass revocation() {
            return RevocationClass.HUMAN_ONLY;
        }

        @Override
        public boolean standing() {
            return true;
        }

        @Override
        public Issued issue(Lease lease) {
            return Issued.of(new Secret("sk_measured_4711_and_long_enough_to_be_one"));
        }

        @Override
        public Secret renew(Lease longer, Secret held) {
            return held;
        }

        @Override
        public Ending revoke(Lease lease) {
            return new Ending.ByPerson("none");
        }

        @Override
        public Standing probe(Lease lease) {
            return Standing.UNKNOWN;
        }
    }

    private static final class MemoryLeases implements Leases {
        private final Map<String, Lease> leases = new ConcurrentHashMap<>();

        @Override
        public void put(Lease lease) {
            leases.put(lease.id(), lease);
        }

        @Override
        public List<Lease> open() {
            return leases.values().stream().filter(Lease::open).toList();
        }
    }

    private static final class MemoryKeys implements ServiceKeys {
        private final Map<String, ServiceKey> keys = new ConcurrentHashMap<>();

        @Override
        public void put(ServiceKey key) {
            keys.put(key.name(), key);
        }

        @Override
        public List<ServiceKey> all() {
            return List.copyOf(keys.values());
        }

        @Override
        public void remove(String name) {
            keys.remove(name);
        }
    }
}
