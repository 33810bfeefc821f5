package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Observed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Lines of {@code /proc/net/tcp} and {@code tcp6}: addresses are hexadecimal words in the machine's own byte order. */
final class Listeners {
    private static final String LISTENING = "0A";

    private Listeners() {}

    static Optional<Observed.Listener> of(String line, Set<String> held) {
        var fields = line.strip().split("\\s+", -1);
        if (fields.length < 10 || !fields[3].equals(LISTENING) || !held.contains("socket:[" + fields[9] + "]")) {
            return Optional.empty();
        }
        int colon = fields[1].indexOf(':');
        var address = address(fields[1].substring(0, colon));
        int port = Integer.parseInt(fields[1].substring(colon + 1), 16);
        return Optional.of(new Observed.Listener(address.getHostAddress(), port, address.isLoopbackAddress()));
    }

    /** Little-endian words, as on x86-64 and arm64. */
    static InetAddress address(String hex) {
        byte[] words = HexFormat.of().parseHex(hex);
        byte[] bytes = new byte[words.length];
        for (int i = 0; i < words.length; i++) bytes[i] = words[i / 4 * 4 + 3 - i % 4];
        try {
            return InetAddress.getByAddress(bytes); // an IPv4 address in IPv6 clothes becomes itself
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of the kernel has 4 or 16 bytes", e);
        }
    }
}
