package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.Address;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;

/** Where a tunnel goes: a canonical name and a port. Its addresses are looked at once, and that one is connected to. */
record Destination(Host host, int port) {
    /** Reserved, private, or the machine's own (RFC 6890), and where one family hides in the other. */
    private static final List<AddressBlock> NOWHERE = List.of(
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8",
                    "::ffff:0:0/96",
                    "64:ff9b::/96",
                    "2002::/16",
                    "2001::/32")
            .stream()
            .map(AddressBlock::of)
            .toList();

    /** How a name becomes addresses. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> resolve(String name) throws IOException;

        /** The platform's. */
        static Resolver system() {
            return name -> List.of(InetAddress.getAllByName(name));
        }
    }

    /** Reads {@code host:port} of a CONNECT: one spelling of a name, and no address. */
    static Destination of(String authority) throws Refused {
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || !authority.substring(colon + 1).matches("[1-9][0-9]{0,4}"))
            throw Refused.malformed("a tunnel goes to a host and a port");
        var name = authority.substring(0, colon);
        var host = Host.read(name).orElseThrow(() -> Refused.odd("egress_denied", "this is no canonical host name"));
        if (host.address().isPresent())
            throw Refused.odd("egress_denied", "a tunnel goes to a name, not to an address");
        if (!host.text().equals(name)) throw Refused.odd("egress_denied", "this is no canonical host name");
        if (host.isThisMachine() || host.isMetadata())
            throw Refused.odd("egress_denied", "this reaches into the machine itself");
        return new Destination(host, Integer.parseInt(authority.substring(colon + 1)));
    }

    /**
     * The address to connect to. One forbidden address among them is enough to refuse.
     *
     * @param inside what a person listed as this organisation's own
     */
    InetSocketAddress address(Resolver resolver, Set<AddressBlock> inside) throws Refused {
        var found = resolved(resolver);
        for (var each : found) {
            if (!reachable(each, inside))
                throw Refused.odd("egress_denied", "the name leads to an address that is not reachable from here");
        }
        return new InetSocketAddress(found.getFirst(), port);
    }

    /** As a request names it. */
    String authority() {
        return port == 443 ? host.text() : host.text() + ":" + port;
    }

    private List<InetAddress> resolved(Resolver resolver) throws Refused {
        try {
            var found = resolver.resolve(host.text());
            if (found.isEmpty()) throw Refused.away("the name has no address");
            return found;
        } catch (IOException e) {
            throw Refused.away("the name cannot be resolved");
        }
    }

    private static boolean reachable(InetAddress found, Set<AddressBlock> inside) {
        var address = Address.read(withoutZone(found.getHostAddress()));
        if (address.isEmpty() || address.get().isMetadata()) return false;
        if (inside.stream().anyMatch(block -> block.contains(address.get()))) return true;
        return !address.get().isThisMachine() && NOWHERE.stream().noneMatch(block -> block.contains(address.get()));
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
