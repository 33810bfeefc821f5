package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.ValueKind;
import java.util.Map;

/** What a schema says about a JSON value to come, so that entities and extension values may be written without escapes. */
public sealed interface TypeHint {
    /** Nothing is known, or nothing that helps. */
    record Unknown() implements TypeHint {}

    record EntityOf(EntityTypeName type) implements TypeHint {}

    /** A decimal, an address, a datetime or a duration. */
    record Extension(ValueKind kind) implements TypeHint {}

    record SetOf(TypeHint members) implements TypeHint {}

    record RecordOf(Map<String, TypeHint> fields) implements TypeHint {
        public RecordOf {
            fields = Map.copyOf(fields);
        }
    }

    /** What is known about one field, if this is a record. */
    default TypeHint field(String name) {
        return this instanceof RecordOf(var fields) ? fields.getOrDefault(name, new Unknown()) : new Unknown();
    }
}
