package dev.bailiwick.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of entries, each named by the sequence of its first. One ends where the next begins, even if it has bytes
 * beyond: those were never acknowledged.
 */
final class Segments {
    static final String FOLDER = "entries";

    /** A new segment is begun after so many entries: what a restart may have to read again. */
    static final int ENTRIES = 65_536;

    private static final Pattern NAME = Pattern.compile("[0-9]{20}");

    /** @param end the sequence after its last entry; of the last segment, {@link Long#MAX_VALUE} */
    record Segment(long first, long end) {
        String name() {
            return nameOf(first);
        }
    }

    private Segments() {}

    static String nameOf(long first) {
        return FOLDER + "/" + String.format("%020d", first);
    }

    static List<Segment> list(Disk disk) throws IOException {
        var firsts = disk.list(FOLDER).stream()
                .filter(name -> NAME.matcher(name).matches())
                .mapToLong(Long::parseLong)
                .toArray();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < firsts.length; i++) {
            segments.add(new Segment(firsts[i], i + 1 < firsts.length ? firsts[i + 1] : Long.MAX_VALUE));
        }
        return segments;
    }
}
