package dev.bailiwick.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnMemoryTest {
    /** In a process of its own: closing it here would close this test's too. */
    static final class Closing {
        private Closing() {}

        public static void main(String[] arguments) {
            System.out.print(OwnMemory.closed() + " " + OwnMemory.close() + " " + OwnMemory.closed());
        }
    }

    @Test
    void once_closed_it_leaves_no_core_file_and_lets_no_debugger_in() throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has prctl(2)");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Closing.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("false true true");
    }
}
