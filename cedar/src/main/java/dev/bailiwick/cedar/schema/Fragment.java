package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.Position;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A schema, or a part of one, as it was written. Several fragments make one {@link Schema}.
 *
 * @param namespaces what each namespace declares; the empty name stands for the declarations outside any
 */
public record Fragment(SequencedMap<String, Namespace> namespaces) {
    public Fragment {
        namespaces = kept(namespaces);
    }

    public record Namespace(
            SequencedMap<String, CommonType> commonTypes,
            SequencedMap<String, EntityDeclaration> entityTypes,
            SequencedMap<String, ActionDeclaration> actions,
            SequencedMap<String, String> annotations) {
        public Namespace {
            commonTypes = kept(commonTypes);
            entityTypes = kept(entityTypes);
            actions = kept(actions);
            annotations = kept(annotations);
        }
    }

    /** {@code type Name = ...;} */
    public record CommonType(WrittenType type, SequencedMap<String, String> annotations, Position position) {
        public CommonType {
            annotations = kept(annotations);
        }
    }

    /** {@code entity Name ...;} */
    public sealed interface EntityDeclaration {
        SequencedMap<String, String> annotations();

        Position position();

        record Standard(
                List<WrittenType.Name> parents,
                WrittenType shape,
                Optional<WrittenType> tags,
                SequencedMap<String, String> annotations,
                Position position)
                implements EntityDeclaration {
            public Standard {
                parents = List.copyOf(parents);
                annotations = kept(annotations);
            }
        }

        /** {@code entity Name enum ["a", "b"];} (RFC 53) */
        record Enumerated(List<String> ids, SequencedMap<String, String> annotations, Position position)
                implements EntityDeclaration {
            public Enumerated {
                ids = List.copyOf(ids);
                annotations = kept(annotations);
            }
        }
    }

    /**
     * {@code action name ...;}
     *
     * @param parents empty when nothing was written, which JSON keeps apart from an empty list
     * @param appliesTo empty when nothing was written
     */
    public record ActionDeclaration(
            Optional<List<ActionName>> parents,
            Optional<AppliesTo> appliesTo,
            SequencedMap<String, String> annotations,
            Position position) {
        public ActionDeclaration {
            parents = parents.map(List::copyOf);
            annotations = kept(annotations);
        }
    }

    /**
     * A written reference to an action.
     *
     * @param type empty means {@code Action}
     */
    public record ActionName(Optional<String> type, String id, Position position) {}

    public record AppliesTo(List<WrittenType.Name> principals, List<WrittenType.Name> resources, WrittenType context) {
        public AppliesTo {
            principals = List.copyOf(principals);
            resources = List.copyOf(resources);
        }
    }

    /** @throws dev.bailiwick.cedar.CedarException with line and column when the text does not follow the grammar */
    public static Fragment parse(String text) {
        return SchemaParser.parse(text);
    }

    /** @throws dev.bailiwick.cedar.CedarException with a JSON Pointer when the value is no schema */
    public static Fragment ofJson(JsonValue json) {
        return SchemaJsonReader.read(json);
    }

    /** The JSON form, names sorted by code point. */
    public JsonObject json() {
        return SchemaJsonWriter.write(this);
    }

    /**
     * The Cedar schema syntax, formatted.
     *
     * @throws dev.bailiwick.cedar.CedarException when the fragment says what only JSON can
     */
    public String text() {
        return SchemaPrinter.print(this);
    }

    private static <V> SequencedMap<String, V> kept(SequencedMap<String, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }
}
