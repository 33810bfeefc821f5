package dev.bailiwick.core.audit;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * That one entry is in the log, in one text that needs nobody's server (C2SP tlog-proof): the entry itself as the
 * proof's {@code extra}, its place, the hashes up to the root, and the checkpoint that was signed over it.
 */
public final class LogProof {
    private static final String TITLE = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final byte[] entry;
    private final InclusionProof inclusion;
    private final SignedNote checkpoint;

    /** @param entry the canonical JSON of the entry */
    public LogProof(byte[] entry, InclusionProof inclusion, SignedNote checkpoint) {
        this.entry = entry.clone();
        this.inclusion = inclusion;
        this.checkpoint = checkpoint;
    }

    /** What checking came to. */
    public sealed interface Check {
        /** The entry is in the log that this key signed. */
        record Holds(Entry entry, Checkpoint checkpoint, VerifierKey key) implements Check {}

        /** It proves nothing. */
        record Fails(String why) implements Check {}
    }

    /**
     * Checks a proof's text against the log's keys.
     *
     * @param keys from somewhere else than the proof
     */
    public static Check check(String text, KeyHistory keys) {
        try {
            return parse(text).check(keys);
        } catch (IllegalArgumentException | JsonException e) {
            return new Check.Fails("not a proof: " + e.getMessage());
        }
    }

    private Check check(KeyHistory keys) {
        var signer = keys.signer(checkpoint);
        if (signer.isEmpty())
            return new Check.Fails("its checkpoint is not signed by a key of \"" + keys.origin() + "\"");
        var signed = Checkpoint.of(checkpoint);
        if (signed.size() != inclusion.size()) return new Check.Fails("its path is not for its checkpoint");
        if (!inclusion.verifies(new TreeHasher().leaf(entry), signed.root())) {
            return new Check.Fails("its path does not lead from the entry to the signed root");
        }
        var proven = Entry.of(Json.parseObject(entry, JsonLimits.FILE));
        return proven.sequence() == inclusion.index()
                ? new Check.Holds(proven, signed, signer.get())
                : new Check.Fails("the entry says it is entry " + proven.sequence() + ", not " + inclusion.index());
    }

    /** @throws IllegalArgumentException when the text is no proof of this form */
    static LogProof parse(String text) {
        int blank = text.indexOf("\n\n");
        if (blank < 0) throw new IllegalArgumentException("no checkpoint after a blank line");
        List<String> lines = text.substring(0, blank).lines().toList();
        if (lines.size() < 3 || !lines.get(0).equals(TITLE)) throw new IllegalArgumentException("expected " + TITLE);
        var checkpoint = SignedNote.parse(text.substring(blank + 2));
        byte[] entry = Base64.getDecoder().decode(after(EXTRA, lines.get(1)));
        long index = Long.parseLong(after(INDEX, lines.get(2)));
        List<TreeHash> path = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) path.add(TreeHash.parse(line));
        return new LogProof(
                entry, new InclusionProof(index, Checkpoint.of(checkpoint).size(), path), checkpoint);
    }

    private static String after(String word, String line) {
        if (!line.startsWith(word)) throw new IllegalArgumentException("expected \"" + word.strip() + "\"");
        return line.substring(word.length());
    }

    /** The proof as a file. */
    @Override
    public String toString() {
        var out = new StringBuilder(TITLE).append('\n');
        out.append(EXTRA).append(Base64.getEncoder().encodeToString(entry)).append('\n');
        out.append(INDEX).append(inclusion.index()).append('\n');
        for (var hash : inclusion.path()) out.append(hash).append('\n');
        return out.append('\n').append(checkpoint).toString();
    }
}
