package dev.bailiwick.core.audit.extract;

import dev.bailiwick.core.audit.KeyHistory;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries with what proves them.
 *
 * @param about who asked for it, when, and for what
 * @param checkpoint what all the proofs lead to
 * @param keys of the log, oldest first, as its folder keeps them
 * @param proofs by the entries they are for
 * @param bodies too large for their entries
 * @param grown since which checkpoints
 */
public record Extract(
        JsonObject about,
        SignedNote checkpoint,
        List<String> keys,
        SortedMap<Long, String> proofs,
        List<JsonObject> bodies,
        List<Growth> grown) {
    /** What the log's key attests: a kind of note that is no checkpoint, and says so in its first line. */
    public static final String KIND = "extract/v1";

    static final String TITLE = KeyHistory.KINDS + KIND;
    static final String NOTE = "extract.note";
    static final String ABOUT = "about.json";
    static final String CHECKPOINT = "checkpoint";
    static final String ENTRIES = "entries/";
    static final String BODIES = "bodies/";
    static final String GROWN = "grown/";
    private static final String KEYS = "keys/";

    public Extract {
        keys = List.copyOf(keys);
        bodies = List.copyOf(bodies);
        grown = List.copyOf(grown);
    }

    /** Every file but the note, by its path. */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(ABOUT, utf8(about.text() + "\n"));
        files.put(CHECKPOINT, checkpoint.bytes());
        for (int i = 0; i < keys.size(); i++) files.put(KEYS + String.format("%04d", i), utf8(keys.get(i)));
        proofs.forEach((entry, proof) -> files.put(entry(entry), utf8(proof)));
        for (var body : bodies) {
            byte[] bytes = CanonicalJson.bytes(body);
            files.put(body(Digest.of(bytes)), bytes);
        }
        for (var each : grown) files.put(GROWN + String.format("%020d", each.size()), utf8(each.toString()));
        return files;
    }

    /** The lines of the note that the log's key signs, after the one that says what kind it is. */
    public static List<String> attested(SortedMap<String, byte[]> files) {
        List<String> lines = new ArrayList<>();
        files.forEach((path, bytes) -> lines.add(Digest.of(bytes).hex() + " " + path));
        return lines;
    }

    /** The files with the note over them. */
    public static SortedMap<String, byte[]> sealed(SortedMap<String, byte[]> files, SignedNote note) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.put(NOTE, note.bytes());
        return all;
    }

    static String entry(long sequence) {
        return ENTRIES + String.format("%020d", sequence) + ".tlog-proof";
    }

    static String body(Digest digest) {
        return BODIES + digest.hex() + ".json";
    }

    /** The log's keys as an extract's files state them: trust a copy from elsewhere more. */
    public static List<String> keys(Map<String, byte[]> files) {
        List<String> keys = new ArrayList<>();
        new TreeMap<>(files).forEach((path, bytes) -> {
            if (path.startsWith(KEYS)) keys.add(new String(bytes, StandardCharsets.UTF_8));
        });
        return keys;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
