package dev.bailiwick.core.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys a log has signed with, oldest first. Each new key is announced in a note that the key before it signed, so
 * whoever trusts the first trusts the last; an old key counts only up to the size at which it was replaced.
 */
public record KeyHistory(List<Reign> reigns) {
    /** No log has a name that begins so: what begins with it is never a checkpoint. */
    public static final String KINDS = "dev.bailiwick/";

    private static final String TITLE = KINDS + "key-rotation/v1";

    /** One key and the largest checkpoint it may sign. */
    public record Reign(VerifierKey key, long until) {}

    public KeyHistory {
        if (reigns.isEmpty()) throw new IllegalArgumentException("a log has a key");
        reigns = List.copyOf(reigns);
    }

    /** A log that still signs with its first key. */
    public static KeyHistory of(VerifierKey first) {
        return new KeyHistory(List.of(new Reign(first, Long.MAX_VALUE)));
    }

    /**
     * The keys as a log's folder keeps them: the first, then an announcement of each later one.
     *
     * @throws IllegalArgumentException when one is not announced by the one before
     */
    public static KeyHistory of(List<String> files) {
        if (files.isEmpty()) throw new IllegalArgumentException("a log has a key");
        var history = of(VerifierKey.parse(files.getFirst().strip()));
        for (var announcement : files.subList(1, files.size()))
            history = history.rotated(SignedNote.parse(announcement));
        return history;
    }

    /** The key that signs today. */
    public VerifierKey current() {
        return reigns.getLast().key();
    }

    /** The name of the log, which all its keys bear. */
    public String origin() {
        return current().name();
    }

    /** The note that announces a new key from this size on; the old and the new key sign it. */
    public static SignedNote announcement(NoteSigner old, NoteSigner next, long size) {
        String text = TITLE + "\n" + old.verifier().name() + "\n" + size + "\n" + next.verifier() + "\n";
        return old.sign(text).with(next.signature(text));
    }

    /** @throws IllegalArgumentException when the note is no announcement by the current key */
    public KeyHistory rotated(SignedNote announcement) {
        List<String> lines = announcement.text().lines().toList();
        if (lines.size() != 4 || !lines.get(0).equals(TITLE) || !lines.get(1).equals(origin())) {
            throw new IllegalArgumentException("not an announcement of a key of \"" + origin() + "\"");
        }
        long size = Long.parseLong(lines.get(2));
        var next = VerifierKey.parse(lines.get(3));
        if (!next.name().equals(origin()) || !current().signed(announcement) || !next.signed(announcement)) {
            throw new IllegalArgumentException("the new key is not announced by the key before it");
        }
        List<Reign> more = new ArrayList<>(reigns.subList(0, reigns.size() - 1));
        more.add(new Reign(current(), size));
        more.add(new Reign(next, Long.MAX_VALUE));
        return new KeyHistory(more);
    }

    /** Whether this key ever reigned: that it is the log's, although perhaps not its last. */
    public boolean has(VerifierKey key) {
        return reigns.stream().anyMatch(reign -> reign.key().equals(key));
    }

    /**
     * The key that signed a note which is no checkpoint: its first line says what kind it is.
     *
     * @param size how many entries the log had then
     */
    public Optional<VerifierKey> attested(SignedNote note, long size) {
        if (!note.text().startsWith(KINDS)) return Optional.empty();
        return reigns.stream()
                .filter(reign -> size <= reign.until() && reign.key().signed(note))
                .map(Reign::key)
                .findFirst();
    }

    /** The key that validly signed this checkpoint, if one did. */
    public Optional<VerifierKey> signer(SignedNote checkpoint) {
        var stated = Checkpoint.of(checkpoint);
        if (!stated.origin().equals(origin())) return Optional.empty();
        return reigns.stream()
                .filter(reign -> stated.size() <= reign.until() && reign.key().signed(checkpoint))
                .map(Reign::key)
                .findFirst();
    }
}
