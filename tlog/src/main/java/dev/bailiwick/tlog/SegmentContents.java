package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Topic;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is where in a segment that is complete: where each of its up to 64 blocks begins, and in which of them a topic occurs.
 *
 * @param latest the latest time of an entry: clocks go back, so that it need not be the last one's
 * @param places where each block begins in the segment's file, in bytes
 * @param blocks by topic; bit <i>n</i> stands for block <i>n</i>
 */
record SegmentContents(Segments.Segment segment, Instant latest, List<Long> places, Map<Topic, Long> blocks) {
    /** So many entries are a block. */
    static final int BLOCK = Segments.ENTRIES / Long.SIZE;

    private static final int HEX = 16;

    SegmentContents {
        places = List.copyOf(places);
        blocks = Map.copyOf(blocks);
        if (places.size() != (segment.end() - segment.first() + BLOCK - 1) / BLOCK)
            throw new IllegalArgumentException("a segment's contents say where each of its blocks begins");
    }

    /**
     * A stretch of entries.
     *
     * @param place where the first lies
     */
    record Block(long first, long end, long place) {}

    /** The block that has this entry. */
    Block around(long entry) {
        return block((int) ((entry - segment.first()) / BLOCK));
    }

    /** The blocks that may have what is wanted, in order. */
    List<Block> with(Wanted wanted) {
        if (latest.isBefore(wanted.since())) return List.of();
        long bits = 0;
        for (var each : blocks.entrySet()) if (wanted.has(each.getKey())) bits |= each.getValue();
        List<Block> found = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) if ((bits >>> i & 1) == 1) found.add(block(i));
        return found;
    }

    private Block block(int number) {
        long first = segment.first() + (long) number * BLOCK;
        return new Block(first, Math.min(first + BLOCK, segment.end()), places.get(number));
    }

    JsonObject json() {
        List<JsonValue> topics = new ArrayList<>();
        blocks.forEach((topic, bits) -> topics.add(JsonObject.with("kind", Fields.spelling(topic.kind()))
                .and("what", topic.what())
                .and("blocks", Long.toHexString(bits))
                .build()));
        return JsonObject.with("first", JsonNumber.of(segment.first()))
                .and("end", segment.end())
                .and("generation", segment.generation())
                .and("latest", latest.toString())
                .and(
                        "places",
                        new JsonArray(
                                places.stream().<JsonValue>map(JsonNumber::of).toList()))
                .and("topics", new JsonArray(topics))
                .build();
    }

    /** @throws IllegalArgumentException when these are no contents */
    static SegmentContents of(JsonObject json) {
        var fields = Fields.of(json);
        var segment =
                new Segments.Segment(fields.number("first"), fields.number("end"), (int) fields.number("generation"));
        var places = new ArrayList<Long>();
        for (var place : json.array("places")) places.add(((JsonNumber) place).longValue());
        var blocks = new HashMap<Topic, Long>();
        for (var topic : fields.list("topics"))
            blocks.put(
                    new Topic(topic.oneOf("kind", Event.Kind.class), topic.text("what")),
                    topic.parsed("blocks", bits -> Long.parseUnsignedLong(bits, HEX)));
        return new SegmentContents(segment, fields.parsed("latest", Instant::parse), places, blocks);
    }

    /** Gathers the contents of a segment that is read from its beginning to its end. */
    static final class Gathering {
        private final Segments.Segment segment;
        private final List<Long> places = new ArrayList<>();
        private final Map<Topic, Long> blocks = new HashMap<>();
        private Instant latest = Instant.MIN;

        Gathering(Segments.Segment segment) {
            this.segment = segment;
        }

        void take(Entry entry, long place) {
            if ((entry.sequence() - segment.first()) % BLOCK == 0) places.add(place);
            if (entry.at().isAfter(latest)) latest = entry.at();
            blocks.merge(Topic.of(entry), 1L << (places.size() - 1), (before, bit) -> before | bit);
        }

        SegmentContents contents() {
            return new SegmentContents(segment, latest, places, blocks);
        }
    }
}
