package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks OpenClaw itself whether it would take a configuration ({@code openclaw config validate --json}); about 5 to 15 s. */
public final class ConfigCheck {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private ConfigCheck() {}

    /** OpenClaw's complaints, one line each; the empty list when it takes the text. */
    public static List<String> complaints(Installation installation, String text) {
        try {
            var folder = Files.createTempDirectory("openclaw-check");
            try {
                var file = Files.writeString(folder.resolve("openclaw.json"), text);
                var place = new GatewayProcess.Place(installation, folder, file, 0, Map.of());
                return complaints(run(place.openclaw("config", "validate", "--json")));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new OpenClawFailure("cannot have the configuration validated: " + e.getMessage(), e);
        }
    }

    private static String run(ProcessBuilder command) throws IOException {
        var out = Files.createTempFile("openclaw-check", ".out");
        try {
            var process = command.redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new OpenClawFailure("\"openclaw config validate\" did not end within two minutes");
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OpenClawFailure("interrupted while the configuration was validated", e);
        } finally {
            Files.delete(out);
        }
    }

    private static List<String> complaints(String said) {
        JsonObject answer;
        try {
            answer = Json.parseObject(said.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        } catch (JsonException e) {
            throw new OpenClawFailure("\"openclaw config validate --json\" did not answer in JSON", e);
        }
        if (answer.get("valid").map(JsonValue::text).orElse("").equals("true")) return List.of();
        List<String> complaints = new ArrayList<>();
        for (var issue : answer.array("issues")) {
            var object = issue instanceof JsonObject found ? found : JsonObject.EMPTY;
            complaints.add(object.string("path").orElse("") + ": "
                    + object.string("message").orElse(issue.text()));
        }
        return complaints.isEmpty() ? List.of("invalid, without a reason") : complaints;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
