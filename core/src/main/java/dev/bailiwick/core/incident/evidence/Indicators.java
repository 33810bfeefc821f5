package dev.bailiwick.core.incident.evidence;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.inquiry.Sighting;
import dev.bailiwick.core.incident.inquiry.Suspect;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Where the agent went or tried to go although nothing says that it should: a STIX 2.1 bundle for other people's blocklists. */
public final class Indicators {
    /** STIX wants milliseconds, always. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Indicators() {}

    /** @param made when the bundle is made */
    public static JsonObject stix(CaseId id, List<Suspect> suspects, Instant made) {
        List<JsonValue> objects = new ArrayList<>();
        for (var suspect : suspects)
            pattern(suspect.target()).ifPresent(found -> objects.add(indicator(id, suspect, found, made)));
        return JsonObject.with("type", "bundle")
                .and("id", "bundle--" + uuid(id + " " + made))
                .and("objects", objects.isEmpty() ? Optional.empty() : Optional.of(new JsonArray(objects)))
                .build();
    }

    private static JsonObject indicator(CaseId id, Suspect suspect, String pattern, Instant made) {
        Sighting seen = suspect.sighting();
        var reference = JsonObject.with("source_name", "bailiwick")
                .and(
                        "external_id",
                        id + seen.entry().map(entry -> "/entry-" + entry).orElse("/seal"))
                .build();
        return JsonObject.with("type", "indicator")
                .and("spec_version", "2.1")
                .and("id", "indicator--" + uuid(id + " " + suspect.target()))
                .and("created", TIME.format(made))
                .and("modified", TIME.format(made))
                .and("name", String.join("; ", seen.why()))
                .and("indicator_types", JsonArray.ofStrings(List.of("anomalous-activity")))
                .and("pattern", pattern)
                .and("pattern_type", "stix")
                .and("valid_from", TIME.format(seen.at()))
                .and("external_references", new JsonArray(List.of(reference)))
                .build();
    }

    /** The same of the same case is the same indicator (RFC 9562, version 3). */
    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** A host by name or by address; what is neither is a matter for a person. No character of it means anything in a pattern. */
    private static Optional<String> pattern(String target) {
        String place = target.replaceFirst("^[a-z][a-z0-9+.-]*://", "").replaceFirst("[/?#].*$", "");
        return Host.read(place)
                .or(() -> Host.read(place.replaceFirst(":[0-9]+$", "")))
                .map(host -> "[" + kind(host) + ":value = '"
                        + host.address().map(Object::toString).orElse(host.text()) + "']");
    }

    private static String kind(Host host) {
        return host.address()
                .map(address -> address.isFour() ? "ipv4-addr" : "ipv6-addr")
                .orElse("domain-name");
    }
}
