package dev.bailiwick.core.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real bash in which no program exists: each one it would run writes down its arguments instead, and succeeds. */
final class TracedBash {
    private static final String SCRIPT = """
            trace() { builtin printf '%s\\0' "$#" "$@" >&3; }
            command_not_found_handle() { trace "$@"; }
            for name in echo printf test pwd cd true false type command kill alias dirs hash help history jobs times ulimit umask \
                let read wait export unset declare eval exec source set shopt trap . : '[' \\
                alpha beta gamma cat sort grep wc find sed awk tar tail ls git jq head cp mv rm mkdir touch diff cut uniq id sh; do
              builtin eval "$name () { trace '$name' \\"\\$@\\"; }"
            done
            PATH=/nonexistent
            while IFS= builtin read -r -d '' line; do
              builtin eval -- "$line"
              builtin wait
              builtin printf 'end\\0' >&3
            done
            """;

    private final Path folder;

    TracedBash(Path folder) {
        this.folder = folder;
    }

    static boolean isHere() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    /** For each line the argument lists of what bash would have run. */
    List<List<List<String>>> run(List<String> lines) throws IOException, InterruptedException {
        var script = Files.writeString(folder.resolve("script"), SCRIPT);
        var input = Files.writeString(folder.resolve("lines"), String.join("\0", lines) + "\0");
        var traced = folder.resolve("traced");
        var work = Files.createDirectories(folder.resolve("work"));
        var process = new ProcessBuilder(
                        "/bin/bash",
                        "--noprofile",
                        "--norc",
                        "-c",
                        ". \"$1\" 3>\"$2\" <\"$3\"",
                        "bash",
                        script.toString(),
                        traced.toString(),
                        input.toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        process.environment().clear();
        process.environment().put("LC_ALL", "C.UTF-8");
        var running = process.start();
        if (!running.waitFor(1, TimeUnit.HOURS)) running.destroyForcibly();
        return read(Files.readString(traced, UTF_8).split("\0", -1));
    }

    private static List<List<List<String>>> read(String[] words) {
        List<List<List<String>>> lines = new ArrayList<>();
        List<List<String>> line = new ArrayList<>();
        for (int i = 0; i < words.length - 1; i++) {
            if (words[i].equals("end")) {
                lines.add(line);
                line = new ArrayList<>();
            } else {
                int count = Integer.parseInt(words[i]);
                line.add(List.of(words).subList(i + 1, i + 1 + count));
                i += count;
            }
        }
        return lines;
    }
}
