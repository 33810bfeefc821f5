package dev.bailiwick.cedar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named values. Equality ignores the order in which they were written. Looking a field up allocates nothing. */
public final class RecordValue implements Value {
    public static final RecordValue EMPTY = new RecordValue(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;
    /** One more than the index of the field in that slot, 0 for an empty slot. */
    private final int[] table;

    private final int hash;

    private RecordValue(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
        this.table = new int[Math.max(2, Integer.highestOneBit(names.length) * 4)];
        int sum = 0;
        for (int i = 0; i < names.length; i++) {
            int at = Tables.slot(names[i].hashCode(), table.length);
            while (table[at] != 0) at = (at + 1) & (table.length - 1);
            table[at] = i + 1;
            sum += names[i].hashCode() ^ values[i].hashCode();
        }
        this.hash = sum;
    }

    /** A record of these fields, which keeps their order for those who print it. */
    public static RecordValue of(Map<String, ? extends Value> fields) {
        if (fields.isEmpty()) return EMPTY;
        var names = new String[fields.size()];
        var values = new Value[names.length];
        int at = 0;
        for (var field : fields.entrySet()) {
            names[at] = Names.one(field.getKey());
            values[at++] = field.getValue();
        }
        return new RecordValue(names, values);
    }

    /** The value of a field, null when the record has none of that name. */
    public @Nullable Value get(String name) {
        int at = Tables.slot(name.hashCode(), table.length);
        while (table[at] != 0) {
            String found = names[table[at] - 1];
            if (found.equals(name)) return values[table[at] - 1];
            at = (at + 1) & (table.length - 1);
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    public int size() {
        return names.length;
    }

    /** The name of a field by number, for loops that must not allocate. */
    public String name(int index) {
        return names[index];
    }

    /** The value of a field by number, for loops that must not allocate. */
    public Value value(int index) {
        return values[index];
    }

    /** All fields, unmodifiable, in the order they were written. */
    public SequencedMap<String, Value> fields() {
        var fields = new LinkedHashMap<String, Value>();
        for (int i = 0; i < names.length; i++) fields.put(names[i], values[i]);
        return Collections.unmodifiableSequencedMap(fields);
    }

    /** This record with one field set or replaced. */
    public RecordValue with(String name, Value value) {
        var fields = new LinkedHashMap<>(fields());
        fields.put(name, value);
        return of(fields);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.RECORD;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof RecordValue that && hash == that.hash && sameFields(that));
    }

    private boolean sameFields(RecordValue that) {
        if (names.length != that.names.length) return false;
        for (int i = 0; i < names.length; i++) {
            if (!values[i].equals(that.get(names[i]))) return false;
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return fields().entrySet().stream()
                .map(field -> Text.quoted(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
