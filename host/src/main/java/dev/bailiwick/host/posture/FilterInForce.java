package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Observed.RuntimeWords.Filter;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Which filter a runtime says it was told to use: Docker repeats it whole, Podman its path. */
final class FilterInForce {
    private static final String SECCOMP = "seccomp=";

    private FilterInForce() {}

    static Optional<Filter> of(JsonArray options, Optional<AgentProfile> profile) {
        if (options.text().contains("unconfined")) return Optional.of(Filter.NONE);
        return profile.map(each -> rendered(options, each) ? Filter.RENDERED : Filter.ANOTHER);
    }

    private static boolean rendered(JsonArray options, AgentProfile profile) {
        var ours = digest(Artefacts.of(profile).file("seccomp.json").text());
        return options.values().stream()
                .map(JsonValue::text)
                .flatMap(each -> option(each).stream())
                .anyMatch(text -> digest(text).equals(ours));
    }

    private static Optional<String> option(String quoted) {
        try {
            var said = Json.parse(quoted.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
            if (!(said instanceof dev.bailiwick.json.JsonString(var text)) || !text.startsWith(SECCOMP)) {
                return Optional.empty();
            }
            var value = text.substring(SECCOMP.length());
            return value.startsWith("/") ? ProcessReading.text(Path.of(value)) : Optional.of(value);
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.of(Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE)));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }
}
