package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.discovery.Finding;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Discovery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** {@code discovery.list}: what acts here and stands in no register. */
record DiscoveryVerbs(Discovery discovery, InstantSource clock) implements Verbs {
    private static final Duration RECENT = Duration.ofDays(1);

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        if (!request.string("verb").equals(Optional.of("discovery.list"))) return Optional.empty();
        var fields = Fields.of(request);
        fields.text("verb");
        boolean scan = fields.optionalFlag("scan").orElse(false);
        fields.end();
        var found = scan ? discovery.scan() : discovery.findings();
        var since = clock.instant().minus(RECENT);
        return Optional.of(JsonObject.with(
                        "findings",
                        new JsonArray(
                                found.stream().<JsonValue>map(Finding::json).toList()))
                .and(
                        "withinADay",
                        found.stream()
                                .filter(each -> each.last().isAfter(since))
                                .count())
                .build());
    }
}
