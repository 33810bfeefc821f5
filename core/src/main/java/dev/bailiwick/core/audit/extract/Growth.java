package dev.bailiwick.core.audit.extract;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.ConsistencyProof;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.TreeHash;
import java.util.List;

/**
 * That the log only grew since an earlier checkpoint.
 *
 * @param path from the earlier root to the later one (RFC 9162 section 2.1.4)
 */
public record Growth(SignedNote earlier, List<TreeHash> path) {
    public Growth {
        path = List.copyOf(path);
    }

    long size() {
        return Checkpoint.of(earlier).size();
    }

    /** Whether it leads from what this checkpoint says to the later one. */
    boolean joins(Checkpoint from, Checkpoint to) {
        return from.size() <= to.size()
                && new ConsistencyProof(from.size(), to.size(), path).verifies(from.root(), to.root());
    }

    /** @throws IllegalArgumentException when the text is not one */
    static Growth parse(String text) {
        int blank = text.indexOf("\n\n");
        if (blank < 0) throw new IllegalArgumentException("no checkpoint after a blank line");
        var path = text.substring(0, blank).lines().skip(1).map(TreeHash::parse).toList();
        return new Growth(SignedNote.parse(text.substring(blank + 2)), path);
    }

    @Override
    public String toString() {
        var out = new StringBuilder("grown from ").append(size()).append('\n');
        for (var hash : path) out.append(hash).append('\n');
        return out.append('\n').append(earlier).toString();
    }
}
