package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power is lost at every single operation on the disk, and nothing that was acknowledged is lost with it. */
final class PowerLossTest {
    private static final int ENTRIES = 70;

    private final Logger logger = Logger.getLogger(FileAuditLog.class.getName());

    @BeforeEach
    void a_keeper_without_power_need_not_complain() {
        logger.setLevel(Level.OFF);
    }

    @AfterEach
    void otherwise_it_must() {
        logger.setLevel(null);
    }

    private static FileAuditLog open(Disk disk) throws IOException {
        return FileAuditLog.open(disk, InstantSource.system(), () -> {});
    }

    /** A life of a log: entries, one of them giant, a new key half-way; everything it acknowledged. */
    private static List<Entry> live(Disk disk) {
        List<Entry> acknowledged = new ArrayList<>();
        try (var log = open(disk)) {
            for (int i = 0; i < ENTRIES; i++) {
                acknowledged.add(log.append(Samples.event(i == 9 ? "x".repeat(66_000) : "number " + i)));
                if (i == ENTRIES / 2) log.rotateKey();
            }
        } catch (IOException | AuditUnavailable _) {
            // this is where the power was lost
        }
        return acknowledged;
    }

    private static void assertHolds(FrailDisk disk, List<Entry> acknowledged, String when) throws IOException {
        try (var log = open(disk)) {
            var stored = new HashSet<>(Samples.all(log));
            assertThat(stored).as(when).containsAll(acknowledged);
            for (var entry : acknowledged) assertThat(log.body(entry)).as(when).isPresent();
            log.append(Samples.event("after"));
        }
        var result = LogVerification.verify(disk, Optional.empty(), Optional.empty());
        assertThat(result.findings()).as(when).isEmpty();
        assertThat(result.younger()).as(when).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void no_acknowledged_entry_is_lost_wherever_the_power_is(FrailDisk.Loss loss) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int boundary = 1;
        while (true) {
            var disk = new FrailDisk(boundary);
            var acknowledged = live(disk);
            if (disk.hasPower()) break;
            String when = loss + " at operation " + boundary + ", seed " + seed;
            assertHolds(disk.after(loss, random), acknowledged, when);
            boundary++;
        }
        System.out.println("power lost at each of " + (boundary - 1) + " operations");
        assertThat(boundary).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "FORGETS"})
    void a_failing_disk_refuses_every_entry_until_it_is_well_again(FrailDisk.Health illness) throws IOException {
        var disk = new FrailDisk(Integer.MAX_VALUE);
        List<Entry> acknowledged = new ArrayList<>();
        try (var log = open(disk)) {
            acknowledged.add(log.append(Samples.event("before")));
            disk.become(illness);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> log.append(Samples.event("refused")))
                        .isInstanceOf(AuditUnavailable.class)
                        .hasMessageContaining("every action is refused");
            }
            disk.become(FrailDisk.Health.WELL);
            acknowledged.add(log.append(Samples.event("after")));
            var entries = Samples.all(log);
            assertThat(entries).extracting(Entry::sequence).containsExactly(0L, 1L, 2L);
            assertThat(entries.get(1).kind()).isEqualTo(Event.Kind.HOUSE);
            assertThat(entries.get(1).body().string("event")).contains("log-recovered");
            assertThat(entries.get(1).body().get("refused")).contains(dev.bailiwick.json.JsonNumber.of(5));
        }
        assertHolds(disk.after(FrailDisk.Loss.DROPS_ALL, new Random(1)), acknowledged, illness.toString());
    }

    @Test
    void what_the_kernel_believed_to_be_written_is_written_again_at_the_start() throws IOException {
        var disk = new FrailDisk(Integer.MAX_VALUE);
        List<Entry> acknowledged = new ArrayList<>();
        try (var log = open(disk)) {
            acknowledged.add(log.append(Samples.event("before")));
            disk.become(FrailDisk.Health.FORGETS);
            assertThatThrownBy(() -> log.append(Samples.event("refused"))).isInstanceOf(AuditUnavailable.class);
        }
        disk.become(FrailDisk.Health.WELL);
        try (var log = open(disk)) {
            acknowledged.add(log.append(Samples.event("after")));
        }
        assertHolds(disk.after(FrailDisk.Loss.DROPS_ALL, new Random(1)), acknowledged, "after a restart");
    }
}
