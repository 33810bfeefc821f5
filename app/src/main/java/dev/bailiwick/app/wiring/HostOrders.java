package dev.bailiwick.app.wiring;

import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.node.Done;
import dev.bailiwick.core.node.Order;
import dev.bailiwick.core.value.Address;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.isolation.NftIsolation;
import dev.bailiwick.host.process.ProcessTreeHost;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What the server's word has a node do, each order once and beside the beats; what came of it is said until the server has heard it. */
final class HostOrders {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Charges charges;
    private final URI server;
    private final AgentMachines machine;
    private final ProcessTreeHost host = new ProcessTreeHost();
    private final NftIsolation network = new NftIsolation();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Map<String, Done> done = new ConcurrentHashMap<>();

    HostOrders(DataFolder data, Charges charges, URI server) {
        this.machine = new AgentMachines(
                data, agent -> charges.whereabouts(agent).root(), Optional::empty, InstantSource.system());
        this.charges = charges;
        this.server = server;
    }

    List<Done> done() {
        return List.copyOf(done.values());
    }

    void take(List<Order> orders) {
        var open = orders.stream().map(Order::id).collect(Collectors.toSet());
        done.keySet().retainAll(open);
        begun.retainAll(open);
        orders.stream()
                .filter(order -> begun.add(order.id()))
                .forEach(order ->
                        Thread.ofVirtual().name(order.id()).start(() -> done.put(order.id(), carriedOut(order))));
    }

    private Done carriedOut(Order order) {
        try {
            return Done.well(order.id(), result(order));
        } catch (HostUnavailable | JsonException | IllegalArgumentException e) {
            return Done.not(order.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Done.not(order.id(), "it failed: " + e.getClass().getSimpleName());
        }
    }

    private JsonObject result(Order order) {
        return switch (order.kind()) {
            case STOP -> stop(agent(order), order.detail());
            case ISOLATE -> isolate(order.detail());
            case RELEASE -> release();
            case ISOLATED ->
                JsonObject.with("isolated", new JsonBoolean(network.isolated())).build();
            case LOOK -> look(agent(order), order.detail());
        };
    }

    private AgentId agent(Order order) {
        var agent = order.agent().orElseThrow(() -> new IllegalArgumentException("the order names no agent"));
        if (charges.all().stream().noneMatch(charge -> charge.agent().equals(agent)))
            throw new IllegalArgumentException("agent " + agent + " does not run on this node");
        return agent;
    }

    private JsonObject stop(AgentId agent, JsonObject detail) {
        var fields = Fields.of(detail);
        var deadline = Duration.ofSeconds(Math.clamp(fields.number("seconds"), 1, LONGEST.toSeconds()));
        fields.end();
        var stopped = host.stop(charges.whereabouts(agent), deadline);
        return JsonObject.with("killed", pids(stopped.killed()))
                .and("left", pids(stopped.left()))
                .build();
    }

    private static JsonArray pids(List<Long> pids) {
        return JsonArray.ofStrings(pids.stream().map(String::valueOf).toList());
    }

    /** The server stays in reach, or nobody could let the machine back. */
    private JsonObject isolate(JsonObject detail) {
        var fields = Fields.of(detail);
        List<AddressBlock> forensic = new ArrayList<>(fields.eachParsed("forensic", AddressBlock::of));
        fields.end();
        forensic.addAll(server());
        network.isolate(forensic);
        return JsonObject.EMPTY;
    }

    private List<AddressBlock> server() {
        try {
            var host = String.valueOf(server.getHost()).replaceAll("[\\[\\]]", "");
            return List.of(InetAddress.getAllByName(host)).stream()
                    .filter(address -> !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .map(Address::read)
                    .flatMap(Optional::stream)
                    .map(address -> new AddressBlock(address, address.isFour() ? 32 : 128))
                    .toList();
        } catch (UnknownHostException e) {
            throw new HostUnavailable("the address of the server is not known, and must stay in reach", e);
        }
    }

    /** Compared with the profile that lies here. One look at a time: each takes a core for a second. */
    private synchronized JsonObject look(AgentId agent, JsonObject detail) {
        return machine.look(agent, Watched.of(detail))
                .map(look -> JsonObject.with("look", look.json()).build())
                .orElse(JsonObject.EMPTY);
    }

    private JsonObject release() {
        network.release();
        return JsonObject.EMPTY;
    }
}
