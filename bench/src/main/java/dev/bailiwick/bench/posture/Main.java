package dev.bailiwick.bench.posture;

import dev.bailiwick.bench.http.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** a scan of this machine and one process, as a program from its start to its exit code [PROFILE] */
final class Main {
    private static final int SCANS = 11;
    private static final int FOUND = 3;

    private Main() {}

    /** {@code [the profile to compare with]}; without one, the shipped one for reporting. Every trial is made, each time. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var profile = arguments.length > 0 ? arguments[0] : "reporting";
        var watched = new ProcessBuilder("sleep", "600").start();
        try {
            double start = median(List.of("--version"), 0);
            double scan = median(
                    List.of("posture", "scan", "--pid", String.valueOf(watched.pid()), "--profile", profile), FOUND);
            System.out.printf(Locale.ROOT, "of it the start of the program: %.2f s%n", start);
            if (scan > 3) System.out.println("longer than the 3 s it may take");
        } finally {
            watched.destroy();
        }
    }

    private static double median(List<String> words, int wanted) throws IOException, InterruptedException {
        var seconds = new double[SCANS];
        for (int i = 0; i < SCANS; i++) seconds[i] = once(words, wanted);
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "%s: least %.2f, median %.2f, most %.2f s of %d%n",
                String.join(" ", words),
                seconds[0],
                seconds[SCANS / 2],
                seconds[SCANS - 1],
                SCANS);
        return seconds[SCANS / 2];
    }

    private static double once(List<String> words, int wanted) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Program.options(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bailiwick.app.Main"));
        command.addAll(words);
        var output = Files.createTempFile("bailiwick-bench-posture", ".txt");
        long before = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        double took = (System.nanoTime() - before) / 1e9;
        var said = Files.readString(output);
        Files.delete(output);
        if (code != wanted) throw new IOException("exit code " + code + ", not " + wanted + ": " + said);
        return took;
    }
}
