package dev.bailiwick.core.register;

import java.util.Set;

/**
 * What counts as inside. Whatever is not listed is external.
 *
 * @param hosts canonical host names, or {@code *.corp.example} for every name below
 * @param addresses address blocks in CIDR notation (RFC 4632, RFC 4291)
 */
public record Network(Set<String> hosts, Set<String> addresses) {
    public static final Network NOTHING = new Network(Set.of(), Set.of());

    public Network {
        hosts = Set.copyOf(hosts);
        addresses = Set.copyOf(addresses);
    }
}
