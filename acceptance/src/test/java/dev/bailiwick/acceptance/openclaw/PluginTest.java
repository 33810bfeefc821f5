package dev.bailiwick.acceptance.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the plugin's own tests, written for node's test runner, as one of ours. */
final class PluginTest {
    private static final Path PLUGIN =
            Path.of("..", "openclaw-plugin").toAbsolutePath().normalize();

    @Test
    void the_plugin_passes_its_own_tests() throws IOException, InterruptedException {
        assumeTrue(runs("node", "--version"), "node is not installed: the plugin's tests are skipped");
        var output = Files.createTempFile("plugin-test", ".out");
        try {
            int exit = new ProcessBuilder(command())
                    .directory(PLUGIN.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(exit).as(said).isZero();
            var passed = Pattern.compile("(?m)^# pass (\\d+)$").matcher(said);
            assertThat(passed.find()).as(said).isTrue();
            assertThat(Integer.parseInt(passed.group(1))).as("tests that ran").isGreaterThan(50);
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> command() throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
        try (var files = Files.list(PLUGIN.resolve("test"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith(".test.mjs"))
                    .sorted()
                    .forEach(command::add);
        }
        return command;
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
