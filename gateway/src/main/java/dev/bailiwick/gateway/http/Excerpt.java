package dev.bailiwick.gateway.http;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;

/** The beginning of a text that is too long to keep, with the digest of the whole. */
public final class Excerpt {
    private static final int LENGTH = 2_000;

    private Excerpt() {}

    public static JsonObject of(String text) {
        return JsonObject.with("text", clipped(text, LENGTH))
                .and("digest", Digest.of(text).hex())
                .build();
    }

    /** Cut between code points, never inside one. */
    public static String clipped(String text, int length) {
        if (text.length() <= length) return text;
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end) + "…";
    }
}
