package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a network of its own, in which only its own loopback answers. */
public final class OwnNetwork {
    private static final Path UNSHARE = Path.of("/usr/bin/unshare");

    private OwnNetwork() {}

    /** Runs it to its end; what it prints is seen, and anything but exit code 0 is a failure. */
    public static void run(Class<?> program, Path folder) throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "a network of its own needs root");
        assumeTrue(Files.isExecutable(UNSHARE) && Files.isExecutable(Path.of("/usr/sbin/nft")), "no unshare or nft");
        var command = new ArrayList<>(
                List.of(UNSHARE.toString(), "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "day"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString()));
        var child = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(child.waitFor(20, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(child.exitValue()).as("what it says above").isZero();
        } finally {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
    }
}
