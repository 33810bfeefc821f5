package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.Finding;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;
import dev.bailiwick.core.audit.Verifier;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log's folder from its first entry to its last and says exactly what is wrong with it. Needs no server, and does
 * not disturb one that is writing. What it cannot know from the folder alone, it is told: a key, a checkpoint from outside.
 */
public final class LogVerification {
    private final Disk disk;
    private final Bodies bodies;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Verifier.Anchor> anchors = new ArrayList<>();

    private LogVerification(Disk disk) {
        this.disk = disk;
        this.bodies = new Bodies(disk);
    }

    /**
     * What a verification came to.
     *
     * @param entries how many entries the folder holds
     * @param signed how many of them the newest checkpoint covers; the younger ones are only as good as the disk
     * @param pruned how many have no body any more, as signed entries say
     * @param unfinished how many are named as pruned and still stand: the next start or the next pruning removes them
     * @param keyFromOutside whether the log's key was told and not taken from the folder itself: without that, and without
     *     a checkpoint from outside, a log that was rewritten and signed anew from end to end looks sound
     * @param findings what is wrong; none means that nothing is
     */
    public record Result(
            long entries, long signed, long pruned, long unfinished, boolean keyFromOutside, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        public boolean sound() {
            return findings.isEmpty();
        }

        /** How many entries no checkpoint covers yet. */
        public long younger() {
            return Math.max(0, entries - signed);
        }
    }

    /**
     * Verifies a folder.
     *
     * @param key a key of the log that is known from elsewhere
     * @param against the text of a checkpoint that was kept elsewhere
     * @throws AuditUnavailable when the folder cannot be read
     */
    public static Result verify(Path folder, Optional<VerifierKey> key, Optional<String> against) {
        if (!Files.isDirectory(folder)) throw new AuditUnavailable("there is no log in \"" + folder + "\"");
        return verify(new FolderDisk(folder), key, against);
    }

    static Result verify(Disk disk, Optional<VerifierKey> key, Optional<String> against) {
        try {
            return new LogVerification(disk).run(key, against);
        } catch (IOException e) {
            throw new AuditUnavailable("the log cannot be read: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new AuditUnavailable("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private Result run(Optional<VerifierKey> key, Optional<String> against) throws IOException {
        var keys = keys(key);
        long signed = newest(keys);
        milestones(keys);
        var cosigned = disk.read(Cosigning.KEPT);
        if (cosigned.isPresent()) cosigned(cosigned.get(), keys);
        if (against.isPresent()) outside(against.get(), keys);
        var verifier = new Verifier(new KeptHashes(disk), anchors);
        read(verifier);
        findings.addAll(verifier.end());
        return new Result(verifier.next(), signed, verifier.stubs(), verifier.unfinished(), key.isPresent(), findings);
    }

    /** The keys the log may have signed with, or null when the folder's own are not to be believed. */
    private @Nullable KeyHistory keys(Optional<VerifierKey> known) throws IOException {
        try {
            var history = new LogKeys(disk).history();
            if (history.isEmpty()) {
                if (known.isPresent()) return KeyHistory.of(known.get());
                findings.add(new Finding.Resigned(0, "the folder holds no key of the log"));
            } else if (known.isPresent() && !history.get().has(known.get())) {
                findings.add(new Finding.Resigned(0, "the folder's keys do not descend from the key you know"));
                return KeyHistory.of(known.get());
            }
            return history.orElse(null);
        } catch (IllegalArgumentException e) {
            findings.add(new Finding.Resigned(0, String.valueOf(e.getMessage())));
            return known.map(KeyHistory::of).orElse(null);
        }
    }

    private long newest(@Nullable KeyHistory keys) throws IOException {
        try {
            var newest = new Checkpoints(disk).newest();
            if (newest.isEmpty()) return 0;
            return note(newest.get(), keys, false, "the newest checkpoint")
                    ? Checkpoint.of(newest.get()).size()
                    : 0;
        } catch (IllegalArgumentException e) {
            findings.add(new Finding.Resigned(0, "the newest checkpoint is destroyed: " + e.getMessage()));
            return 0;
        }
    }

    private void milestones(@Nullable KeyHistory keys) throws IOException {
        try {
            for (var note : new Checkpoints(disk).kept()) note(note, keys, false, "a milestone");
        } catch (IllegalArgumentException e) {
            findings.add(new Finding.Resigned(0, "a milestone is destroyed: " + e.getMessage()));
        }
    }

    private void cosigned(byte[] bytes, @Nullable KeyHistory keys) {
        try {
            note(SignedNote.parse(bytes), keys, false, "the cosigned checkpoint");
        } catch (IllegalArgumentException e) {
            findings.add(new Finding.Resigned(0, "the cosigned checkpoint is destroyed: " + e.getMessage()));
        }
    }

    private void outside(String text, @Nullable KeyHistory keys) {
        try {
            note(SignedNote.parse(text), keys, true, "the checkpoint from outside");
        } catch (IllegalArgumentException e) {
            throw new AuditUnavailable("the checkpoint to verify against cannot be read: " + e.getMessage(), e);
        }
    }

    /** Takes a checkpoint as an anchor if it is the log's own; answers whether it is. */
    private boolean note(SignedNote note, @Nullable KeyHistory keys, boolean outside, String name) {
        var checkpoint = Checkpoint.of(note);
        if (keys == null || keys.signer(note).isEmpty()) {
            findings.add(
                    new Finding.Resigned(checkpoint.size(), name + " is not signed by the log's key of that time"));
            return false;
        }
        anchors.add(new Verifier.Anchor(checkpoint, outside));
        return true;
    }

    private void read(Verifier verifier) throws IOException {
        for (var segment : Segments.list(disk)) {
            verifier.reach(segment.first());
            try (var content = Segments.open(disk, segment).content()) {
                read(content, segment.end(), verifier);
            }
        }
    }

    private void read(Disk.Content content, long end, Verifier verifier) throws IOException {
        var hasher = new TreeHasher();
        var reader = new FrameReader(content, 0);
        while (verifier.next() < end) {
            long at = reader.at();
            var frame = reader.next();
            if (frame != null && frame.whole(hasher)) {
                take(frame, verifier);
                continue;
            }
            // a changed entry is followed by a whole one; a frame of wrong length is not, and the next has to be looked
            // for
            if (frame != null && FrameReader.wholeAt(content, reader.at())) {
                if (tornTail(content, reader.at(), end, verifier)) return;
                take(frame, verifier);
                continue;
            }
            long whole = FrameReader.nextWhole(content, at + 1);
            if (whole < 0) {
                if (frame != null && !tornTail(content, content.size(), end, verifier)) take(frame, verifier);
                return;
            }
            verifier.unreadable();
            reader = new FrameReader(content, whole);
        }
    }

    /** Bytes at the very end that nobody signed: a write that a crash tore, or that is going on now. */
    private boolean tornTail(Disk.Content content, long at, long end, Verifier verifier) throws IOException {
        return end == Long.MAX_VALUE
                && at == content.size()
                && anchors.stream().allMatch(anchor -> anchor.checkpoint().size() <= verifier.next());
    }

    private void take(Frame frame, Verifier verifier) throws IOException {
        long before = verifier.next();
        var stub = Stub.of(frame.entry());
        if (stub.isPresent()) verifier.pruned(stub.get(), frame.recorded());
        else verifier.entry(frame.entry(), frame.recorded());
        if (!Bodies.mayPoint(frame.entry())) return;
        var digest = Bodies.pointer(frame.entry());
        if (digest.isEmpty() || bodies.intact(digest.get())) return;
        if (bodies.has(digest.get())) verifier.bodyChanged(before);
        else verifier.bodyMissing(before);
    }

    /** The leaf hashes in the tiles of a folder; keeps the tile it read last. */
    private static final class KeptHashes implements LongFunction<Optional<TreeHash>> {
        private final HashTiles tiles;
        private long index = -1;
        private List<TreeHash> hashes = List.of();

        KeptHashes(Disk disk) {
            this.tiles = new HashTiles(disk);
        }

        @Override
        public Optional<TreeHash> apply(long entry) {
            long wanted = entry / HashTiles.WIDTH;
            if (wanted != index) {
                hashes = read(wanted);
                index = wanted;
            }
            int place = (int) (entry % HashTiles.WIDTH);
            return place < hashes.size() ? Optional.of(hashes.get(place)) : Optional.empty();
        }

        private List<TreeHash> read(long tile) {
            try {
                return tiles.readWidest(0, tile).map(TileNodes::hashes).orElse(List.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
