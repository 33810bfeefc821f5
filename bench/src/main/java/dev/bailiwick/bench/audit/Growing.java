package dev.bailiwick.bench.audit;

import dev.bailiwick.bench.disk.Folder;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;

/** Heap and time to open as the log grows, each step ten times the one before. */
final class Growing {
    private static final int WRITERS = 2_000;
    private static final long FIRST = 100_000;

    private Growing() {}

    /** @param most how many entries at the end */
    static void run(Path folder, Event event, long most) throws IOException {
        System.out.println("| entries | heap in use, log open, MB | opened again after, s | bytes on the disk, each |");
        System.out.println("|---|---|---|---|");
        for (long entries = FIRST; entries <= most; entries *= 10) {
            double megabytes = grow(folder, event, entries);
            long start = System.nanoTime();
            try (var log = FileAuditLog.open(folder, InstantSource.system())) {
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %.1f | %.2f | %,d |%n",
                        log.size(),
                        megabytes,
                        (System.nanoTime() - start) / 1e9,
                        Folder.bytes(folder) / log.size());
            }
        }
    }

    private static double grow(Path folder, Event event, long entries) {
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            fill(log, event, entries - log.size());
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        }
    }

    /** Appends with so many threads that batches are large: filling is not what is measured. */
    static void fill(FileAuditLog log, Event event, long entries) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                long share = entries * (i + 1) / WRITERS - entries * i / WRITERS;
                threads.execute(() -> {
                    for (long n = 0; n < share; n++) log.append(event);
                });
            }
        }
    }
}
