package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.procedure.testing.Specimens;
import dev.bailiwick.store.approval.StoredApprovals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that writes approvals until it is killed or the disk is full. Prints what was acknowledged. */
final class Child {
    private Child() {}

    public static void main(String[] arguments) {
        try (var database = Database.sqlite(Path.of(arguments[0]))) {
            say("open");
            var approvals = new StoredApprovals(database);
            for (int i = Integer.parseInt(arguments[1]); ; i++) {
                var task = approvals.openOrJoin(Specimens.task(i, "action " + i));
                var approved = Specimens.approved(task);
                boolean claimed = approvals.replace(approved) && approvals.replace(approved.claimed());
                assertThat(claimed).isTrue();
                say(String.valueOf(i));
            }
        } catch (StoreUnavailable e) {
            say("unavailable: " + e.getMessage());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Runs it, after a shell prelude when one is given. */
    static Process start(String prelude, Path folder, int from) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>();
        if (!prelude.isEmpty()) command.addAll(List.of("unshare", "-m", "sh", "-c", prelude + " && exec \"$@\"", "sh"));
        command.addAll(List.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                String.valueOf(from)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** What it said until it ended by itself. */
    static List<String> said(Process child) throws IOException, InterruptedException {
        try (var lines = reader(child)) {
            var all = lines.lines().toList();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return all;
        }
    }

    static BufferedReader reader(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }
}
