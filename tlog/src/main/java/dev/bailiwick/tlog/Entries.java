package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Wanted;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads entries by their sequence, across segments. Remembers a place every few thousand entries, so it need not search. */
final class Entries {
    /** How far apart the remembered places are: 2,500 of them for ten million entries. */
    private static final int STRIDE = 4_096;

    private final Disk disk;
    private final Contents contents;
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
        this.contents = new Contents(disk);
    }

    Contents contents() {
        return contents;
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

    /**
     * {@link #read}, but leaves out stretches of the log that have nothing of what is wanted: it hands over more than that,
     * and never less.
     */
    void read(long from, long end, Wanted wanted, Visitor visitor) throws IOException {
        for (var segment : Segments.list(disk)) {
            if (segment.end() <= from || segment.first() >= end) continue;
            for (var block : blocks(segment, wanted)) {
                long first = Math.max(from, block.first());
                long stop = Math.min(end, block.end());
                if (first >= stop) continue;
                long reached = readSegment(segment, first, stop, visitor);
                if (reached < 0) return;
                if (reached < stop) throw new EOFException("entry " + reached + " is missing");
            }
        }
    }

    /** Of a segment without contents, all of it. */
    private List<SegmentContents.Block> blocks(Segments.Segment segment, Wanted wanted) throws IOException {
        return contents.of(segment)
                .map(known -> known.with(wanted))
                .orElseGet(() -> List.of(new SegmentContents.Block(segment.first(), segment.end(), 0)));
    }

    /** The table of contents of a segment, from its entries. */
    SegmentContents contents(Segments.Segment segment) throws IOException {
        var gathering = new SegmentContents.Gathering(segment);
        try (var reader = new FrameReader(Segments.open(disk, segment).content(), 0)) {
            for (long sequence = segment.first(); sequence < segment.end(); sequence++) {
                long place = reader.at();
                var frame = reader.next();
                if (frame == null) throw new EOFException("entry " + sequence + " is missing");
                gathering.take(FileAuditLog.entry(frame), place);
            }
        }
        return gathering.contents();
    }

    /** The sequence after the last frame read, or -1 when the visitor has had enough. */
    private long readSegment(Segments.Segment listed, long from, long stop, Visitor visitor) throws IOException {
        var opened = Segments.open(disk, listed);
        var segment = opened.segment();
        var begin = begin(segment, from);
        long sequence = begin.first();
        try (var reader = new FrameReader(opened.content(), begin.place())) {
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

    /** The nearest place at or before an entry that is known. */
    private SegmentContents.Block begin(Segments.Segment segment, long from) throws IOException {
        var table = contents.of(segment);
        if (table.isPresent()) return table.get().around(from);
        var place = places.floorEntry(new Place(from, segment.generation()));
        boolean known = place != null
                && place.getKey().sequence() >= segment.first()
                && place.getKey().generation() == segment.generation();
        return known
                ? new SegmentContents.Block(place.getKey().sequence(), segment.end(), place.getValue())
                : new SegmentContents.Block(segment.first(), segment.end(), 0);
    }

    private void remember(long sequence, int generation, long at) {
        if (sequence % STRIDE == 0) places.putIfAbsent(new Place(sequence, generation), at);
    }
}
