package dev.bailiwick.core.guide;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which systems a call may belong to, as the guides tell it: by the operation's id, or by the host it goes to. */
public final class Systems {
    public static final Systems NONE = of(Guides.of(Set.of()));

    private static final int HTTPS = 443;

    private final Digest version;
    private final Map<String, Set<String>> byOperation = new HashMap<>();
    private final Map<String, Set<String>> hosts = new TreeMap<>();

    private Systems(Guides guides) {
        this.version = Digest.of(
                new JsonArray(guides.all().stream().<JsonValue>map(Guide::json).toList()));
        for (var guide : guides.all()) {
            for (var operation : guide.operations()) {
                byOperation
                        .computeIfAbsent(operation.id(), _ -> new HashSet<>())
                        .add(guide.name());
            }
            var lines = new HashSet<String>();
            guide.hosts().forEach(line -> lines.add(line.text()));
            if (!lines.isEmpty()) hosts.put(guide.name(), HostPattern.canonical(lines));
        }
    }

    public static Systems of(Guides guides) {
        return new Systems(guides);
    }

    /** The digest of the guides it was made from. */
    public Digest version() {
        return version;
    }

    /** What an operation of the catalogue uses. */
    public Use of(String operation) {
        var systems = byOperation.get(operation);
        return systems == null ? Use.OWN : new Use(systems, operation, false);
    }

    /** The same for one that goes to a site: whose site it is counts more than what the operation is called. */
    public Use of(String operation, String host) {
        var owners = new HashSet<String>();
        Url.of("https://" + host + "/")
                .ifPresent(url -> hosts.forEach((name, lines) -> {
                    if (HostPattern.listed(lines, url.host(), HTTPS)) owners.add(name);
                }));
        return owners.isEmpty() ? of(operation) : new Use(owners, operation, false);
    }
}
