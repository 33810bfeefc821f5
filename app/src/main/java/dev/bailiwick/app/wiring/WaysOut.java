package dev.bailiwick.app.wiring;

import dev.bailiwick.connector.mail.ImapSmtp;
import dev.bailiwick.core.value.Address;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.gateway.egress.Egress;
import dev.bailiwick.gateway.egress.EgressProxy;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens a way out for every agent there is, and writes down where it is and whom the agent must trust. */
record WaysOut(Egress egress, Rooms rooms) {
    /** Each has a listener and an authority of its own. */
    private static final int MOST_VISITS = 32;

    private static final System.Logger LOG = System.getLogger(WaysOut.class.getName());

    /** Our own doors are on this machine: no list opens them from inside. */
    private static final Set<Address> OURSELVES =
            Set.of(Address.read("127.0.0.1").orElseThrow(), Address.read("::1").orElseThrow());

    static WaysOut over(KeyDesk keys, Broker broker, Rooms rooms) {
        var enforcement = rooms.enforcement();
        var inside = rooms.known().organisation().network().addresses().stream()
                .map(AddressBlock::of)
                .filter(block -> OURSELVES.stream().noneMatch(block::contains))
                .collect(Collectors.toUnmodifiableSet());
        return new WaysOut(
                new Egress(new Egress.Parts(
                        keys,
                        broker,
                        enforcement.enforcer(),
                        enforcement.alerts(),
                        enforcement.reports(),
                        inside,
                        Duration.ZERO,
                        new ImapSmtp(rooms.clock()),
                        rooms.clock())),
                rooms);
    }

    /** New agents get their way out, stopped ones lose what they have open. */
    void follow() {
        egress.look();
        for (var agent : rooms.known().facts().now().agents().keySet()) {
            if (!egress.has(agent)) open(agent);
        }
    }

    private void open(AgentId agent) {
        try {
            var opened = egress.open(agent, listed(agent), () -> mayAct(agent));
            var folder = rooms.records().data().agent(agent.value());
            Files.createDirectories(folder);
            var authority = Files.writeString(folder.resolve("egress-ca.pem"), opened.authority());
            Files.writeString(folder.resolve("egress.json"), Json.pretty(told(opened.port(), authority)) + "\n");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "no way out for agent " + agent, e);
        }
    }

    /**
     * Opens a browser session: signed in with this key, or reading.
     *
     * @throws Refusal when it cannot be opened
     */
    Egress.Visit browse(AgentId agent, Optional<String> key) {
        if (egress.visits() >= MOST_VISITS)
            throw new Refusal(4, "there are " + MOST_VISITS + " browser sessions open: end one");
        try {
            return egress.browse(agent, key, listed(agent), () -> mayAct(agent));
        } catch (IOException e) {
            throw new Refusal("no port for a browser: " + e.getMessage());
        }
    }

    private static JsonObject told(int port, Path authority) {
        return JsonObject.with("proxy", "http://127.0.0.1:" + port)
                .and("authority", authority.toString())
                .build();
    }

    private EgressProxy.Listed listed(AgentId agent) {
        return (host, port) -> {
            var facts = rooms.known().facts().now();
            return HostPattern.listed(facts.network().hosts(), host, port)
                    || facts.agent(agent)
                            .filter(each -> HostPattern.listed(each.webList(), host, port))
                            .isPresent();
        };
    }

    private boolean mayAct(AgentId agent) {
        return rooms.known().facts().now().freezes().of(agent).isEmpty()
                && rooms.enforcement().liveness().gated(agent);
    }
}
