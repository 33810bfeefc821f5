package dev.bailiwick.bench.decide;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/** What the disk takes to make 4 KiB durable: no durable decision can be faster. */
final class DiskSync {
    private static final int TIMES = 400;

    private DiskSync() {}

    static String measure(Path folder) throws IOException {
        var file = folder.resolve("fdatasync");
        long[] nanos = new long[TIMES];
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096), i * 4096L);
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Files.delete(file);
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "p50 %.3f ms, p99 %.3f ms", nanos[TIMES / 2] / 1e6, nanos[TIMES * 99 / 100] / 1e6);
    }
}
