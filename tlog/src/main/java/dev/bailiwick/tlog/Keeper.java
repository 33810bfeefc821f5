package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.NoteSigner;
import dev.bailiwick.core.audit.SignedNote;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is done behind the entries, at its own pace: the tiles, then the signed checkpoint. If it fails, entries are still
 * acknowledged; it tries again at its next turn.
 */
final class Keeper {
    private final Supplier<EntryWriter.Head> head;
    private final TileWriter tiles;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private @Nullable NoteSigner signer;
    private long signed;
    private long milestone;

    Keeper(
            Supplier<EntryWriter.Head> head,
            TileWriter tiles,
            Checkpoints checkpoints,
            LogKeys keys,
            NoteSigner signer) {
        this.head = head;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.signer = signer;
        this.signed = -1;
    }

    /** How many entries the newest checkpoint covers; -1 before the first. */
    synchronized long signed() {
        return signed;
    }

    /** Brings tiles and checkpoint up to what is durable now. */
    synchronized void follow() throws IOException {
        var now = head.get();
        if (now.size() == signed) return;
        tiles.follow(now.size());
        var note = sign(now);
        boolean first = signed < 0;
        if (first || now.size() / Segments.ENTRIES != milestone / Segments.ENTRIES) keepMilestone(now.size(), note);
    }

    /** How many entries are signed, once all there are have been. */
    synchronized long sign() throws IOException {
        follow();
        return signed;
    }

    /** {@link #follow}, and keeps the checkpoint as a milestone. */
    synchronized void finish() throws IOException {
        follow();
        var now = head.get();
        if (now.size() != milestone) keepMilestone(now.size(), sign(now));
    }

    /** Signs once more with the old key, then never again. */
    synchronized NoteSigner rotate() throws IOException {
        finish();
        var old = signer();
        signer = null; // if announcing fails half-way, the disk knows which key is the log's
        var next = keys.rotate(old, signed);
        signer = next;
        return next;
    }

    /** A note that is no checkpoint, signed. */
    synchronized SignedNote attest(String kind, List<String> lines) throws IOException {
        return signer().sign(KeyHistory.KINDS + kind + "\n" + String.join("\n", lines) + "\n");
    }

    private NoteSigner signer() throws IOException {
        var known = signer;
        if (known == null) signer = known = keys.open();
        return known;
    }

    private SignedNote sign(EntryWriter.Head now) throws IOException {
        var signer = signer();
        var note = signer.sign(new Checkpoint(signer.verifier().name(), now.size(), now.root()).text());
        checkpoints.publish(note);
        signed = now.size();
        return note;
    }

    private void keepMilestone(long size, SignedNote note) throws IOException {
        checkpoints.keep(size, note);
        milestone = size;
    }
}
