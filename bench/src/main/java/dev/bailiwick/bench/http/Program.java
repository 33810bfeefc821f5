package dev.bailiwick.bench.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How the program is run, and what a process of it has used (proc_pid_stat(5), proc_pid_status(5)). */
public final class Program {
    private static final long TICKS_PER_SECOND = 100;

    private Program() {}

    /** The options that {@code ./bailiwick} gives the virtual machine, in a file that {@code java @FILE} reads. */
    public static Path options() {
        return Path.of("app", "jvm.options").toAbsolutePath();
    }

    /** User and system time so far (proc_pid_stat(5), fields 14 and 15). */
    public static Duration cpu(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // the name in field 2 may hold blanks: count from behind its parenthesis
        var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }

    /** Its resident set, in MiB. */
    public static long residentMebibytes(long pid) throws IOException {
        return mebibytes(pid, "VmRSS:");
    }

    /** The largest its resident set ever was, in MiB. */
    public static long peakMebibytes(long pid) throws IOException {
        return mebibytes(pid, "VmHWM:");
    }

    private static long mebibytes(long pid, String field) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(field))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }
}
