package dev.bailiwick.core.detection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs of characters that are text in another writing: base64, hexadecimal, binary octets, percent and Unicode escapes. Only
 * what becomes plain text when decoded is told; random data does not.
 */
final class Encoded {
    private static final int SHORTEST_BASE64 = 20;
    private static final int FEWEST_BYTES = 8;
    private static final int MOST_RUNS = 64;

    private static final byte[] DIGITS = new byte[0x80];
    private static final byte[] SEXTETS = new byte[0x80];

    static {
        for (char c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
            SEXTETS[c] = (byte) sextetOf(c);
        }
    }

    private final String text;
    private final List<String> found = new ArrayList<>();

    private Encoded(String text) {
        this.text = text;
    }

    /** An address that stands in the text in another writing only; a code that has nothing to hide writes it out. */
    static Optional<String> address(String text) {
        var encoded = new Encoded(text);
        encoded.base64();
        encoded.numbers(16, 2);
        return encoded.found.stream()
                .filter(each -> each.contains("://"))
                .map(each -> each.substring(0, Math.min(each.length(), Excerpt.LONGEST)))
                .findFirst();
    }

    /** What the runs say, each decoded once. */
    static List<String> in(String text) {
        var encoded = new Encoded(text);
        encoded.base64();
        encoded.numbers(16, 2);
        encoded.numbers(2, 8);
        encoded.escapes();
        return encoded.found;
    }

    private void base64() {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && sextet(text.charAt(i)) >= 0) continue;
            if (i - start >= SHORTEST_BASE64) keep(decoded(start, i));
            start = i + 1;
        }
    }

    private byte[] decoded(int start, int end) {
        byte[] bytes = new byte[(end - start) * 6 / 8];
        int bits = 0;
        int kept = 0;
        int at = 0;
        for (int i = start; i < end; i++) {
            bits = bits << 6 | sextet(text.charAt(i));
            kept += 6;
            if (kept < 8) continue;
            kept -= 8;
            bytes[at++] = (byte) (bits >> kept);
        }
        return bytes;
    }

    private static int sextet(char c) {
        return c < SEXTETS.length ? SEXTETS[c] : -1;
    }

    private static int sextetOf(char c) {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }

    /** Bytes of {@code digits} digits each, one after the other or with up to two signs between them ({@code \x}, {@code 0x}). */
    private void numbers(int radix, int digits) {
        var bytes = new Bytes();
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            boolean may = c < DIGITS.length && DIGITS[c] >= 0 && (bytes.any() || mayBegin(i));
            int value = may ? number(i, radix, digits) : -1;
            if (value >= 0) {
                bytes.add(value);
                i = between(i + digits, radix, digits);
            } else {
                bytes.take().ifPresent(this::keep);
                i++;
            }
        }
        bytes.take().ifPresent(this::keep);
    }

    /** Numbers begin where a word begins, or behind an {@code x}. */
    private boolean mayBegin(int at) {
        if (at == 0) return true;
        char before = text.charAt(at - 1);
        return before == 'x' || Alphabet.classOf(before) == Alphabet.OTHER;
    }

    private int between(int after, int radix, int digits) {
        for (int i = after; i <= after + 3 && i < text.length(); i++) {
            if (number(i, radix, digits) >= 0
                    && !(text.charAt(i) == '0' && i + 1 < text.length() && text.charAt(i + 1) == 'x')) {
                return i;
            }
            if (" \\x0,:\n".indexOf(text.charAt(i)) < 0) return after;
        }
        return after;
    }

    private int number(int start, int radix, int digits) {
        if (start + digits > text.length()) return -1;
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            char c = text.charAt(i);
            int digit = c < DIGITS.length ? DIGITS[c] : -1;
            if (digit < 0 || digit >= radix) return -1;
            value = value * radix + digit;
        }
        return value;
    }

    /** Escapes of letters: nobody needs to write an ordinary letter as {@code %69} or as a Unicode escape. */
    private void escapes() {
        if (text.indexOf('%') < 0 && !text.contains("\\u")) return;
        var out = new StringBuilder(text.length());
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int digits = text.charAt(i) == '%' ? 2 : text.startsWith("\\u", i) ? 4 : 0;
            int value = digits == 0 ? -1 : number(i + (digits == 2 ? 1 : 2), 16, digits);
            if (value >= 0) {
                if (value < 0x80 && Character.isLetter(value)) letters++;
                out.append((char) value);
                i += digits + (digits == 2 ? 1 : 2);
            } else {
                out.append(text.charAt(i++));
            }
        }
        if (letters >= FEWEST_BYTES) found.add(out.toString());
    }

    private void keep(byte[] bytes) {
        if (bytes.length < FEWEST_BYTES || found.size() >= MOST_RUNS) return;
        var decoded = new String(bytes, StandardCharsets.UTF_8);
        if (readable(decoded)) found.add(decoded);
    }

    /** Whole characters, none of them a control, letters mostly, and words or an address. */
    private static boolean readable(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\ufffd' || (c < ' ' && c != '\n' && c != '\t')) return false;
            if (Character.isLetter(c) || c == ' ') letters++;
        }
        return letters * 2 >= text.length() && (text.indexOf(' ') >= 0 || text.contains("://"));
    }

    /** Bytes as they come. */
    private static final class Bytes {
        private byte[] kept = new byte[64];
        private int length;

        void add(int value) {
            if (length == kept.length) kept = Arrays.copyOf(kept, 2 * length);
            kept[length++] = (byte) value;
        }

        boolean any() {
            return length > 0;
        }

        /** What came since the last time, if it is long enough to say something. */
        Optional<byte[]> take() {
            if (length == 0) return Optional.empty();
            var taken = length < FEWEST_BYTES ? Optional.<byte[]>empty() : Optional.of(Arrays.copyOf(kept, length));
            length = 0;
            return taken;
        }
    }
}
