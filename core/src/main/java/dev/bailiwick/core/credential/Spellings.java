package dev.bailiwick.core.credential;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a text may be another spelling of: itself without blanks and quotes, and what it decodes to as Base64, as hexadecimal
 * digits or percent-encoded, again and again. A secret that somebody burnt does not come back in other clothes.
 */
public final class Spellings {
    /** Deeper nesting is refused nowhere in the world that takes a secret. */
    private static final int MOST = 64;

    private static final List<Function<String, byte[]>> CODES = List.of(
            text -> Base64.getDecoder().decode(text),
            text -> Base64.getUrlDecoder().decode(text),
            text -> HexFormat.of().parseHex(text),
            Spellings::percent);

    private Spellings() {}

    /** The text itself comes first. */
    public static Set<String> of(String text) {
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(text));
        while (!open.isEmpty() && found.size() < MOST) {
            String each = open.pop();
            if (!each.isEmpty() && found.add(each)) open.addAll(readings(each));
        }
        return found;
    }

    private static List<String> readings(String text) {
        List<String> readings = new ArrayList<>();
        readings.add(bare(text));
        for (var code : CODES) {
            try {
                readings.add(utf8(code.apply(text)));
            } catch (IllegalArgumentException | CharacterCodingException _) {
                // not a text in this code
            }
        }
        return readings;
    }

    /** RFC 3986, 2.1; nothing but octets comes of it. */
    private static byte[] percent(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean encoded = text.charAt(i) == '%' && i + 2 < text.length();
            if (encoded) bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
            else bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            if (encoded) i += 2;
        }
        return bytes.toByteArray();
    }

    private static String bare(String text) {
        String bare = text.strip();
        boolean quoted = bare.length() > 2
                && (bare.startsWith("\"") || bare.startsWith("'"))
                && bare.charAt(0) == bare.charAt(bare.length() - 1);
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }

    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
