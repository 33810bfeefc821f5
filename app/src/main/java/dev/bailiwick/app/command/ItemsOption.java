package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * A file of items, one JSON object a line, and the file of answers, one line for each. It streams: memory does not grow with
 * the file. A line that is no item is named on standard error and skipped.
 */
final class ItemsOption {
    /** An item may hold the character NUL: it is judged, not malformed. */
    private static final JsonLimits LIMITS = JsonLimits.FILE.withNul();

    private static final int LINES_PER_SIGN = 500;

    @Option(names = "--items", required = true, paramLabel = "FILE", description = "JSON Lines, one item a line")
    private Path items = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the answers go, one a line")
    private Path out = Path.of("");

    /** What became of the lines. */
    record Done(long answered, long skipped) {
        int exitCode() {
            return skipped == 0 ? 0 : 1;
        }

        JsonObject json() {
            return JsonObject.with("answered", JsonNumber.of(answered))
                    .and("skipped", JsonNumber.of(skipped))
                    .build();
        }
    }

    Done each(Function<Fields, JsonObject> answer) {
        try (var reader = Files.newBufferedReader(items, StandardCharsets.UTF_8);
                var writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            return each(reader, writer, answer);
        } catch (IOException e) {
            throw new Refusal("cannot read " + items + " or write " + out + ": " + e.getMessage());
        }
    }

    private Done each(BufferedReader reader, BufferedWriter writer, Function<Fields, JsonObject> answer)
            throws IOException {
        long answered = 0;
        long skipped = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank()) continue;
            try {
                writer.write(
                        Json.parse(line, LIMITS) instanceof JsonObject item ? answered(item, answer) : notAnItem());
                answered++;
            } catch (JsonException | IllegalArgumentException wrong) {
                skipped++;
                System.err.println("line " + (answered + skipped) + ": " + wrong.getMessage());
            }
            progress(answered + skipped);
        }
        if (terminal()) System.err.println();
        return new Done(answered, skipped);
    }

    private static String answered(JsonObject item, Function<Fields, JsonObject> answer) {
        return answer.apply(Fields.of(item)).text() + "\n";
    }

    private static String notAnItem() {
        throw new IllegalArgumentException("it is no JSON object");
    }

    private static void progress(long lines) {
        if (lines % LINES_PER_SIGN == 0 && terminal()) System.err.print("\r" + lines + " items");
    }

    private static boolean terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
