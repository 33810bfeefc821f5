package dev.bailiwick.app.yaml;

import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One YAML file as a JSON object, with the place of each value.
 *
 * @param name the file as errors name it
 * @param places where each value stood, by its JSON Pointer (RFC 6901)
 */
public record YamlDocument(String name, JsonObject value, Map<String, Place> places) {
    /** Largest file that is read, in bytes. */
    private static final long LIMIT = 4 << 20;

    /** A line and a column, both counted from 1. */
    record Place(int line, int column) {
        static Place of(Optional<Mark> mark) {
            return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1))
                    .orElse(new Place(1, 1));
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** @throws YamlException when the file is absent, unreadable, too large or not YAML as we accept it */
    public static YamlDocument read(Path file) {
        try {
            if (Files.size(file) > LIMIT) throw new YamlException(file + " is larger than " + LIMIT + " bytes");
            return parse(file.getFileName().toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new YamlException("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw new YamlException(file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new YamlException("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** @throws YamlException when the text is not YAML as we accept it */
    public static YamlDocument parse(String name, String text) {
        try {
            var settings = LoadSettings.builder()
                    .setLabel(name)
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(0)
                    .build();
            var root = new Compose(settings).composeString(text);
            var reader = new NodeReader(name);
            var value = root.map(node -> reader.read(node, "")).orElse(JsonObject.EMPTY);
            if (value instanceof JsonObject object) return new YamlDocument(name, object, reader.places());
            throw new YamlException(name + " line 1, column 1: expected a mapping");
        } catch (MarkedYamlEngineException e) {
            throw new YamlException(name + " " + Place.of(e.getProblemMark()) + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(name + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    /**
     * Reads the whole document through a record's own reader; what it complains about is named by line and column.
     *
     * @throws YamlException with the place
     */
    public <T> T as(Function<JsonObject, T> reader) {
        try {
            return reader.apply(value);
        } catch (JsonException e) {
            throw new YamlException(name + " " + place(e.place()) + ": " + withoutPlace(e));
        } catch (IllegalArgumentException e) {
            throw new YamlException(name + ": " + e.getMessage());
        }
    }

    /** The place of the value, or of the nearest one around it. */
    private Place place(String pointer) {
        String path = pointer;
        while (!path.isEmpty() && !places.containsKey(path))
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        var found = places.get(path);
        return found == null ? new Place(1, 1) : found;
    }

    private static String withoutPlace(JsonException e) {
        return String.valueOf(e.getMessage()).replace(" at " + e.place(), " (" + e.place() + ")");
    }
}
