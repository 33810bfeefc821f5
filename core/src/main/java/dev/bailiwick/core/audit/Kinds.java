package dev.bailiwick.core.audit;

import static java.util.Objects.requireNonNull;

import dev.bailiwick.json.Fields;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells the kind of an entry from its bytes, for those who look at millions and want few. */
final class Kinds {
    private static final byte[] SEQUENCE = bytes(",\"sequence\":");

    private static final Map<Event.Kind, byte[]> MEMBERS = EnumSet.allOf(Event.Kind.class).stream()
            .collect(Collectors.toMap(kind -> kind, kind -> bytes("\"kind\":\"" + Fields.spelling(kind) + "\"")));

    private Kinds() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** In canonical JSON the kind stands before the sequence, and behind that only the session. */
    static boolean is(byte[] entry, Event.Kind kind) {
        byte[] member = requireNonNull(MEMBERS.get(kind));
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
