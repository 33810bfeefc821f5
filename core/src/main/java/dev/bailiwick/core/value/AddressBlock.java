package dev.bailiwick.core.value;

import java.util.Optional;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291), or one address. A block contains addresses of its own family
 * only: an IPv4 address in IPv6 clothes is in no IPv4 block.
 */
public record AddressBlock(Address first, int prefix) {
    public AddressBlock {
        int width = first.isFour() ? 32 : 128;
        if (prefix < 1 || prefix > width) throw new IllegalArgumentException("a prefix is 1 to " + width + " bits");
        byte[] bytes = first.bytes();
        for (int bit = prefix; bit < width; bit++) {
            if ((bytes[bit / 8] >> (7 - bit % 8) & 1) == 1) {
                throw new IllegalArgumentException("the address has bits beyond the prefix");
            }
        }
    }

    /** @throws IllegalArgumentException when the text is no block such as 10.0.0.0/8 and no address */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        Optional<Address> address = Address.read(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) throw wrong(text);
        if (slash < 0) return new AddressBlock(address.get(), address.get().isFour() ? 32 : 128);
        String bits = text.substring(slash + 1);
        if (!bits.matches("[1-9][0-9]{0,2}")) throw wrong(text);
        return new AddressBlock(address.get(), Integer.parseInt(bits));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "not an address block such as 10.0.0.0/8: \"" + Untrusted.visible(text) + "\"");
    }

    public boolean contains(Address address) {
        if (address.isFour() != first.isFour()) return false;
        byte[] block = first.bytes();
        byte[] other = address.bytes();
        for (int bit = 0; bit < prefix; bit++) {
            if (((block[bit / 8] ^ other[bit / 8]) >> (7 - bit % 8) & 1) == 1) return false;
        }
        return true;
    }

    @Override
    public String toString() {
        return first + "/" + prefix;
    }
}
