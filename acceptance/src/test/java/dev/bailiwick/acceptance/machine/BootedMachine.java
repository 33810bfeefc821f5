package dev.bailiwick.acceptance.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A systemd as first process of its own namespaces, over this machine's files: what it changes is gone with it. The folder
 * lies there at /mnt.
 */
final class BootedMachine implements AutoCloseable {
    private static final Path SYSTEMD = Path.of("/lib/systemd/systemd");
    private static final long PATIENCE_MILLIS = 30_000;

    private final Path folder;
    private final Process unshare;
    private final long first;

    private BootedMachine(Path folder, Process unshare, long first) {
        this.folder = folder;
        this.unshare = unshare;
        this.first = first;
    }

    static BootedMachine in(Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        Assumptions.assumeTrue(Files.isExecutable(SYSTEMD), "systemd is not installed");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nft")), "nftables is not installed");
        var script = resource(folder, "boot.sh");
        var unshare = new ProcessBuilder(
                        "unshare",
                        "-m",
                        "-p",
                        "-f",
                        "-C",
                        "-u",
                        "-i",
                        "-n",
                        "--kill-child",
                        "bash",
                        script,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("boot.log").toFile())
                .start();
        for (long end = System.currentTimeMillis() + PATIENCE_MILLIS;
                System.currentTimeMillis() < end;
                Thread.sleep(100)) {
            var child = unshare.toHandle().children().findFirst();
            if (child.isEmpty()) continue;
            var machine = new BootedMachine(folder, unshare, child.get().pid());
            if (machine.run("systemctl", "show", "-p", "Version").contains("Version=")) return machine;
        }
        unshare.destroyForcibly();
        return Assumptions.abort(
                "no systemd boots in namespaces here: " + Files.readString(folder.resolve("boot.log")));
    }

    static String resource(Path folder, String name) throws IOException {
        try (var file = BootedMachine.class.getResourceAsStream(name)) {
            return Files.write(
                            folder.resolve(name),
                            Objects.requireNonNull(file, name).readAllBytes())
                    .toString();
        }
    }

    /** What a command on this machine prints, on either stream. */
    String run(String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("nsenter", "-t", String.valueOf(first), "-a"));
        line.addAll(List.of(words));
        var out = Files.createTempFile(folder, "said", ".txt");
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) process.destroyForcibly();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ProcessHandle.of(first).ifPresent(ProcessHandle::destroyForcibly);
        unshare.destroyForcibly();
        unshare.onExit().join();
    }
}
