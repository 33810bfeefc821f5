package dev.bailiwick.bench.command;

import dev.bailiwick.core.command.AnyProfile;
import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.command.Verdict;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** judging one command line: parse, what it touches, verdict [FILE of lines] */
public final class Main {
    private static final int ROUNDS = 20_000;

    private static final List<String> LINES = List.of(
            "ls -la src",
            "git log --oneline -n 20 -- src",
            "grep -rnE 'TODO|FIXME' --include='*.java' src | head -20",
            "find . -name '*.java' -newer build.xml -type f -print",
            "tar czf out.tgz src docs && sha256sum out.tgz > out.sum",
            "sed -n '1,40p' a.txt; awk -F: '$3 > 5 {print $1}' b.txt",
            "curl -sS -H 'Accept: application/json' https://api.example.org/v1/items",
            "find . -type f -exec rm {} ';'",
            "cat $(ls)");

    private Main() {}

    /** {@code [a file of command lines]}; without one, lines of daily use. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        var commands = Commands.of(Commands.FILES.stream().map(Main::resource).toList());
        System.out.printf(Locale.ROOT, "data files read in %.0f ms%n", (System.nanoTime() - start) / 1e6);
        var lines = args.length > 0 ? Files.readAllLines(Path.of(args[0])) : LINES;
        measure(commands, lines);
        var micros = measure(commands, lines);
        System.out.printf(
                Locale.ROOT,
                "%d checks of %d lines: p50 %.1f, p99 %.1f, longest %.0f microseconds%n",
                micros.length,
                lines.size(),
                micros[micros.length / 2],
                micros[micros.length * 99 / 100],
                micros[micros.length - 1]);
    }

    private static double[] measure(Commands commands, List<String> lines) {
        var profile = new AnyProfile();
        var micros = new double[Math.max(ROUNDS, lines.size())];
        int allowed = 0;
        for (int i = 0; i < micros.length; i++) {
            String line = lines.get(i % lines.size());
            long before = System.nanoTime();
            var verdict = profile.judge(commands.analyse(line), commands.places());
            micros[i] = (System.nanoTime() - before) / 1e3;
            if (verdict.decision() == Verdict.Decision.ALLOW) allowed++;
        }
        System.out.println(allowed + " allowed");
        Arrays.sort(micros);
        return micros;
    }

    private static JsonObject resource(String name) {
        try (var file = Objects.requireNonNull(Commands.class.getResourceAsStream(name), name)) {
            return Json.parseObject(file.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
