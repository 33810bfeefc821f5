package dev.bailiwick.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainmentKillTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @EnumSource(Step.class)
    void a_containment_killed_in_the_middle_of_a_step_goes_on_at_the_next_start(Step deadly) throws Exception {
        dieIn(deadly);

        try (var log = FileAuditLog.open(folder.resolve("log"), InstantSource.system());
                var containment = Containing.containment(log, Containing.steps())) {
            var before = new Cases(log).all();
            assertThat(before).as("the case stands in the log").hasSize(1);
            assertThat(before.getFirst().at(deadly))
                    .as("nobody says it was done")
                    .isEmpty();
            containment.resume();

            var after = new Cases(log).find(before.getFirst().id()).orElseThrow();
            assertThat(after.state()).isEqualTo(Incident.State.CONTAINED);
            assertThat(after.reason()).isEqualTo("odd mails");
            assertThat(after.openedBy()).isEqualTo("person:sam");
            for (var step : Step.values())
                assertThat(after.at(step).orElseThrow().outcome())
                        .as(step.name())
                        .isEqualTo(Outcome.DONE);
        }
    }

    /** SIGKILL, in the middle of that step. */
    private void dieIn(Step deadly) throws IOException, InterruptedException {
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Containing.class.getName(),
                        folder.toString(),
                        deadly.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("in " + deadly);
            child.destroyForcibly().waitFor();
        }
    }
}
