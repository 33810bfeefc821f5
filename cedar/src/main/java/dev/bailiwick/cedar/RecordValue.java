package dev.bailiwick.cedar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named values. Equality ignores the order in which they were written. */
public final class RecordValue implements Value {
    public static final RecordValue EMPTY = new RecordValue(new LinkedHashMap<>());

    private final SequencedMap<String, Value> fields;
    private final int hash;

    private RecordValue(SequencedMap<String, Value> fields) {
        this.fields = fields;
        this.hash = fields.hashCode();
    }

    public static RecordValue of(Map<String, ? extends Value> fields) {
        return fields.isEmpty() ? EMPTY : new RecordValue(new LinkedHashMap<>(fields));
    }

    /** The value of a field, null when the record has none of that name. */
    public @Nullable Value get(String name) {
        return fields.get(name);
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public int size() {
        return fields.size();
    }

    /** All fields, unmodifiable, in the order they were written. */
    public SequencedMap<String, Value> fields() {
        return Collections.unmodifiableSequencedMap(fields);
    }

    /** This record with one field set or replaced. */
    public RecordValue with(String name, Value value) {
        var copy = new LinkedHashMap<>(fields);
        copy.put(name, value);
        return new RecordValue(copy);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.RECORD;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof RecordValue that && hash == that.hash && fields.equals(that.fields));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> Text.quoted(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
