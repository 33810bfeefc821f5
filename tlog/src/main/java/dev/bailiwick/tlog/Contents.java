package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables of contents of complete segments, so that who looks for a few entries among millions need not read them all.
 * Each is a note signed by the log's key: whoever can only write into the folder cannot hide an entry by it. Where one is
 * missing or not believed, its segment is read as a whole, and it is written again.
 */
final class Contents {
    static final String FOLDER = "contents";
    static final String KIND = "contents/v1";

    private static final System.Logger LOG = System.getLogger(Contents.class.getName());

    private final Disk disk;
    private final Map<Segments.Segment, SegmentContents> known = new ConcurrentHashMap<>();
    private final Set<Segments.Segment> distrusted = ConcurrentHashMap.newKeySet();

    Contents(Disk disk) {
        this.disk = disk;
    }

    /** What signs a note that is no checkpoint. */
    interface Attesting {
        SignedNote attest(String kind, List<String> lines) throws IOException;
    }

    Optional<SegmentContents> of(Segments.Segment segment) throws IOException {
        if (segment.last()) return Optional.empty();
        var held = known.get(segment);
        if (held != null) return Optional.of(held);
        var read = read(segment);
        read.ifPresentOrElse(contents -> known.put(segment, contents), () -> distrusted.add(segment));
        return read;
    }

    private Optional<SegmentContents> read(Segments.Segment segment) throws IOException {
        var bytes = disk.read(name(segment));
        if (bytes.isEmpty()) return Optional.empty();
        try {
            return believed(SignedNote.parse(new String(bytes.get(), StandardCharsets.UTF_8)))
                    .filter(contents -> contents.segment().equals(segment));
        } catch (IllegalArgumentException | JsonException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is no table of contents and is written again", name(segment));
            return Optional.empty();
        }
    }

    private Optional<SegmentContents> believed(SignedNote note) throws IOException {
        var lines = note.text().lines().toList();
        if (lines.size() != 2 || !lines.getFirst().equals(KeyHistory.KINDS + KIND)) return Optional.empty();
        var contents =
                SegmentContents.of(Json.parseObject(lines.getLast().getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
        return new LogKeys(disk)
                .history()
                .flatMap(keys -> keys.attested(note, contents.segment().end()))
                .map(_ -> contents);
    }

    /** Writes the next one that is missing; false when none is. */
    boolean writeNext(Entries entries, Attesting key) throws IOException {
        for (var segment : Segments.list(disk)) {
            if (segment.last() || (disk.exists(name(segment)) && !distrusted.contains(segment))) continue;
            write(entries.contents(segment), key);
            return true;
        }
        return false;
    }

    private void write(SegmentContents contents, Attesting key) throws IOException {
        var segment = contents.segment();
        var note = key.attest(KIND, List.of(CanonicalJson.text(contents.json())));
        disk.replace(name(segment), Disk.Access.GROUP_READS, note.bytes());
        known.put(segment, contents);
        distrusted.remove(segment);
        if (segment.generation() > 0) forget(segment);
    }

    /** The tables of what the segment was before entries were pruned from it. */
    private void forget(Segments.Segment segment) throws IOException {
        known.keySet().removeIf(other -> other.first() == segment.first() && !other.equals(segment));
        for (int generation = 0; generation < segment.generation(); generation++) {
            var older = name(new Segments.Segment(segment.first(), segment.end(), generation));
            if (disk.exists(older)) disk.delete(older);
        }
    }

    private static String name(Segments.Segment segment) {
        return segment.name().replace(Segments.FOLDER, FOLDER);
    }
}
