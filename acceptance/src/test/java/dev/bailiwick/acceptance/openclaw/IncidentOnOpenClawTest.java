package dev.bailiwick.acceptance.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day an agent is compromised, on a real OpenClaw: from the injected mail to the cause, in a network of its own. */
@Tag("long")
final class IncidentOnOpenClawTest {
    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    @TempDir
    static Path folder;

    @Test
    void from_the_injected_mail_to_the_cause() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network of its own needs root");
        assumeTrue(Files.isExecutable(UNSHARE) && Files.isExecutable(Path.of("/usr/sbin/nft")), "no unshare or nft");
        var program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                IncidentDay.class.getName(),
                folder.toString());
        var command = new ArrayList<>(
                List.of(UNSHARE.toString(), "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "day"));
        command.addAll(program);
        var day = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(day.waitFor(20, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(day.exitValue()).as("what it says above").isZero();
        } finally {
            day.descendants().forEach(ProcessHandle::destroyForcibly);
            day.destroyForcibly();
        }
    }
}
