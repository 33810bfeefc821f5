package dev.bailiwick.tlog;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of entries, each named by the sequence of its first. One ends where the next begins, even if it has bytes
 * beyond: those were never acknowledged.
 */
final class Segments {
    static final String FOLDER = "entries";

    /** A new segment is begun after so many entries: what a restart may have to read again. */
    static final int ENTRIES = 65_536;

    private static final Pattern NAME = Pattern.compile("([0-9]{20})(?:\\.([1-9][0-9]{0,8}))?");

    /**
     * One of them.
     *
     * @param end the sequence after its last entry; of the last segment, {@link Long#MAX_VALUE}
     * @param generation how many times entries were pruned from it
     */
    record Segment(long first, long end, int generation) {
        String name() {
            return generation == 0 ? nameOf(first) : nameOf(first) + "." + generation;
        }

        boolean last() {
            return end == Long.MAX_VALUE;
        }

        /** The file that takes its place when entries are pruned from it. */
        Segment next() {
            return new Segment(first, end, generation + 1);
        }
    }

    private Segments() {}

    static String nameOf(long first) {
        return FOLDER + "/" + String.format("%020d", first);
    }

    /** Of two generations of one segment the younger counts: a crash came before the older was deleted. */
    static List<Segment> list(Disk disk) throws IOException {
        var newest = new TreeMap<Long, Integer>();
        for (String name : disk.list(FOLDER)) {
            var found = NAME.matcher(name);
            if (found.matches()) newest.merge(Long.parseLong(found.group(1)), generation(found), Math::max);
        }
        List<Segment> segments = new ArrayList<>();
        newest.forEach((first, generation) -> {
            Long next = newest.higherKey(first);
            segments.add(new Segment(first, next == null ? Long.MAX_VALUE : next, generation));
        });
        return segments;
    }

    private static int generation(Matcher name) {
        return name.group(2) == null ? 0 : Integer.parseInt(name.group(2));
    }

    /** Opens it, or the generation that took its place since it was listed. */
    static Opened open(Disk disk, Segment segment) throws IOException {
        try {
            return new Opened(segment, disk.open(segment.name()));
        } catch (NoSuchFileException e) {
            var now = list(disk).stream()
                    .filter(each -> each.first() == segment.first() && each.generation() > segment.generation())
                    .findFirst();
            if (now.isEmpty()) throw e;
            return open(disk, now.get());
        }
    }

    /** A segment's content; the one of an older generation stays readable as long as it is open. */
    record Opened(Segment segment, Disk.Content content) {}

    /** Deletes the generations that a younger one took the place of. */
    static void deleteOlder(Disk disk, Segment segment) throws IOException {
        for (String name : disk.list(FOLDER)) {
            var found = NAME.matcher(name);
            boolean older = found.matches()
                    && Long.parseLong(found.group(1)) == segment.first()
                    && generation(found) < segment.generation();
            if (older) disk.delete(FOLDER + "/" + name);
        }
        disk.forceFolder(FOLDER);
    }
}
