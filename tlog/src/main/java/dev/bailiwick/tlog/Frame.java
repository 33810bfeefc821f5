package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Stub;
import dev.bailiwick.core.audit.TreeHash;
import dev.bailiwick.core.audit.TreeHasher;

/**
 * One entry as it lies in a segment: its length in two bytes, its leaf hash, its bytes. Without the hash this is an entry
 * of a C2SP entry bundle. The hash tells a torn record from a whole one, and a changed entry from its neighbours.
 */
final class Frame {
    static final int HEAD = Short.BYTES + TreeHash.LENGTH;

    /** The longest entry: its length is two bytes. */
    static final int MAX_ENTRY = 0xffff;

    private final TreeHash recorded;
    private final byte[] entry;

    /** Takes the bytes as its own. */
    Frame(TreeHash recorded, byte[] entry) {
        this.recorded = recorded;
        this.entry = entry;
    }

    /** The leaf hash that stands beside the entry. */
    TreeHash recorded() {
        return recorded;
    }

    /** Whether it is as it was written: an entry with its hash, or a stub with the hash of what it was. */
    boolean whole(TreeHasher hasher) {
        return hasher.leaf(entry).equals(recorded) || Stub.of(entry).isPresent();
    }

    /** The entry's canonical JSON; not to be written into. */
    byte[] entry() {
        return entry;
    }
}
