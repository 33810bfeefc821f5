package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One nftables(8) table before all others, through which nothing passes but loopback and the blocks named. A packet needs every
 * table's consent, so no rule of anybody is touched; what is open already is cut too, and without the table everything is as
 * it was.
 */
public final class IsolationTable {
    public static final String NAME = "bailiwick_isolation";

    private IsolationTable() {}

    /** The table as it is to be, whatever it was before: for {@code nft -f}, which takes all of it or nothing. */
    public static List<String> forensic(List<AddressBlock> hosts) {
        return standing(hosts, Optional.empty());
    }

    /** The same, where the blocks may do no more than SSH. */
    public static List<String> administrators(List<AddressBlock> blocks) {
        return standing(blocks, Optional.of(22));
    }

    /** No such table, whether there was one or not. */
    public static List<String> gone() {
        return List.of("table inet " + NAME, "delete table inet " + NAME);
    }

    private static List<String> standing(List<AddressBlock> blocks, Optional<Integer> port) {
        var lines = new ArrayList<>(gone());
        lines.add("table inet " + NAME + " {");
        lines.addAll(chain("input", "iif", "saddr", blocks, port.map(each -> " tcp dport " + each)));
        lines.addAll(chain("output", "oif", "daddr", blocks, port.map(each -> " tcp sport " + each)));
        lines.add("  chain forward {");
        lines.add("    type filter hook forward priority -300; policy drop;");
        lines.add("  }");
        lines.add("}");
        return lines;
    }

    private static List<String> chain(
            String hook, String device, String side, List<AddressBlock> blocks, Optional<String> port) {
        var lines = new ArrayList<>(List.of(
                "  chain " + hook + " {",
                "    type filter hook " + hook + " priority -300; policy drop;",
                "    " + device + " lo accept"));
        // without it nobody finds a neighbour in IPv6 (RFC 4861), the forensic host neither
        if (blocks.stream().anyMatch(block -> !block.first().isFour()))
            lines.add("    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } ip6 hoplimit 255 accept");
        for (var block : blocks)
            lines.add("    " + (block.first().isFour() ? "ip " : "ip6 ") + side + " " + block + port.orElse("")
                    + " accept");
        lines.add("  }");
        return lines;
    }
}
