package dev.bailiwick.core.incident.evidence;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle holds: every file but the manifest and its note.
 *
 * @param by who had it made, as {@link dev.bailiwick.core.people.Actor#name()} writes it
 * @param log the name of the log whose key signs, and whose entries these are
 * @param signed how many entries of the log the proofs are for
 */
public record Manifest(CaseId id, Instant made, String by, String log, long signed, List<Line> lines) {
    public static final String PATH = "manifest.json";
    public static final String NOTE = "manifest.note";

    /** What the log's key attests: a kind of note that is no checkpoint, and says so in its first line. */
    public static final String KIND = "evidence/v1";

    private static final String FORMAT = "dev.bailiwick/" + KIND;

    /** One file. */
    public record Line(String path, Digest digest, long bytes, Optional<Digest> original) {
        JsonObject json() {
            return JsonObject.with("path", path)
                    .and("sha256", digest.hex())
                    .and("bytes", bytes)
                    .and("original", original.map(Digest::hex).map(JsonString::new))
                    .build();
        }

        static Line of(Fields fields) {
            var line = new Line(
                    fields.text("path"),
                    fields.parsed("sha256", Digest::new),
                    fields.number("bytes"),
                    fields.optionallyParsed("original", Digest::new));
            fields.end();
            return line;
        }
    }

    public Manifest {
        lines = lines.stream().sorted(Comparator.comparing(Line::path)).toList();
    }

    /** The manifest over these exhibits. */
    public static Manifest over(
            Collection<Exhibit> exhibits, CaseId id, Instant made, String by, String log, long signed) {
        return new Manifest(
                id, made, by, log, signed, exhibits.stream().map(Exhibit::line).toList());
    }

    public JsonObject json() {
        return JsonObject.with("format", FORMAT)
                .and("case", id.value())
                .and("made", made.toString())
                .and("by", by)
                .and("log", log)
                .and("entries", signed)
                .and(
                        "files",
                        new JsonArray(lines.stream().<JsonValue>map(Line::json).toList()))
                .build();
    }

    /** @throws JsonException when the object is no manifest of this form */
    public static Manifest of(JsonObject json) {
        var fields = Fields.of(json);
        if (!fields.text("format").equals(FORMAT)) throw new JsonException("expected " + FORMAT, "/format");
        var manifest = new Manifest(
                fields.parsed("case", CaseId::new),
                fields.parsed("made", Instant::parse),
                fields.text("by"),
                fields.text("log"),
                fields.number("entries"),
                fields.list("files").stream().map(Line::of).toList());
        fields.end();
        return manifest;
    }

    /** The lines of the note that the log's key signs, after the one that says what kind it is. */
    public List<String> attested(byte[] file) {
        return List.of(log, String.valueOf(signed), id.value(), Digest.of(file).hex());
    }

    /** The whole text of that note. */
    String note(byte[] file) {
        return FORMAT + "\n" + String.join("\n", attested(file)) + "\n";
    }
}
