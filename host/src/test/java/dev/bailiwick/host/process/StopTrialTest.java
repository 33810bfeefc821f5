package dev.bailiwick.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StopTrialTest {
    @Test
    void a_stand_in_is_gone_with_its_child_and_the_one_that_left_it() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "setsid is not installed");
        var outcome = StopTrial.tried().orElseThrow();
        assertThat(outcome.wrong()).isEmpty();
        assertThat(outcome.took()).isLessThan(java.time.Duration.ofSeconds(5));
    }
}
