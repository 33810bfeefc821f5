package dev.bailiwick.core.audit;

import dev.bailiwick.json.Fields;
import java.nio.charset.StandardCharsets;

/** Tells the kind of an entry from its bytes, for those who look at millions and want few. */
final class Kinds {
    private static final byte[] SEQUENCE = bytes(",\"sequence\":");

    private static final byte[] RETENTION = member(Event.Kind.RETENTION);
    private static final byte[] PRUNED = member(Event.Kind.PRUNED);

    private Kinds() {}

    private static byte[] member(Event.Kind kind) {
        return bytes("\"kind\":\"" + Fields.spelling(kind) + "\"");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean retention(byte[] entry) {
        return has(entry, RETENTION);
    }

    static boolean pruned(byte[] entry) {
        return has(entry, PRUNED);
    }

    /** In canonical JSON the kind stands before the sequence, and behind that only the session. */
    private static boolean has(byte[] entry, byte[] member) {
        int at = sequenceAt(entry) - member.length;
        return at >= 0 && startsAt(entry, at, member);
    }

    /** Where the member {@code sequence} begins, with its comma; -1 when there is none. */
    static int sequenceAt(byte[] entry) {
        for (int at = entry.length - SEQUENCE.length; at >= 0; at--) if (startsAt(entry, at, SEQUENCE)) return at;
        return -1;
    }

    /** Where its number begins. */
    static int numberAt(int sequenceAt) {
        return sequenceAt + SEQUENCE.length;
    }

    private static boolean startsAt(byte[] entry, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) if (entry[at + i] != wanted[i]) return false;
        return true;
    }
}
