package dev.bailiwick.core.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The host of a URL in the one spelling all programs agree on: a lower-case ASCII name (RFC 1123), or an {@link Address}.
 *
 * <p>Refused, because programs read them differently: numbers that are no dotted quad, a final dot, underscores, percent
 * signs, anything beyond ASCII. An international name arrives as punycode ({@code xn--...}) and is compared as that text
 * only.
 */
public record Host(String text, Optional<Address> address) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    /** A last label that starts like a number: WHATWG's "ends in a number", and a little more. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    public Host {
        if (address.isEmpty() && !isName(text)) throw new IllegalArgumentException("not a host name");
    }

    /** Reads a name, an IPv4 address, or an IPv6 address in brackets. */
    public static Optional<Host> read(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return Address.read(text.substring(1, text.length() - 1))
                    .filter(address -> !address.isFour())
                    .map(Host::of);
        }
        var four = Address.read(text).filter(Address::isFour);
        if (four.isPresent()) return four.map(Host::of);
        String name = text.toLowerCase(Locale.ROOT);
        return isName(name) && isAscii(text) ? Optional.of(new Host(name, Optional.empty())) : Optional.empty();
    }

    public static Host of(Address address) {
        return new Host(address.isFour() ? address.toString() : "[" + address + "]", Optional.of(address));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80); // U+212A KELVIN SIGN would lower to k
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || text.length() > 253) return false;
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) return false;
        }
        return !NUMERIC.matcher(labels[labels.length - 1]).matches();
    }

    /** The machine itself, by address or by the names of RFC 6761. */
    public boolean isThisMachine() {
        return address.map(Address::isThisMachine)
                .orElseGet(() -> text.equals("localhost") || text.endsWith(".localhost"));
    }

    /** Where clouds hand out a machine's credentials. */
    public boolean isMetadata() {
        return address.map(Address::isMetadata)
                .orElseGet(() -> text.equals("metadata.google.internal") || text.equals("metadata"));
    }

    /** Whether a label is punycode: what a person sees may look like another name. */
    public boolean isInternational() {
        return text.startsWith("xn--") || text.contains(".xn--");
    }

    @Override
    public String toString() {
        return text;
    }
}
