package dev.bailiwick.core.session;

import java.util.Locale;

/** Cuts what stands around a value out of a text. */
final class Excerpts {
    private static final int AROUND = 40;

    private Excerpts() {}

    static String around(String text, String value) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(value.toLowerCase(Locale.ROOT));
        if (at < 0 || at >= text.length()) return "";
        int from = Math.max(0, at - AROUND);
        int to = Math.min(text.length(), Math.min(at + value.length(), at + 200) + AROUND);
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) from--;
        if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) to--;
        return text.substring(from, Math.max(from, to)).replaceAll("\\s+", " ").strip();
    }
}
