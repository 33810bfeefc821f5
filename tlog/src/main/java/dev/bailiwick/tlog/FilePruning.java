package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.audit.Pruning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the bodies that signed tombstones name. A segment is never written into: its next generation, with stubs in the
 * place of those entries, takes its place. The file {@code pruning} says from which entry on tombstones may be that were
 * not carried out to their end.
 */
final class FilePruning implements Pruning {
    static final String MARK = "pruning";

    private final Disk disk;
    private final Entries entries;
    private final BodyGate gate;
    private final Log log;
    private final Unsigned unsigned;

    /**
     * The entries that were there when the log was opened and that nobody had signed. A tombstone among them names nothing:
     * whoever can write into the folder could have put it there.
     */
    record Unsigned(long first, long end) {
        boolean has(long sequence) {
            return sequence >= first && sequence < end;
        }
    }

    /** What it needs of the log that is being written. */
    interface Log {
        long size();

        /** How many entries are signed, once it has tried to sign all there are. */
        long sign() throws IOException;

        /** The next entry begins a segment. */
        void beginSegment();
    }

    FilePruning(Disk disk, Entries entries, BodyGate gate, Log log, Unsigned unsigned) {
        this.disk = disk;
        this.entries = entries;
        this.gate = gate;
        this.log = log;
        this.unsigned = unsigned;
    }

    @Override
    public synchronized void begin() {
        attempt(() -> {
            finish();
            String since = log.size() + "\n";
            disk.replace(MARK, Disk.Access.GROUP_READS, since.getBytes(StandardCharsets.US_ASCII));
            log.beginSegment();
        });
    }

    @Override
    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        attempt(() -> Segments.list(disk).stream()
                .filter(segment -> !segment.last())
                .forEach(segment -> stretches.add(new Stretch(segment.first(), segment.end()))));
        return stretches;
    }

    @Override
    public synchronized void carryOut(List<Entry> tombstones) {
        attempt(() -> {
            if (tombstones.getLast().sequence() >= log.sign()) throw new IOException("the tombstone cannot be signed");
            remove(tombstones);
        });
    }

    @Override
    public synchronized void end() {
        attempt(() -> {
            if (disk.exists(MARK)) disk.delete(MARK);
            disk.forceFolder("");
        });
    }

    /** Carries out what a crash left undone. Where that fails, the log is no worse: the next pruning tries again. */
    synchronized void resume() {
        try {
            finish();
        } catch (IOException | JsonException | IllegalArgumentException e) {
            System.getLogger(FilePruning.class.getName())
                    .log(System.Logger.Level.WARNING, "the log is not pruned to the end: {0}", e.getMessage());
        }
    }

    private void finish() throws IOException {
        var since = disk.read(MARK);
        if (since.isEmpty()) return;
        long end = log.sign();
        long from = Long.parseLong(new String(since.get(), StandardCharsets.US_ASCII).strip());
        List<Entry> found = new ArrayList<>();
        entries.read(Math.min(from, end), end, (sequence, frame) -> {
            var entry = FileAuditLog.entry(frame);
            if (!unsigned.has(sequence) && Tombstone.of(entry).isPresent()) found.add(entry);
            return true;
        });
        for (var tombstone : found) remove(List.of(tombstone));
        disk.delete(MARK);
        disk.forceFolder("");
    }

    /** Bodies first: of an entry whose body is gone the digest is left, of a stub it is not. */
    private void remove(List<Entry> tombstones) throws IOException {
        var named = new Named(tombstones);
        var segment = Segments.list(disk).stream()
                .filter(each -> each.first() <= named.first() && named.first() < each.end())
                .findFirst()
                .orElseThrow(() -> new IOException("entry " + named.first() + " is missing"));
        if (segment.last()) throw new IOException("entry " + named.first() + " is still being written behind");
        gate.removing(() -> removeBodies(segment, named));
        replace(segment, named);
    }

    /** Which tombstone names an entry. */
    private static final class Named {
        private final List<Entry> entries;
        private final List<Tombstone> tombstones;

        Named(List<Entry> tombstones) {
            this.entries = tombstones;
            this.tombstones = tombstones.stream()
                    .map(entry -> Tombstone.of(entry).orElseThrow())
                    .toList();
        }

        long first() {
            return tombstones.getFirst().entries().runs().getFirst().first();
        }

        Optional<Long> of(long entry) {
            for (int i = 0; i < tombstones.size(); i++) {
                if (tombstones.get(i).entries().has(entry))
                    return Optional.of(entries.get(i).sequence());
            }
            return Optional.empty();
        }
    }

    private void removeBodies(Segments.Segment segment, Named named) throws IOException {
        Set<Digest> doomed = new HashSet<>();
        entries.read(segment.first(), segment.end(), (sequence, frame) -> {
            if (named.of(sequence).isPresent()) pointer(frame).ifPresent(doomed::add);
            return true;
        });
        if (doomed.isEmpty()) return;
        entries.read(0, log.size(), (sequence, frame) -> {
            boolean goes = sequence >= segment.first()
                    && sequence < segment.end()
                    && named.of(sequence).isPresent();
            if (!goes) pointer(frame).ifPresent(doomed::remove);
            return true;
        });
        for (var digest : doomed) new Bodies(disk).delete(digest);
    }

    private static Optional<Digest> pointer(Frame frame) {
        return Bodies.mayPoint(frame.entry()) ? Bodies.pointer(frame.entry()) : Optional.empty();
    }

    private void replace(Segments.Segment segment, Named named) throws IOException {
        var next = segment.next();
        String fresh = next.name() + ".new";
        if (disk.exists(fresh)) disk.delete(fresh);
        try (var out = new FrameWriter(disk.create(fresh, Disk.Access.GROUP_READS))) {
            entries.read(segment.first(), segment.end(), (sequence, frame) -> {
                out.write(left(frame, named.of(sequence)));
                return true;
            });
            out.force();
        }
        disk.rename(fresh, next.name());
        disk.forceFolder(Segments.FOLDER);
        Segments.deleteOlder(disk, next);
    }

    /** @param tombstone the one that names the entry, if one does */
    private static Frame left(Frame frame, Optional<Long> tombstone) throws IOException {
        boolean whole = new TreeHasher().leaf(frame.entry()).equals(frame.recorded());
        if (tombstone.isEmpty() || (!whole && Stub.of(frame.entry()).isPresent())) return frame;
        if (!whole) throw new IOException("an entry is not as it was signed; see `bailiwick audit verify`");
        return new Frame(
                frame.recorded(),
                Stub.of(FileAuditLog.entry(frame), tombstone.get()).bytes());
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new AuditUnavailable("the log cannot be pruned: " + FileAuditLog.reason(e), e);
        }
    }
}
