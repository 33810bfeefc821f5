package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import dev.bailiwick.procedure.audit.Pruning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The log of this node in one folder. Many threads append; one writes what has gathered, forces it once, and wakes them.
 * A second thread writes tiles and signs a checkpoint at most every 100 ms.
 *
 * <p>When the disk fails, every append is refused with {@link AuditUnavailable}; each later one tries again, and the first
 * that succeeds records how long the log was away.
 */
public final class FileAuditLog implements AuditLog, AutoCloseable {
    private final Disk disk;
    private final InstantSource clock;
    private final Entries entries;
    private final Bodies bodies;
    private final BodyGate bodyGate = new BodyGate();
    private final EntryWriter writer;
    private final Keeper keeper;
    private final AutoCloseable lock;
    private final FilePruning pruning;

    private final Intake intake = new Intake();
    private final Growth growth = new Growth();
    private final Remarks remarks = new Remarks();
    private final Thread writing;
    private final Thread keeping;
    /**
     * Opens the log in a folder, or begins one there.
     *
     * @throws AuditUnavailable when the folder cannot be used: one line says why
     */
    public static FileAuditLog open(Path folder, InstantSource clock) {
        try {
            return open(new FolderDisk(folder), clock, FolderLock.take(folder));
        } catch (IOException | IllegalArgumentException e) {
            throw new AuditUnavailable("the log in \"" + folder + "\" cannot be opened: " + reason(e), e);
        }
    }

    /** Closes the lock if it cannot open. */
    static FileAuditLog open(Disk disk, InstantSource clock, AutoCloseable lock) throws IOException {
        try {
            var entries = new Entries(disk);
            var recovery = new Recovery(disk, entries, TileWriter.sealed(disk));
            var keys = new LogKeys(disk);
            var end = recovery.end();
            recovery.refuseIfNotContinued(keys.history(), end.size());
            var writer = new EntryWriter(disk, recovery.tree(end.size()));
            var tiles = new TileWriter(disk, entries);
            tiles.follow(end.size());
            var keeper = new Keeper(writer::head, tiles, new Checkpoints(disk), keys, keys.open());
            var unsigned = new FilePruning.Unsigned(new Checkpoints(disk).signed(), end.size());
            var log = new FileAuditLog(disk, clock, entries, writer, keeper, lock, unsigned);
            log.pruning.resume();
            if (end.torn() > 0) log.append(Remarks.repaired(end));
            return log;
        } catch (IOException | RuntimeException e) {
            closeQuietly(lock);
            if (e instanceof UncheckedIOException unchecked) throw unchecked.getCause();
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception _) {
            // the failure that matters is the one being thrown
        }
    }

    private FileAuditLog(
            Disk disk,
            InstantSource clock,
            Entries entries,
            EntryWriter writer,
            Keeper keeper,
            AutoCloseable lock,
            FilePruning.Unsigned unsigned) {
        this.disk = disk;
        this.clock = clock;
        this.entries = entries;
        this.bodies = new Bodies(disk);
        this.writer = writer;
        this.keeper = keeper;
        this.lock = lock;
        this.pruning = new FilePruning(disk, entries, bodyGate, new Ourselves(), unsigned);
        this.writing = Thread.ofPlatform().daemon().name("audit-writer").start(this::write);
        this.keeping = Thread.ofPlatform().daemon().name("audit-keeper").start(this::keep);
    }

    /** How bodies past their retention leave it. */
    public Pruning pruning() {
        return pruning;
    }

    private final class Ourselves implements FilePruning.Log {
        @Override
        public long size() {
            return writer.size();
        }

        @Override
        public long sign() throws IOException {
            return keeper.sign();
        }

        @Override
        public void beginSegment() {
            writer.beginSegment();
        }
    }

    @Override
    public Entry append(Event event) {
        var draft = Draft.of(event);
        if (draft.maxLength() <= Frame.MAX_ENTRY) return intake.bring(draft);
        return bodyGate.putting(() -> intake.bring(beside(event)));
    }

    private Draft beside(Event event) {
        try {
            return Draft.of(bodies.putBeside(event));
        } catch (IOException e) {
            throw new AuditUnavailable("the log cannot be written (" + reason(e) + ")", e);
        }
    }

    /** The writer's thread. */
    private void write() {
        for (var batch = intake.take(); batch != null; batch = intake.take()) write(batch);
    }

    private void write(Batch batch) {
        long start = System.nanoTime();
        writeNow(batch);
        intake.wrote(batch.size(), System.nanoTime() - start);
    }

    private void writeNow(Batch batch) {
        var now = clock.instant();
        try {
            var before = remarks.before(now);
            List<Draft> drafts = new ArrayList<>(before);
            drafts.addAll(batch.drafts());
            long first = writer.write(drafts, now);
            remarks.written(now);
            batch.durable(first + before.size(), now);
            growth.announce();
        } catch (IOException | RuntimeException e) {
            remarks.failed(now, reason(e), batch.size());
            batch.failed(e);
        }
    }

    /** The keeper's thread. */
    private void keep() {
        while (growth.await()) {
            try {
                keeper.follow();
                if (entries.contents().writeNext(entries, keeper::attest)) growth.announce();
            } catch (IOException | RuntimeException e) {
                System.getLogger(FileAuditLog.class.getName())
                        .log(System.Logger.Level.WARNING, "no checkpoint this time: {0}", reason(e));
            }
            growth.rest();
        }
    }

    @Override
    public long size() {
        return writer.size();
    }

    @Override
    public void read(long from, Predicate<Entry> visitor) {
        try {
            entries.read(Math.max(0, from), size(), (_, frame) -> visitor.test(entry(frame)));
        } catch (IOException | JsonException e) {
            throw new AuditUnavailable("the log cannot be read: " + reason(e), e);
        }
    }

    @Override
    public long read(long from, Wanted wanted, Predicate<Entry> visitor) {
        long end = size();
        var next = new long[] {Math.max(from, end)};
        try {
            entries.read(Math.max(0, from), end, wanted, (sequence, frame) -> {
                boolean more = !wanted.mayHave(frame.entry()) || take(wanted, entry(frame), visitor);
                if (!more) next[0] = sequence + 1;
                return more;
            });
        } catch (IOException | JsonException e) {
            throw new AuditUnavailable("the log cannot be read: " + reason(e), e);
        }
        return next[0];
    }

    private static boolean take(Wanted wanted, Entry entry, Predicate<Entry> visitor) {
        return !wanted.has(entry) || visitor.test(entry);
    }

    static Entry entry(Frame frame) {
        return Entry.of(Json.parseObject(frame.entry(), JsonLimits.FILE));
    }

    @Override
    public Optional<JsonObject> body(Entry entry) {
        var pointer = Bodies.pointer(entry.body());
        if (pointer.isEmpty()) return Optional.of(entry.body());
        try {
            return bodies.read(pointer.get());
        } catch (IOException e) {
            throw new AuditUnavailable("the log cannot be read: " + reason(e), e);
        }
    }

    /** How many entries the newest checkpoint covers. */
    public long signed() {
        return Math.max(0, keeper.signed());
    }

    /** The log's public keys: what somebody else needs to check a proof. */
    public KeyHistory keys() {
        try {
            return new LogKeys(disk).history().orElseThrow();
        } catch (IOException e) {
            throw new AuditUnavailable("the log's keys cannot be read: " + reason(e), e);
        }
    }

    /**
     * What the log's key says of something else than the log.
     *
     * @param kind such as {@code evidence/v1}: it begins the note, so that none is ever taken for a checkpoint
     */
    public SignedNote attest(String kind, List<String> lines) {
        if (lines.stream().anyMatch(line -> line.isEmpty() || line.contains("\n")))
            throw new IllegalArgumentException("a line of a note is one line");
        try {
            return keeper.attest(kind, lines);
        } catch (IOException e) {
            throw new AuditUnavailable("the log's key cannot sign: " + reason(e), e);
        }
    }

    /** Signs with a new key from now on. Checkpoints and proofs signed before stay valid. */
    public void rotateKey() {
        try {
            var next = keeper.rotate();
            append(Remarks.keyRotated(next.verifier().toString()));
        } catch (IOException e) {
            throw new AuditUnavailable("the log's key cannot be rotated: " + reason(e), e);
        }
    }

    /** Signs a last checkpoint and lets go of the folder. Entries that wait are written first. */
    @Override
    public void close() {
        intake.close();
        growth.close();
        join(writing);
        join(keeping);
        try {
            keeper.finish();
            var _ = entries.contents().writeNext(entries, keeper::attest);
            writer.close();
        } catch (IOException | RuntimeException e) {
            System.getLogger(FileAuditLog.class.getName())
                    .log(System.Logger.Level.WARNING, "no last checkpoint: {0}", reason(e));
        } finally {
            closeQuietly(lock);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String reason(Exception e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "\"" + missing.getFile() + "\" does not exist";
            case java.nio.file.AccessDeniedException denied -> "\"" + denied.getFile() + "\" may not be accessed";
            default -> String.valueOf(e.getMessage());
        };
    }
}
