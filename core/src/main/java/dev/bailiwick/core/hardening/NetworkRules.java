package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who reaches the agent, and what it reaches. A packet filter knows addresses and no names: names are the egress proxy's.
 *
 * @param port where the gateway listens, on loopback
 * @param front where the reverse proxy or VPN endpoint listens: a loopback listener never sees the VPN's packets itself
 * @param vpn from where the front may be reached
 * @param admin from where SSH may be reached
 * @param local ports on loopback that the agent may reach: Bailiwick's
 * @param egress what else it may reach
 * @param peers who comes in through WireGuard
 */
public record NetworkRules(
        int port,
        int front,
        List<AddressBlock> vpn,
        List<AddressBlock> admin,
        List<Integer> local,
        List<Destination> egress,
        List<Peer> peers) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    /** One machine of the VPN: its WireGuard key (32 bytes in base64) and its one address. */
    public record Peer(String name, String key, AddressBlock address) {
        public Peer {
            requireName(name);
            requireKey(key);
            requireOne(address);
        }

        private static String requireName(String name) {
            if (!NAME.matcher(name).matches())
                throw new IllegalArgumentException("a peer's name has lower-case letters, digits and -");
            return name;
        }

        private static String requireKey(String key) {
            if (!KEY.matcher(key).matches()) throw new IllegalArgumentException("not a public key of WireGuard");
            return key;
        }

        private static AddressBlock requireOne(AddressBlock address) {
            if (address.prefix() != (address.first().isFour() ? 32 : 128))
                throw new IllegalArgumentException("a peer has one address");
            return address;
        }

        private static Peer of(Fields fields, List<AddressBlock> vpn) {
            var peer = new Peer(
                    fields.parsed("name", Peer::requireName),
                    fields.parsed("key", Peer::requireKey),
                    fields.parsed("address", text -> inside(requireOne(AddressBlock.of(text)), vpn)));
            fields.end();
            return peer;
        }

        private static AddressBlock inside(AddressBlock address, List<AddressBlock> vpn) {
            if (vpn.stream().noneMatch(block -> block.contains(address.first())))
                throw new IllegalArgumentException("a peer's address lies in one of the vpn's blocks");
            return address;
        }

        private JsonObject json() {
            return JsonObject.with("name", name)
                    .and("key", key)
                    .and("address", address.first().toString())
                    .build();
        }
    }

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
        peers = peers.stream()
                .distinct()
                .sorted(Comparator.comparing(Peer::name))
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
        var vpn = fields.eachParsed("vpn", AddressBlock::of);
        List<Peer> peers = new ArrayList<>();
        for (var each : fields.list("peers")) peers.add(Peer.of(each, vpn));
        var rules = new NetworkRules(
                port,
                fields.whole("front", number -> otherThan(port, requirePort(number))),
                vpn,
                fields.eachParsed("admin", AddressBlock::of),
                fields.eachParsed("local", NetworkRules::port),
                egress,
                peers);
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
                .and(
                        "peers",
                        new JsonArray(peers.stream()
                                .<dev.bailiwick.json.JsonValue>map(Peer::json)
                                .toList()))
                .build();
    }

    private static JsonArray texts(List<?> values) {
        return JsonArray.ofStrings(values.stream().map(Object::toString).toList());
    }
}
