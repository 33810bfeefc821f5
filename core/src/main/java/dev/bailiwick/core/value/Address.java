package dev.bailiwick.core.value;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An IP address, read strictly: four decimal numbers without leading zeros, or RFC 4291 text. Any other spelling of an
 * address (decimal, octal, hexadecimal, with a zone) is none, because programs disagree on what it means.
 */
public final class Address {
    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Empty when the text is not exactly one address. */
    public static Optional<Address> read(String text) {
        return (text.indexOf(':') < 0 ? four(text) : six(text)).map(Address::new);
    }

    public boolean isFour() {
        return bytes.length == 4;
    }

    /** Network byte order, 4 or 16 of them. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The IPv4 address that a packet to this IPv6 address ends at: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4
     * (RFC 3056). For looking through a disguise, never for trusting it.
     */
    public Optional<Address> embedded() {
        if (isFour()) return Optional.empty();
        if (startsWith("00000000000000000000ffff") || startsWith("000000000000000000000000")) return at(12);
        if (startsWith("0064ff9b0000000000000000")) return at(12);
        return startsWith("2002") ? at(2) : Optional.empty();
    }

    private Optional<Address> at(int from) {
        return Optional.of(new Address(Arrays.copyOfRange(bytes, from, from + 4)));
    }

    /** The machine itself: 127.0.0.0/8, ::1, and the unspecified addresses, which connect to it. */
    public boolean isThisMachine() {
        if (isFour()) return bytes[0] == 127 || bytes[0] == 0;
        boolean zeros = startsWith("000000000000000000000000000000");
        return (zeros && (bytes[15] == 0 || bytes[15] == 1)) || embeds(Address::isThisMachine);
    }

    /** Link-local addresses and the fixed ones where clouds hand out a machine's credentials. */
    public boolean isMetadata() {
        if (isFour()) return startsWith("a9fe") || startsWith("646464c8"); // 169.254/16, 100.100.100.200
        boolean linkLocal = bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0x80;
        return linkLocal || startsWith("fd000ec2") || embeds(Address::isMetadata);
    }

    private boolean embeds(java.util.function.Predicate<Address> property) {
        return embedded().filter(property).isPresent();
    }

    private boolean startsWith(String hex) {
        return HexFormat.of().formatHex(bytes).startsWith(hex);
    }

    private static Optional<byte[]> four(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) return Optional.empty();
        var bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int value = octet(parts[i]);
            if (value < 0) return Optional.empty();
            bytes[i] = (byte) value;
        }
        return Optional.of(bytes);
    }

    private static int octet(String digits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) return -1;
        if (digits.length() > 1 && digits.charAt(0) == '0') return -1;
        int value = Integer.parseInt(digits);
        return value <= 255 ? value : -1;
    }

    private static Optional<byte[]> six(String text) {
        if (text.length() > 45) return Optional.empty();
        int gap = text.indexOf("::");
        if (gap < 0) return groups(text).filter(all -> all.length == 16);
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        if (after.contains("::") || before.contains(".")) return Optional.empty();
        var head = before.isEmpty() ? Optional.of(new byte[0]) : groups(before);
        var tail = after.isEmpty() ? Optional.of(new byte[0]) : groups(after);
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) return Optional.empty();
        var bytes = Arrays.copyOf(head.get(), 16);
        System.arraycopy(tail.get(), 0, bytes, 16 - tail.get().length, tail.get().length);
        return Optional.of(bytes);
    }

    /** Groups of up to four hexadecimal digits, the last two of them possibly written as an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        String[] parts = text.split(":", -1);
        var bytes = new java.io.ByteArrayOutputStream(16);
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                var last = four(parts[i]);
                if (last.isEmpty()) return Optional.empty();
                bytes.writeBytes(last.get());
            } else {
                if (!parts[i].matches("[0-9A-Fa-f]{1,4}")) return Optional.empty();
                int value = Integer.parseInt(parts[i], 16);
                bytes.write(value >> 8);
                bytes.write(value);
            }
        }
        return bytes.size() > 16 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Canonical text: RFC 5952 for IPv6, without its IPv4 notation. */
    @Override
    public String toString() {
        if (isFour()) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        var groups = new int[8];
        for (int i = 0; i < 8; i++) groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        return compressed(groups);
    }

    private static String compressed(int[] groups) {
        int start = 0;
        int longest = 0;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) run++;
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        if (longest < 2) return joined(groups, 0, 8);
        return joined(groups, 0, start) + "::" + joined(groups, start + longest, 8);
    }

    private static String joined(int[] groups, int from, int to) {
        var text = new StringBuilder();
        for (int i = from; i < to; i++) text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        return text.toString();
    }
}
