package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.people.Actor;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The log of this node in one folder. Many threads append; one writes what has gathered, forces it once, and wakes them.
 * A second thread writes tiles and signs a checkpoint at most every 100 ms.
 *
 * <p>When the disk fails, every append is refused with {@link AuditUnavailable}; each later one tries again, and the first
 * that succeeds records how long the log was away.
 */
public final class FileAuditLog implements AuditLog, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(100);

    /** Longer than this no entry waits for others to join it. */
    private static final Duration MAX_GATHERING = Duration.ofMillis(1);

    /** Batches to pass before gathering is tried again. */
    private static final int NOT_TRIED_FOR = 16;

    /** Clocks are corrected by milliseconds all the time; a step of this size is worth an entry. */
    private static final Duration STEP_BACK = Duration.ofSeconds(1);

    private final Disk disk;
    private final InstantSource clock;
    private final Entries entries;
    private final Bodies bodies;
    private final BodyGate bodyGate = new BodyGate();
    private final EntryWriter writer;
    private final Keeper keeper;
    private final AutoCloseable lock;
    private final FilePruning pruning;

    private final ReentrantLock gate = new ReentrantLock();
    private final Condition filled = gate.newCondition();
    private final Condition taken = gate.newCondition();
    private final Condition grown = gate.newCondition();
    private Batch open = new Batch();
    private boolean closing;
    private boolean written;

    /** How many entries must wait before the writer is woken. */
    private int wanted = 1;

    private int lastBatch;
    private int notPaying;
    private long lastWriteNanos;

    private final Thread writing;
    private final Thread keeping;
    private Instant latest = Instant.MIN;
    private @Nullable Outage outage;

    /** Since when the log could not be written, why, and how many entries were refused. */
    private record Outage(Instant since, String cause, long refused) {}

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
            if (end.torn() > 0) log.report(repaired(end));
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
        if (draft.maxLength() <= Frame.MAX_ENTRY) return append(draft);
        return bodyGate.putting(() -> append(beside(event)));
    }

    private Entry append(Draft draft) {
        Batch batch;
        int place;
        gate.lock();
        try {
            awaitRoom();
            batch = open;
            place = batch.add(draft);
            if (batch.size() >= wanted) filled.signal();
        } finally {
            gate.unlock();
        }
        return batch.await(place, PATIENCE);
    }

    private Draft beside(Event event) {
        try {
            return Draft.of(bodies.putBeside(event));
        } catch (IOException e) {
            throw new AuditUnavailable("the log cannot be written (" + reason(e) + ")", e);
        }
    }

    private void awaitRoom() {
        try {
            long left = PATIENCE.toNanos();
            while (open.full() && !closing) {
                if (left <= 0) throw new AuditUnavailable("too many entries wait for the log's disk");
                left = taken.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable("interrupted while waiting for the log", e);
        }
        if (closing) throw new AuditUnavailable("the log is closed");
    }

    // --- the writer's thread

    private void write() {
        for (var batch = take(); batch != null; batch = take()) write(batch);
    }

    private @Nullable Batch take() {
        gate.lock();
        try {
            while (open.size() == 0 && !closing) filled.awaitUninterruptibly();
            if (open.size() == 0) return null;
            gather();
            var batch = open;
            open = new Batch();
            taken.signalAll();
            return batch;
        } finally {
            gate.unlock();
        }
    }

    /**
     * Waits a fraction of a force for those who were just acknowledged: they often come again at once, and then go with
     * this batch and not with the next. Where that does not pay, it is not tried for a while.
     */
    private void gather() {
        if (lastBatch < 2 || notPaying > 0) {
            notPaying--;
            return;
        }
        int before = open.size();
        wanted = before + lastBatch;
        try {
            long left = Math.min(lastWriteNanos / 4, MAX_GATHERING.toNanos());
            while (open.size() < wanted && left > 0 && !closing) left = filled.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (open.size() - before < lastBatch / 2) notPaying = NOT_TRIED_FOR;
        wanted = 1;
    }

    private void write(Batch batch) {
        long start = System.nanoTime();
        writeNow(batch);
        lastWriteNanos = System.nanoTime() - start;
        lastBatch = batch.size();
    }

    private void writeNow(Batch batch) {
        var now = clock.instant();
        try {
            var remarks = remarks(now);
            List<Draft> drafts = new ArrayList<>(remarks);
            drafts.addAll(batch.drafts());
            long first = writer.write(drafts, now);
            outage = null;
            latest = now;
            batch.durable(first + remarks.size(), now);
            announceGrowth();
        } catch (IOException | RuntimeException e) {
            var before = outage;
            outage = before == null
                    ? new Outage(now, reason(e), batch.size())
                    : new Outage(before.since(), before.cause(), before.refused() + batch.size());
            batch.failed(e);
        }
    }

    /** What the log itself has to say before the next entry. */
    private List<Draft> remarks(Instant now) {
        List<Draft> remarks = new ArrayList<>();
        if (outage != null) remarks.add(Draft.of(house(recovered(outage, now))));
        if (now.isBefore(latest.equals(Instant.MIN) ? latest : latest.minus(STEP_BACK))) {
            remarks.add(Draft.of(house(JsonObject.with("event", "clock-went-back")
                    .and("from", latest.toString())
                    .and("to", now.toString())
                    .build())));
        }
        return remarks;
    }

    private static JsonObject recovered(Outage outage, Instant now) {
        return JsonObject.with("event", "log-recovered")
                .and("since", outage.since().toString())
                .and("until", now.toString())
                .and("cause", outage.cause())
                .and("refused", outage.refused())
                .build();
    }

    private static JsonObject repaired(Recovery.End end) {
        return JsonObject.with("event", "torn-tail-left-behind")
                .and("file", end.segment())
                .and("bytes", end.torn())
                .and("after", end.size())
                .build();
    }

    private static Event house(JsonObject body) {
        return Event.of(Event.Kind.HOUSE, new Actor.House(), body);
    }

    private void report(JsonObject body) {
        append(house(body));
    }

    private void announceGrowth() {
        gate.lock();
        try {
            written = true;
            grown.signal();
        } finally {
            gate.unlock();
        }
    }

    // --- the keeper's thread

    private void keep() {
        while (awaitGrowth()) {
            try {
                keeper.follow();
            } catch (IOException | RuntimeException e) {
                System.getLogger(FileAuditLog.class.getName())
                        .log(System.Logger.Level.WARNING, "no checkpoint this time: {0}", reason(e));
            }
            rest();
        }
    }

    private boolean awaitGrowth() {
        gate.lock();
        try {
            while (!written && !closing) grown.awaitUninterruptibly();
            written = false;
            return !closing;
        } finally {
            gate.unlock();
        }
    }

    private void rest() {
        gate.lock();
        try {
            long left = BETWEEN_CHECKPOINTS.toNanos();
            while (left > 0 && !closing) left = grown.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            gate.unlock();
        }
    }

    // --- reading

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
            report(JsonObject.with("event", "key-rotated")
                    .and("key", next.verifier().toString())
                    .build());
        } catch (IOException e) {
            throw new AuditUnavailable("the log's key cannot be rotated: " + reason(e), e);
        }
    }

    /** Signs a last checkpoint and lets go of the folder. Entries that wait are written first. */
    @Override
    public void close() {
        gate.lock();
        try {
            closing = true;
            filled.signalAll();
            taken.signalAll();
            grown.signalAll();
        } finally {
            gate.unlock();
        }
        join(writing);
        join(keeping);
        try {
            keeper.finish();
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
