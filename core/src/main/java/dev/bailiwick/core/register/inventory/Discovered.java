package dev.bailiwick.core.register.inventory;

import dev.bailiwick.core.guide.Fact;
import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.register.Inventory.Connection;
import dev.bailiwick.core.register.Inventory.Kind;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.Url;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A first register of what a configuration connects one agent to: what it does not say stays unsaid, so that it counts as
 * everything.
 */
public final class Discovered {
    private static final Set<Kind> REACHING = EnumSet.of(Kind.CHANNEL, Kind.PLUGIN, Kind.MCP_SERVER);
    private static final int HTTPS = 443;

    private final Guides guides;
    private final Map<String, Integration> integrations = new TreeMap<>();
    private final Map<String, Held> credentials = new TreeMap<>();

    private Discovered(Guides guides) {
        this.guides = guides;
    }

    /** Each channel, plugin and server that is enabled, with one credential of which nobody knows what it may. */
    public static dev.bailiwick.core.register.inventory.Inventory of(
            List<Connection> connections, String agent, Guides guides) {
        var found = new Discovered(guides);
        connections.stream()
                .filter(each -> each.enabled() && REACHING.contains(each.kind()))
                .forEach(each -> found.add(each, agent));
        var deployed = new Deployed(agent, Optional.empty(), false, new ArrayList<>(found.credentials.keySet()));
        return new Inventory(Map.of(), found.integrations, found.credentials, Map.of(agent, deployed));
    }

    private void add(Connection each, String agent) {
        String name = each.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String id = integrations.containsKey(name) || name.equals(agent) ? name + "-2" : name;
        var guide = guide(name, each.reaches());
        var data = guide.map(Guide::data).orElse(EnumSet.allOf(dev.bailiwick.core.value.DataClass.class));
        integrations.put(id, new Integration(id, guide, data, Optional.empty(), Map.of()));
        String credential = id + "-credential";
        var scopes = guide.stream()
                .flatMap(known -> known.scopes().stream())
                .map(scope -> scope.name())
                .toList();
        credentials.put(credential, new Held(credential, id, "openclaw.json: " + each.name(), scopes));
    }

    /** By its name, else by whose host it calls. */
    private Optional<Guide> guide(String name, String reaches) {
        return guides.find(name)
                .or(() -> host(reaches)
                        .flatMap(host -> guides.all().stream()
                                .filter(guide -> HostPattern.listed(hosts(guide), host, HTTPS))
                                .findFirst()));
    }

    private static Optional<Host> host(String reaches) {
        return Url.of("https://" + reaches + "/").map(Url::host);
    }

    private static Set<String> hosts(Guide guide) {
        return HostPattern.canonical(guide.hosts().stream().map(Fact::text).collect(Collectors.toSet()));
    }
}
