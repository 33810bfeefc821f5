package dev.bailiwick.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.approval.StoredApprovals;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class KillTest {
    private static final int KILLS = Boolean.getBoolean("bailiwick.soak") ? 1_000 : 100;
    private static final int LONGEST_LIFE_MILLIS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What children answered before they died. */
    private record Answered(List<String> decided, List<String> approved, List<String> executed) {}

    @Test
    void however_often_it_is_killed_every_answer_is_in_the_log_and_no_approval_is_lost_or_used_twice()
            throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + ", kills " + KILLS);
        var random = new Random(seed);
        var answered = new Answered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int kill = 0; kill < KILLS; kill++) liveAndDie(random.nextInt(LONGEST_LIFE_MILLIS), answered);

        assertThat(answered.decided()).hasSizeGreaterThan(KILLS);
        assertThat(answered.executed()).isNotEmpty();
        try (var log = FileAuditLog.open(folder.resolve("log"), InstantSource.system())) {
            var entries = entries(log);
            for (String line : answered.decided()) assertCall(entries, line);
            assertExecutedOnce(entries, answered.executed());
        }
        assertApprovalsKept(answered);
    }

    private void liveAndDie(int millis, Answered answered) throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Decider.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine())
                    .as("the child starts on what the last one left")
                    .isEqualTo("ready");
            Thread.ofVirtual().start(() -> killAfter(child, millis));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) note(line, answered);
        }
        child.waitFor();
    }

    private static void killAfter(Process child, int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Process.destroyForcibly would close the pipe with answers still in it
        child.toHandle().destroyForcibly();
    }

    private static void note(String line, Answered answered) {
        int space = line.indexOf(' ');
        if (space < 0) return; // the line that death cut short
        String rest = line.substring(space + 1);
        switch (line.substring(0, space)) {
            case "decided" -> answered.decided().add(rest);
            case "approved" -> answered.approved().add(rest);
            case "executed" -> answered.executed().add(rest);
            default -> {}
        }
    }

    private static Map<Long, Entry> entries(FileAuditLog log) {
        Map<Long, Entry> entries = new HashMap<>();
        log.read(0, entry -> {
            assertThat(entry.sequence()).as("no gaps").isEqualTo(entries.size());
            entries.put(entry.sequence(), entry);
            return true;
        });
        return entries;
    }

    private static void assertCall(Map<Long, Entry> entries, String line) {
        String[] parts = line.split(" ", 2);
        if (parts.length < 2) return;
        var entry = entries.get(Long.parseLong(parts[0]));
        assertThat(entry).as("answered decision " + line).isNotNull();
        assertThat(java.util.Objects.requireNonNull(entry)
                        .body()
                        .object("attempt")
                        .orElseThrow()
                        .string("call"))
                .contains(parts[1]);
    }

    private static void assertExecutedOnce(Map<Long, Entry> entries, List<String> executed) {
        Map<String, Long> permits = new HashMap<>();
        for (var entry : entries.values()) {
            boolean permit = entry.kind() == Event.Kind.DECISION
                    && entry.body().string("verdict").orElse("").equals("permit");
            if (!permit || entry.body().string("task").isEmpty()) continue;
            String task = entry.body().string("task").get();
            assertThat(permits.put(task, entry.sequence()))
                    .as("executions of " + task)
                    .isNull();
        }
        for (String line : executed) {
            String[] parts = line.split(" ", 2);
            assertThat(permits).containsEntry(parts[1], Long.parseLong(parts[0]));
        }
    }

    private void assertApprovalsKept(Answered answered) {
        Set<String> used = new HashSet<>();
        for (String line : answered.executed()) used.add(line.split(" ", 2)[1]);
        try (var database = Database.sqlite(folder)) {
            var approvals = new StoredApprovals(database);
            for (String task : answered.approved()) {
                var state = approvals.find(new TaskId(task)).orElseThrow().state();
                assertThat(state).as(task).isIn(State.APPROVED, State.CLAIMED, State.UNKNOWN, State.EXPIRED);
                if (used.contains(task)) assertThat(state).as("used " + task).isIn(State.CLAIMED, State.UNKNOWN);
            }
        }
    }
}
