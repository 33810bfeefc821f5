package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process appends as fast as it can and is killed at any moment: everything it was told is durable is there. */
final class KillTest {
    private static final int KILLS = Boolean.getBoolean("bailiwick.soak") ? 1_000 : 100;

    /** After so many kills all of the log is looked at; after each, what is new. */
    private static final int WHOLE = 20;

    @TempDir
    Path home;

    /** The process that is killed: eight threads append and print what was acknowledged. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (var log = FileAuditLog.open(Path.of(args[0]), InstantSource.system())) {
                out.println("open");
                for (int i = 0; i < 8; i++) {
                    int thread = i;
                    Thread.ofPlatform().daemon().start(() -> append(log, args[1] + "." + thread, out));
                }
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void append(FileAuditLog log, String name, PrintStream out) {
            for (int i = 0; ; i++) {
                String text = name + "." + i;
                long sequence = log.append(Samples.event(text)).sequence();
                out.println(sequence + " " + text);
            }
        }
    }

    @Test
    void no_acknowledged_entry_is_lost_by_kill_9() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var folder = home.resolve("log");
        Set<String> acknowledged = new HashSet<>();
        long seen = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            String when = "kill " + kill + ", seed " + seed;
            var durable = killed(folder, kill, random.nextInt(1, 400));
            try (var log = FileAuditLog.open(folder, InstantSource.system())) {
                assertThat(missing(durable, stored(log, seen))).as(when).isEmpty();
                seen = log.size();
            }
            acknowledged.addAll(durable);
            if (kill % WHOLE == 0) verify(folder, acknowledged, when);
        }
        verify(folder, acknowledged, "at the end, seed " + seed);
        System.out.println(KILLS + " kills, " + acknowledged.size() + " acknowledged entries, none lost");
        assertThat(acknowledged).isNotEmpty();
    }

    /** All of the log, from its first entry. */
    private static void verify(Path folder, Set<String> acknowledged, String when) {
        try (var log = FileAuditLog.open(folder, InstantSource.system())) {
            assertThat(missing(acknowledged, stored(log, 0))).as(when).isEmpty();
        }
        assertThat(LogVerification.verify(folder, Optional.empty(), Optional.empty())
                        .findings())
                .as(when)
                .isEmpty();
    }

    private static Set<String> missing(Set<String> durable, Set<String> stored) {
        var missing = new HashSet<>(durable);
        missing.removeIf(stored::contains);
        return missing;
    }

    /** Lets a process live until it has said so many times that an entry is durable, or for ten seconds. */
    private static Set<String> killed(Path folder, int life, int durable) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        Integer.toString(life))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> lines = ConcurrentHashMap.newKeySet();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("open");
            var reader = Thread.ofVirtual().start(() -> readWholeLines(out, lines));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (lines.size() < durable && System.nanoTime() < deadline) Thread.sleep(1);
            process.destroyForcibly();
            process.waitFor();
            assertThat(reader.join(Duration.ofMinutes(1))).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return lines;
    }

    /** A last line without its end was cut by the kill and tells nothing. */
    private static void readWholeLines(BufferedReader out, Set<String> lines) {
        var line = new StringBuilder();
        try {
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c != '\n') {
                    line.append((char) c);
                } else {
                    lines.add(line.toString());
                    line.setLength(0);
                }
            }
        } catch (IOException _) {
            // the kill closed it
        }
    }

    private static Set<String> stored(FileAuditLog log, long from) {
        Set<String> stored = new HashSet<>();
        log.read(from, entry -> stored.add(entry.sequence() + " " + Samples.text(entry)));
        return stored;
    }
}
