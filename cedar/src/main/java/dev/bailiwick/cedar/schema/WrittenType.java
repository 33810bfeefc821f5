package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A type as a schema writes it: names not yet looked up. */
public sealed interface WrittenType {

    /** What a written name may mean. */
    enum Meaning {
        /** A common type, an entity type or a built-in type, in this order: every name in the Cedar syntax. */
        ANY,
        COMMON,
        ENTITY,
        EXTENSION,
        /** {@code String}, {@code Long} or {@code Boolean} as JSON writes them. */
        PRIMITIVE
    }

    record Name(Meaning meaning, String path, Position position) implements WrittenType {}

    record SetOf(WrittenType element) implements WrittenType {}

    record RecordOf(SequencedMap<String, Attribute> attributes) implements WrittenType {
        static final RecordOf EMPTY = new RecordOf(new LinkedHashMap<>());

        public RecordOf {
            attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
        }
    }

    /** One attribute of a written record. */
    record Attribute(WrittenType type, boolean required, SequencedMap<String, String> annotations) {
        public Attribute {
            annotations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(annotations));
        }
    }

    default boolean isEmptyRecord() {
        return this instanceof RecordOf record && record.attributes().isEmpty();
    }
}
