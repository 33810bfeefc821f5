package dev.bailiwick.cedar;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address or range, {@code ip("10.0.0.0/8")}. Equality compares family, address and prefix; host bits
 * are kept. Not on {@code InetAddress}: that one resolves names and folds mapped addresses.
 *
 * @param v6 the family
 * @param high the upper 64 bits, 0 for IPv4
 * @param low the lower 64 bits, for IPv4 the 32 bits of the address
 * @param prefix fixed bits, 32 or 128 for a single address
 */
public record IpAddress(boolean v6, long high, long low, int prefix) implements Value {
    private static final int MAX_TEXT = 43;
    private static final IpAddress LOOPBACK_V4 = new IpAddress(false, 0, 127L << 24, 8);
    private static final IpAddress LOOPBACK_V6 = new IpAddress(true, 0, 1, 128);
    private static final IpAddress MULTICAST_V4 = new IpAddress(false, 0, 224L << 24, 4);
    private static final IpAddress MULTICAST_V6 = new IpAddress(true, 0xffL << 56, 0, 8);

    /** @throws CedarException with the reference implementation's message when the text is no address or range */
    public static IpAddress parse(String text) {
        if (embedsV4(text)) {
            throw CedarException.of(
                    "error parsing IP address from string: We do not accept IPv4 embedded in IPv6: " + text);
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean six = address.indexOf(':') >= 0;
        long[] bits = text.length() > MAX_TEXT ? null : six ? v6(address) : v4(address);
        if (bits == null) throw CedarException.of("invalid IP address: " + address);
        int prefix = slash < 0 ? (six ? 128 : 32) : prefix(text.substring(slash + 1), six ? 128 : 32);
        return new IpAddress(six, bits[0], bits[1], prefix);
    }

    private static boolean embedsV4(String text) {
        return text.indexOf('.') >= 0 && text.indexOf(':') != text.lastIndexOf(':');
    }

    private static int prefix(String digits, int most) {
        if (digits.length() > (most == 32 ? 2 : 3)) {
            throw CedarException.of("error parsing prefix `" + digits + "`: too long");
        }
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw CedarException.of("error parsing prefix `" + digits + "`: invalid digit found in string");
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw CedarException.of("error parsing prefix `" + digits + "`: leading zero(s)");
        }
        int bits = Integer.parseInt(digits);
        if (bits > most) {
            throw CedarException.of("error parsing prefix: prefix length " + bits + " exceeds " + most);
        }
        return bits;
    }

    private static long @Nullable [] v4(String text) {
        long bits = 0;
        int parts = 0;
        int at = 0;
        while (true) {
            int end = at;
            int octet = 0;
            while (end < text.length() && end - at < 4 && isDigit(text.charAt(end)))
                octet = octet * 10 + text.charAt(end++) - '0';
            boolean zeros = end - at > 1 && text.charAt(at) == '0';
            if (end == at || octet > 255 || zeros) return null;
            bits = bits << 8 | octet;
            parts++;
            if (parts == 4) return end == text.length() ? new long[] {0, bits} : null;
            if (end == text.length() || text.charAt(end) != '.') return null;
            at = end + 1;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text);
            return all == null || all.length != 8 ? null : bits(all, new int[0]);
        }
        int[] head = groups(text.substring(0, gap));
        int[] tail = groups(text.substring(gap + 2));
        // `::` stands for at least one group
        return head == null || tail == null || head.length + tail.length > 7 ? null : bits(head, tail);
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) return new int[0];
        var out = new int[8];
        int count = 0;
        int at = 0;
        while (count < 8) {
            int end = at;
            int group = 0;
            while (end < text.length()
                    && end - at < 5
                    && Character.digit(text.charAt(end), 16) >= 0
                    && text.charAt(end) < 128) {
                group = group << 4 | Character.digit(text.charAt(end++), 16);
            }
            if (end == at || end - at > 4) return null;
            out[count++] = group;
            if (end == text.length()) return java.util.Arrays.copyOf(out, count);
            if (text.charAt(end) != ':') return null;
            at = end + 1;
        }
        return null;
    }

    private static long[] bits(int[] head, int[] tail) {
        var all = new int[8];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
        var out = new long[2];
        for (int i = 0; i < 8; i++) out[i / 4] = out[i / 4] << 16 | all[i];
        return out;
    }

    public boolean isIpv4() {
        return !v6;
    }

    public boolean isIpv6() {
        return v6;
    }

    public boolean isLoopback() {
        return isInRange(v6 ? LOOPBACK_V6 : LOOPBACK_V4);
    }

    public boolean isMulticast() {
        return isInRange(v6 ? MULTICAST_V6 : MULTICAST_V4);
    }

    /** Whether every address of this range lies in the other; never across families. */
    public boolean isInRange(IpAddress range) {
        if (v6 != range.v6 || prefix < range.prefix) return false;
        int width = v6 ? 128 : 32;
        int fixed = v6 ? range.prefix : range.prefix + 96;
        long lowMask = fixed <= 64 ? 0 : fixed == 128 ? -1 : ~(-1L >>> (fixed - 64));
        long highMask = fixed == 0 ? 0 : fixed >= 64 ? -1 : ~(-1L >>> fixed);
        assert fixed <= width + 96;
        return (high & highMask) == (range.high & highMask) && (low & lowMask) == (range.low & lowMask);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.IP_ADDRESS;
    }

    /** The text inside {@code ip("...")}, IPv6 in full groups. */
    public String text() {
        var out = new StringBuilder();
        if (v6) {
            for (int i = 0; i < 8; i++) {
                long half = i < 4 ? high : low;
                if (i > 0) out.append(':');
                out.append(Long.toHexString(half >>> (48 - 16 * (i % 4)) & 0xffff));
            }
        } else {
            for (int i = 24; i >= 0; i -= 8) out.append(low >>> i & 255).append(i > 0 ? "." : "");
        }
        return out.append('/').append(prefix).toString();
    }

    @Override
    public String toString() {
        return "ip(\"" + text() + "\")";
    }
}
