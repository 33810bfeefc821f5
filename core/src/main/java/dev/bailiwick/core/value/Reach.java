package dev.bailiwick.core.value;

import java.util.List;
import java.util.stream.Stream;

/** From where an address can be reached, by the registries of special addresses (RFC 6890): what stands in none of them is the Internet's. */
public enum Reach {
    THIS_MACHINE,
    /** A network of one's own: private (RFC 1918, RFC 4193), shared (RFC 6598, as tailnets use it), of one link. */
    OWN_NETWORK,
    /** Nobody's: documentation, benchmarks, groups, reserved. */
    NOBODY,
    INTERNET;

    private static final List<AddressBlock> OWN = blocks(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");
    private static final List<AddressBlock> NOBODYS = blocks(
            "192.0.0.0/24",
            "192.0.2.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001:db8::/32",
            "100::/64",
            "ff00::/8");

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }

    /** An address that hides another one reaches as far as that one. */
    public static Reach of(Address address) {
        return plainly(address.embedded().orElse(address));
    }

    private static Reach plainly(Address address) {
        if (address.isThisMachine()) return THIS_MACHINE;
        if (OWN.stream().anyMatch(block -> block.contains(address))) return OWN_NETWORK;
        return NOBODYS.stream().anyMatch(block -> block.contains(address)) ? NOBODY : INTERNET;
    }
}
