package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who reaches the agent, and what it reaches. A packet filter knows addresses and no names: names are the egress proxy's.
 *
 * @param port where the gateway listens, on loopback
 * @param front where the reverse proxy or VPN endpoint listens: a loopback listener never sees the VPN's packets itself
 * @param vpn from where the front may be reached
 * @param admin from where SSH may be reached
 * @param local ports on loopback that the agent may reach: Bailiwick's
 * @param egress what else it may reach
 */
public record NetworkRules(
        int port,
        int front,
        List<AddressBlock> vpn,
        List<AddressBlock> admin,
        List<Integer> local,
        List<Destination> egress) {
    /** One block of addresses and one port of TCP. */
    public record Destination(AddressBlock to, int port) {
        public Destination {
            requirePort(port);
            if (to.prefix() < (to.first().isFour() ? 16 : 48)) {
                throw new IllegalArgumentException("wider than /16 (IPv6: /48) is no destination but the internet");
            }
        }
    }

    public NetworkRules {
        requirePort(port);
        requirePort(front);
        if (port == front) throw new IllegalArgumentException("the front listens on another port than the gateway");
        vpn = sorted(vpn);
        admin = sorted(admin);
        local = local.stream().distinct().sorted().toList();
        local.forEach(NetworkRules::requirePort);
        egress = egress.stream()
                .distinct()
                .sorted(Comparator.comparing((Destination each) -> each.to().toString())
                        .thenComparingInt(Destination::port))
                .toList();
    }

    private static List<AddressBlock> sorted(List<AddressBlock> blocks) {
        return blocks.stream()
                .distinct()
                .sorted(Comparator.comparing(AddressBlock::toString))
                .toList();
    }

    static int requirePort(long port) {
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("a port is 1 to 65535");
        return (int) port;
    }

    static NetworkRules of(Fields fields) {
        List<Destination> egress = new ArrayList<>();
        for (var each : fields.list("egress")) egress.add(destination(each));
        int port = fields.whole("port", NetworkRules::requirePort);
        var rules = new NetworkRules(
                port,
                fields.whole("front", number -> otherThan(port, requirePort(number))),
                fields.eachParsed("vpn", AddressBlock::of),
                fields.eachParsed("admin", AddressBlock::of),
                fields.eachParsed("local", NetworkRules::port),
                egress);
        fields.end();
        return rules;
    }

    private static int otherThan(int port, int front) {
        if (front == port) throw new IllegalArgumentException("the front listens on another port than the gateway");
        return front;
    }

    private static int port(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) throw new IllegalArgumentException("a port is 1 to 65535");
        return requirePort(Long.parseLong(text));
    }

    private static Destination destination(Fields fields) {
        int port = fields.whole("port", NetworkRules::requirePort);
        var destination = fields.parsed("to", text -> new Destination(AddressBlock.of(text), port));
        fields.end();
        return destination;
    }

    JsonObject json() {
        return JsonObject.with("port", JsonNumber.of(port))
                .and("front", front)
                .and("vpn", texts(vpn))
                .and("admin", texts(admin))
                .and("local", texts(local))
                .and(
                        "egress",
                        new JsonArray(egress.stream()
                                .<dev.bailiwick.json.JsonValue>map(
                                        each -> JsonObject.with("to", each.to().toString())
                                                .and("port", each.port())
                                                .build())
                                .toList()))
                .build();
    }

    private static JsonArray texts(List<?> values) {
        return JsonArray.ofStrings(values.stream().map(Object::toString).toList());
    }
}
