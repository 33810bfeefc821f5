package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a log's entries as they lie on the disk and says exactly what is wrong. It grows two trees: one over what
 * the entries say now, one over the hashes that were kept when they were logged. If the first leads to the signed root,
 * everything is as it was signed; if only the second does, then precisely the entries named are not.
 *
 * <p>Memory does not grow with the log. Not thread-safe.
 */
public final class Verifier {
    /** More findings than this tell nobody more. */
    private static final int MAX_FINDINGS = 1_000;

    /** Without a tile that says so, no gap is believed to be larger. */
    private static final long MAX_GAP = 65_536;

    /** A checkpoint whose signature holds, and whether it was kept outside the log's folder. */
    public record Anchor(Checkpoint checkpoint, boolean outside) {}

    private record Suspect(long entry, boolean changed, String what) {}

    /** Where the two trees stood at an anchor. */
    private record Reached(Anchor anchor, boolean now, boolean then) {
        boolean agrees() {
            return now || then;
        }
    }

    private final LongFunction<Optional<TreeHash>> tiles;
    private final List<Anchor> anchors;
    private final TreeHasher hasher = new TreeHasher();
    private final List<Suspect> suspects = new ArrayList<>();
    private final List<Finding.Removed> missing = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Reached> reached = new ArrayList<>();
    private final Prunings prunings = new Prunings();
    private @Nullable MerkleTree now = new MerkleTree();
    private @Nullable MerkleTree then = new MerkleTree();
    private int nextAnchor;
    private long next;

    /**
     * @param tiles the leaf hash of an entry from its tile, where there is one
     * @param anchors the checkpoints to hold the log to
     */
    public Verifier(LongFunction<Optional<TreeHash>> tiles, List<Anchor> anchors) {
        this.tiles = tiles;
        this.anchors = anchors.stream()
                .sorted(Comparator.comparingLong(anchor -> anchor.checkpoint().size()))
                .toList();
        passAnchors();
    }

    /** How many entries have been found so far. */
    public long next() {
        return next;
    }

    /** Takes the next entry as it lies on the disk, with the hash beside it. */
    public void entry(byte[] bytes, TreeHash recorded) {
        var hash = hasher.leaf(bytes);
        boolean whole = hash.equals(recorded);
        if (whole && Kinds.is(bytes, Event.Kind.RETENTION)) prunings.tombstone(bytes);
        take(whole ? claimed(bytes, hash) : next, hash, recorded);
    }

    /** Takes what is left of a pruned entry: for the tree it is the entry that its hash was made of. */
    public void pruned(Stub stub, TreeHash recorded) {
        long sequence = claimed(stub.bytes(), recorded);
        if (sequence != stub.sequence()) suspect(sequence, true, "what is left of it says that it is another");
        else if (sequence >= next) prunings.stub(stub);
        take(sequence, recorded, recorded);
    }

    private void take(long sequence, TreeHash hash, TreeHash recorded) {
        if (sequence < next) {
            late(sequence);
        } else {
            if (sequence > next) skip(sequence);
            place(hash, recorded);
        }
    }

    /** How many entries are pruned. */
    public long stubs() {
        return prunings.stubs();
    }

    /** How many entries a tombstone names that are still there. */
    public long unfinished() {
        return prunings.unfinished();
    }

    /** Which entry this is: what it says itself, if that can be. */
    private long claimed(byte[] bytes, TreeHash hash) {
        long sequence = sequence(bytes).orElse(next);
        if (sequence == next) return next;
        var kept = tiles.apply(sequence);
        boolean displaced = kept.isPresent() ? kept.get().equals(hash) : Math.abs(sequence - next) <= MAX_GAP;
        return displaced ? sequence : next;
    }

    /** An entry that cannot be read at all: its frame is destroyed. */
    public void unreadable() {
        suspect(next, true, "its frame is destroyed");
        fill(next);
    }

    /** The files say that what comes now is the entry of this sequence. */
    public void reach(long sequence) {
        if (sequence > next) skip(sequence);
    }

    /** The entry's body, which is kept beside the log, is not what was put there. */
    public void bodyChanged(long entry) {
        report(new Finding.Changed(entry, "its body beside the log is changed"));
    }

    /** The entry's body is gone: a tombstone may say so. */
    public void bodyMissing(long entry) {
        prunings.withoutBody(entry);
    }

    private void place(TreeHash hash, TreeHash recorded) {
        var kept = tiles.apply(next);
        if (!hash.equals(recorded) || (kept.isPresent() && !kept.get().equals(hash))) {
            boolean changed = !hash.equals(kept.orElse(recorded));
            suspect(
                    next,
                    changed,
                    changed ? "its bytes are not those that were logged" : "the hash beside it is not its");
        }
        if (now != null) now.append(hash);
        grow(kept.orElse(recorded));
    }

    /** Entries up to this one are not where they belong: gone, or further behind. */
    private void skip(long sequence) {
        if (missing.size() < MAX_FINDINGS) missing.add(new Finding.Removed(next, sequence - 1));
        now = null;
        while (next < sequence) {
            if (then == null && nextAnchor >= anchors.size()) {
                next = sequence;
                return;
            }
            fill(next);
        }
    }

    /** Lets the second tree go on over an entry that is not there, if a tile remembers it. */
    private void fill(long sequence) {
        now = null;
        var kept = tiles.apply(sequence);
        if (kept.isEmpty()) then = null;
        grow(kept.orElse(null));
    }

    private void grow(@Nullable TreeHash kept) {
        if (then != null && kept != null) then.append(kept);
        next++;
        passAnchors();
    }

    private void passAnchors() {
        while (nextAnchor < anchors.size()
                && anchors.get(nextAnchor).checkpoint().size() <= next) {
            var anchor = anchors.get(nextAnchor++);
            var root = anchor.checkpoint().root();
            reached.add(new Reached(
                    anchor,
                    now != null && now.root().equals(root),
                    then != null && then.root().equals(root)));
        }
    }

    private void late(long sequence) {
        for (int i = 0; i < missing.size(); i++) {
            var gap = missing.get(i);
            if (sequence < gap.first() || sequence > gap.last()) continue;
            missing.remove(i);
            if (sequence < gap.last()) missing.add(i, new Finding.Removed(sequence + 1, gap.last()));
            if (sequence > gap.first()) missing.add(i, new Finding.Removed(gap.first(), sequence - 1));
            report(new Finding.Reordered(sequence, next - 1));
            return;
        }
        report(new Finding.Changed(sequence, "a second copy stands behind entry " + (next - 1)));
    }

    private void suspect(long entry, boolean changed, String what) {
        if (suspects.size() < MAX_FINDINGS) suspects.add(new Suspect(entry, changed, what));
    }

    private void report(Finding finding) {
        if (findings.size() < MAX_FINDINGS) findings.add(finding);
    }

    /** What is wrong with the log, once all its entries have been handed over. */
    public List<Finding> end() {
        long asSigned = reached.stream()
                .filter(Reached::now)
                .mapToLong(each -> each.anchor().checkpoint().size())
                .max()
                .orElse(0);
        for (var suspect : suspects) report(verdict(suspect, asSigned));
        missing.forEach(this::report);
        prunings.findings(signed()).forEach(this::report);
        boolean named = !findings.isEmpty();
        truncated();
        forked(false, named);
        forked(true, named);
        return List.copyOf(findings);
    }

    /** How many entries a checkpoint covers that leads to the log as it is now. */
    private long signed() {
        return reached.stream()
                .filter(Reached::agrees)
                .mapToLong(each -> each.anchor().checkpoint().size())
                .max()
                .orElse(0);
    }

    /** An entry below a root that its own bytes led to cannot have changed. */
    private static Finding verdict(Suspect suspect, long asSigned) {
        boolean intact = suspect.entry() < asSigned || !suspect.changed();
        return intact
                ? new Finding.Damaged(
                        suspect.entry(), suspect.changed() ? "the hash kept of it is not" : suspect.what())
                : new Finding.Changed(suspect.entry(), suspect.what());
    }

    private void truncated() {
        if (nextAnchor == anchors.size()) return;
        report(new Finding.Truncated(next, anchors.getLast().checkpoint().size()));
    }

    /** Where nothing is wrong with any single entry and yet the root is another, the whole history is another. */
    private void forked(boolean outside, boolean named) {
        long agreed = 0;
        for (var each : reached) {
            long size = each.anchor().checkpoint().size();
            if (each.agrees()) {
                agreed = size;
            } else if (each.anchor().outside() == outside) {
                if (!named) report(new Finding.Forked(agreed, size));
                return;
            }
        }
    }

    /** The sequence an entry claims. */
    private static OptionalLong sequence(byte[] entry) {
        int at = Kinds.sequenceAt(entry);
        return at < 0 ? OptionalLong.empty() : number(entry, Kinds.numberAt(at));
    }

    private static OptionalLong number(byte[] entry, int from) {
        long number = 0;
        int at = from;
        for (; at < entry.length && at < from + 18 && entry[at] >= '0' && entry[at] <= '9'; at++) {
            number = 10 * number + entry[at] - '0';
        }
        return at > from ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
