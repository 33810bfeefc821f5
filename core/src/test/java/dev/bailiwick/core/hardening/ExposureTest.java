package dev.bailiwick.core.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.hardening.Observed.AgentProcess;
import dev.bailiwick.core.hardening.Observed.Bounds;
import dev.bailiwick.core.hardening.Observed.Mount;
import dev.bailiwick.core.hardening.Observed.Rights;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static final Rights CLOSED = new Rights(Set.of(5L), Set.of(), List.of(0L, 0L, 0L, 0L, 0L), true, 2);
    private static final List<Mount> MOUNTS = List.of(
            mount("/", "ext4", "ro"),
            mount("/home", "tmpfs", "ro"),
            mount("/tmp", "ext4", "rw"),
            mount("/dev", "tmpfs", "ro"),
            mount("/sys", "sysfs", "ro"));

    private static Mount mount(String target, String type, String option) {
        return new Mount(target, "x /", type, Set.of(option), false);
    }

    private static AgentProcess process(Rights rights, List<Mount> mounts) {
        return new AgentProcess(
                7,
                List.of(rights),
                Optional.empty(),
                Optional.of(Set.of("net")),
                Optional.of(mounts),
                Optional.of(List.of()),
                Optional.of(new Bounds(Optional.of(1L), Optional.of(1L), true)),
                Optional.empty(),
                true);
    }

    @Test
    void behind_every_wall_nothing_is_exposed() {
        var result = Exposure.of(List.of(process(CLOSED, MOUNTS)));
        assertThat(result.standing()).isEqualTo(Standing.PASS);
        assertThat(result.because()).isEqualTo("exposure 0.0: every wall stands");
    }

    @Test
    void each_missing_wall_is_named_and_counts() {
        for (var each : MOUNTS) {
            var without = MOUNTS.stream().filter(mount -> !mount.equals(each)).toList();
            assertThat(Exposure.of(List.of(process(CLOSED, without))).because()).doesNotContain("0.0");
        }
        var root = new Rights(Set.of(0L), Set.of(), List.of(0L, 0L, 1L, 0L, 0L), true, 2);
        var exposed = Exposure.of(List.of(process(CLOSED, MOUNTS), process(root, MOUNTS)));
        assertThat(exposed.standing()).as("the worst process counts").isEqualTo(Standing.FAIL);
        assertThat(exposed.because()).isEqualTo("exposure 3.5: it runs as root, it has capabilities (process 7)");
    }

    @Test
    void a_mount_over_a_mount_is_the_one_that_counts() {
        var over = Stream.concat(MOUNTS.stream(), Stream.of(mount("/", "ext4", "rw")))
                .toList();
        assertThat(Exposure.of(List.of(process(CLOSED, over))).because()).contains("the system is writable");
    }

    @Test
    void what_was_not_read_whole_is_unknown() {
        assertThat(Exposure.of(List.of()).standing()).isEqualTo(Standing.UNKNOWN);
        var gone = new AgentProcess(
                7,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
        assertThat(Exposure.of(List.of(process(CLOSED, MOUNTS), gone)).standing())
                .isEqualTo(Standing.UNKNOWN);
    }
}
