package dev.bailiwick.tlog;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads entries by their sequence, across segments. Remembers a place every few thousand entries, so it need not search. */
final class Entries {
    /** How far apart the remembered places are: 2,500 of them for ten million entries. */
    private static final int STRIDE = 4_096;

    private final Disk disk;
    private final ConcurrentSkipListMap<Place, Long> places = new ConcurrentSkipListMap<>();

    /** Where an entry begins, in one generation of its segment. */
    private record Place(long sequence, int generation) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int order = Long.compare(sequence, other.sequence);
            return order == 0 ? Integer.compare(generation, other.generation) : order;
        }
    }

    Entries(Disk disk) {
        this.disk = disk;
    }

    /** Takes one frame; answers whether it wants the next. */
    interface Visitor {
        boolean visit(long sequence, Frame frame) throws IOException;
    }

    /**
     * Hands over the frames from {@code from} up to but not including {@code end}.
     *
     * @throws EOFException when the files end before
     */
    void read(long from, long end, Visitor visitor) throws IOException {
        long next = from;
        for (var segment : Segments.list(disk)) {
            if (segment.end() <= next || next >= end) continue;
            if (segment.first() > next) break;
            long stop = Math.min(end, segment.end());
            long reached = readSegment(segment, next, stop, visitor);
            if (reached < 0) return;
            next = reached;
            if (next < stop) break;
        }
        if (next < end) throw new EOFException("entry " + next + " is missing");
    }

    /** The sequence after the last frame read, or -1 when the visitor has had enough. */
    private long readSegment(Segments.Segment listed, long from, long stop, Visitor visitor) throws IOException {
        var opened = Segments.open(disk, listed);
        var segment = opened.segment();
        var place = places.floorEntry(new Place(from, segment.generation()));
        boolean known = place != null
                && place.getKey().sequence() >= segment.first()
                && place.getKey().generation() == segment.generation();
        long sequence = known ? place.getKey().sequence() : segment.first();
        try (var reader = new FrameReader(opened.content(), known ? place.getValue() : 0)) {
            while (sequence < stop) {
                remember(sequence, segment.generation(), reader.at());
                var frame = reader.next();
                if (frame == null) return sequence;
                if (sequence >= from && !visitor.visit(sequence, frame)) return -1;
                sequence++;
            }
            return sequence;
        }
    }

    private void remember(long sequence, int generation, long at) {
        if (sequence % STRIDE == 0) places.putIfAbsent(new Place(sequence, generation), at);
    }
}
