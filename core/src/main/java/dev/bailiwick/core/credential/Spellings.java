package dev.bailiwick.core.credential;

import java.net.URLDecoder;
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
            text -> URLDecoder.decode(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));

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
