package dev.bailiwick.bench.audit;

import dev.bailiwick.bench.disk.Folder;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.MerkleTree;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.FileAuditLog;
import dev.bailiwick.tlog.LogVerification;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;

/** the log: durable entries per second beside the bare disk, hashing, verifying [ENTRIES]; grow ENTRIES; prune ENTRIES */
public final class Main {
    private static final int[] WRITERS = {1, 16, 64, 256};
    private static final int ROUNDS = 3;
    private static final Duration SLICE = Duration.ofSeconds(2);

    /** An entry of usual size: about 600 bytes on the disk. */
    private static final Event EVENT = Event.of(
            Event.Kind.DECISION,
            new Actor.Machine(new AgentId("desk")),
            new AgentId("desk"),
            JsonObject.with("tool", "mail.send").and("text", "x".repeat(430)).build());

    private static final int BYTES = 600;

    private final Path home;

    private Main(Path home) {
        this.home = home;
    }

    /** {@code [entries to verify]}; the files go to a folder of their own under the folder where it is started. */
    public static void main(String[] args) throws IOException {
        if (args.length == 2) one(args[0], Long.parseLong(args[1]));
        else all(args);
    }

    private static void one(String what, long entries) throws IOException {
        var home = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-audit-");
        try {
            switch (what) {
                case "grow" -> Growing.run(home.resolve("log"), EVENT, entries);
                case "prune" -> Pruned.run(home.resolve("log"), EVENT, entries);
                default -> throw new IllegalArgumentException("expected grow or prune: " + what);
            }
        } finally {
            Folder.delete(home);
        }
    }

    private static void all(String[] args) throws IOException {
        long entries = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        var home = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-audit-");
        try {
            var bench = new Main(home);
            bench.throughput();
            bench.hashing();
            bench.verification(entries);
        } finally {
            Folder.delete(home);
        }
    }

    private record Slice(double perSecond, double p50Millis, double p99Millis) {}

    private void throughput() throws IOException {
        System.out.println(
                "| writers | entries/s | raw: same bytes, one force | share | raw: one entry, one force | p50 ms | p99"
                        + " ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        logged(64);
        for (int writers : WRITERS) {
            List<Slice> logged = new ArrayList<>();
            List<Double> raw = new ArrayList<>();
            List<Double> single = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                raw.add(raw(writers));
                logged.add(logged(writers));
                single.add(raw(1));
            }
            logged.sort(Comparator.comparingDouble(Slice::perSecond));
            var middle = logged.get(ROUNDS / 2);
            double bare = median(raw);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,.0f | %,.0f | %.0f %% | %,.0f | %.2f | %.2f |%n",
                    writers,
                    middle.perSecond(),
                    bare,
                    100 * middle.perSecond() / bare,
                    median(single),
                    middle.p50Millis(),
                    middle.p99Millis());
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Writes as many entries at once as there are writers, forces, and begins again: no better batch can be hoped for. */
    private double raw(int entries) throws IOException {
        var file = home.resolve("raw");
        var bytes = ByteBuffer.allocateDirect(entries * BYTES);
        long loops = 0;
        long start = System.nanoTime();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (System.nanoTime() - start < SLICE.toNanos()) {
                channel.write(bytes.clear(), loops * bytes.capacity());
                channel.force(false);
                loops++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.delete(file);
        return loops * entries / seconds;
    }

    private Slice logged(int writers) throws IOException {
        var folder = home.resolve("log");
        var latencies = new ArrayList<long[]>();
        double seconds;
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            long start = System.nanoTime();
            write(log, writers, start + SLICE.toNanos(), latencies);
            seconds = seconds(start);
        }
        Folder.delete(folder);
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Slice(all.length / seconds, all[all.length / 2] / 1e6, all[all.length * 99 / 100] / 1e6);
    }

    private static void write(FileAuditLog log, int writers, long end, List<long[]> latencies) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                threads.execute(() -> {
                    var mine = new long[1 << 10];
                    int count = 0;
                    while (System.nanoTime() < end) {
                        if (count == mine.length) mine = Arrays.copyOf(mine, 2 * count);
                        long before = System.nanoTime();
                        log.append(EVENT);
                        mine[count] = System.nanoTime() - before;
                        count++;
                    }
                    synchronized (latencies) {
                        latencies.add(Arrays.copyOf(mine, count));
                    }
                });
            }
        }
    }

    private void hashing() {
        var hasher = new TreeHasher();
        var entry = new byte[BYTES];
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            var tree = new MerkleTree();
            int count = 500_000;
            long before = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < count; i++) {
                entry[i % BYTES]++;
                tree.append(hasher.leaf(entry));
            }
            long nanos = threads.getCurrentThreadCpuTime() - before;
            System.out.printf(
                    Locale.ROOT,
                    "hash and tree: %.2f microseconds of processor time per entry (root %s...)%n",
                    nanos / 1e3 / count,
                    tree.root().hex().substring(0, 8));
        }
    }

    private void verification(long entries) throws IOException {
        var folder = home.resolve("log");
        long start = System.nanoTime();
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            Growing.fill(log, EVENT, entries);
            report("%,d entries written in %.1f s", log.size(), seconds(start));
            System.gc();
            report("heap in use with that log open: %.1f MB", usedMegabytes());
        }
        start = System.nanoTime();
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            report("opened again in %.2f s; size %,d", seconds(start), log.size());
        }
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        start = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        var result = LogVerification.verify(folder, Optional.empty(), Optional.empty());
        processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor;
        report(
                "%,d entries verified in %.2f s (%.2f s of processor time), %d findings",
                result.entries(),
                seconds(start),
                processor / 1e9,
                result.findings().size());
        long peak = heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        report("peak heap while verifying, garbage included: %.0f MB", peak / 1e6);
        Folder.delete(folder);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double usedMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void report(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
