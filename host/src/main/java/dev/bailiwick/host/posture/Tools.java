package dev.bailiwick.host.posture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The system's own programs, asked with an empty environment and a deadline. */
final class Tools {
    private static final int LIMIT = 16 << 20;

    private Tools() {}

    /** What it printed, empty when it is not there, failed, or took too long. */
    static Optional<String> ask(String name, String... arguments) {
        return Stream.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
                .map(folder -> Path.of(folder + name))
                .filter(Files::isExecutable)
                .findFirst()
                .flatMap(program -> run(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                        .toList()));
    }

    private static Optional<String> run(List<String> command) {
        var builder = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            try {
                var said = new String(process.getInputStream().readNBytes(LIMIT), StandardCharsets.UTF_8);
                boolean well = process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
                return well ? Optional.of(said) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
