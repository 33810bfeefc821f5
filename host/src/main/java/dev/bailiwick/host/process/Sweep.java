package dev.bailiwick.host.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Kills every process of an account in one act of the kernel, {@code kill(-1, SIGKILL)} as that account: the one way, but for
 * a control group, to catch what forks faster than a table can be read. Root alone can become the account.
 */
final class Sweep {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private Sweep() {}

    /** Best effort: the reading of the table that follows says what is left. */
    static void killAll(String account) {
        if (!account.matches("[1-9][0-9]*") || !Files.isExecutable(SETPRIV)) return;
        var command = List.of(
                SETPRIV.toString(),
                "--reuid=" + account,
                "--regid=65534",
                "--clear-groups",
                "--no-new-privs",
                "--",
                "/bin/sh",
                "-c",
                "kill -KILL -1");
        var builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            var sweeper = builder.start();
            if (!sweeper.waitFor(1, TimeUnit.SECONDS)) sweeper.destroyForcibly();
        } catch (IOException _) {
            // not root: the signals one by one remain
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
