package dev.bailiwick.core.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and its signatures (C2SP signed-note). Reading one proves nothing: ask {@link VerifierKey#signed}.
 *
 * @param text ends with a newline
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** How many signatures we read before we call it nonsense; the standard asks for at least 16. */
    private static final int MAX_SIGNATURES = 64;

    private static final String MARK = "\u2014 ";

    public SignedNote {
        if (!text.endsWith("\n")) throw new IllegalArgumentException("a note's text ends with a newline");
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("a note has no control characters");
        }
        signatures = List.copyOf(signatures);
    }

    /** One signature line: {@code — name base64(id || signature)}. */
    public static final class Signature {
        private final String name;
        private final int keyId;
        private final byte[] bytes;

        Signature(String name, int keyId, byte[] bytes) {
            this.name = name;
            this.keyId = keyId;
            this.bytes = bytes.clone();
        }

        public String name() {
            return name;
        }

        public int keyId() {
            return keyId;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        /** @throws IllegalArgumentException when the line is no signature line */
        public static Signature parse(String line) {
            int space = line.indexOf(' ', MARK.length());
            if (!line.startsWith(MARK) || space <= MARK.length()) {
                throw new IllegalArgumentException("not a signature line");
            }
            byte[] decoded = Base64.getDecoder().decode(line.substring(space + 1));
            if (decoded.length <= Integer.BYTES) throw new IllegalArgumentException("a signature is too short");
            return new Signature(
                    line.substring(MARK.length(), space),
                    ByteBuffer.wrap(decoded).getInt(),
                    Arrays.copyOfRange(decoded, Integer.BYTES, decoded.length));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signature that
                    && name.equals(that.name)
                    && keyId == that.keyId
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            byte[] all = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(keyId)
                    .put(bytes)
                    .array();
            return MARK + name + " " + Base64.getEncoder().encodeToString(all);
        }
    }

    static SignedNote unsigned(String text) {
        return new SignedNote(text, List.of());
    }

    /** This note with one more signature. */
    public SignedNote with(Signature signature) {
        var more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /** @throws IllegalArgumentException when the bytes are no signed note */
    public static SignedNote parse(byte[] utf8) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a note is UTF-8", e);
        }
    }

    /** @throws IllegalArgumentException when the text is no signed note */
    public static SignedNote parse(String whole) {
        int blank = whole.lastIndexOf("\n\n");
        if (blank < 0 || !whole.endsWith("\n") || blank + 2 >= whole.length()) {
            throw new IllegalArgumentException("not a signed note: no signature after a blank line");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : whole.substring(blank + 2).lines().toList()) {
            if (signatures.size() == MAX_SIGNATURES) throw new IllegalArgumentException("too many signatures");
            signatures.add(Signature.parse(line));
        }
        return new SignedNote(whole.substring(0, blank + 1), signatures);
    }

    /** The whole note as it is stored and sent. */
    @Override
    public String toString() {
        var out = new StringBuilder(text).append('\n');
        for (var signature : signatures) out.append(signature).append('\n');
        return out.toString();
    }

    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
