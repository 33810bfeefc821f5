package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.secrecy.KnownKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Keeps other people's keys from the agent: those that lie in what it reads, such as a repository or a ticket. Each is
 * replaced by as many stars, so that lengths stay true.
 */
final class KeyFinder implements Sieve {
    /** Longer than any key in one line. */
    private static final int LONGEST = 600;

    private static final String PRIVATE = "-----BEGIN";

    /** Longer than the first line of a private key. */
    private static final int FIRST_LINE = 64;

    private static final List<String> TEXT = List.of("json", "xml", "yaml", "text/", "javascript", "x-sh");

    private String kept = "";
    private boolean found;

    /** What is no text is not looked through; a stream of events must not be held back. */
    static boolean looksThrough(Head head) {
        var types = head.all("content-type");
        if (types.isEmpty()) return true;
        var type = types.getFirst().toLowerCase(Locale.ROOT);
        return !type.startsWith("text/event-stream") && TEXT.stream().anyMatch(type::contains);
    }

    boolean found() {
        return found;
    }

    @Override
    public byte[] take(byte[] piece) {
        var text = kept + new String(piece, StandardCharsets.ISO_8859_1);
        var keys = KnownKeys.in(text);
        int safe = lastWord(text);
        for (var key : keys)
            if (key.start() < safe && (safe < key.end() || key.end() == text.length())) safe = key.start();
        kept = text.substring(safe);
        return passed(text.substring(0, safe), keys);
    }

    /** What follows may still belong to the last word, or to a private key that has just begun: only that is held back. */
    private static int lastWord(String text) {
        int at = text.length();
        while (at > Math.max(0, text.length() - LONGEST) && ofAKey(text.charAt(at - 1))) at--;
        int begun = text.lastIndexOf(PRIVATE);
        return begun >= 0 && text.length() - begun < FIRST_LINE ? Math.min(at, begun) : at;
    }

    private static boolean ofAKey(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.:/+=".indexOf(c) >= 0;
    }

    @Override
    public byte[] rest() {
        var last = kept;
        kept = "";
        return passed(last, KnownKeys.in(last));
    }

    private byte[] passed(String text, List<KnownKeys.Found> keys) {
        var masked = new StringBuilder(text);
        for (var key : keys) {
            if (key.end() > text.length()) continue; // held back with what follows
            found = true;
            for (int at = key.start(); at < key.end(); at++) masked.setCharAt(at, '*');
        }
        return masked.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
