package dev.bailiwick.cedar;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of values of any kinds: no order, no duplicates. Iterates in the order it was written. Small sets are searched
 * one by one, larger ones through a table, neither of which allocates.
 */
public final class SetValue implements Value, Iterable<Value> {
    public static final SetValue EMPTY = new SetValue(new Value[0]);
    private static final int SMALL = 4;

    private final Value[] members;
    private final Value[] table;
    private final int hash;

    private SetValue(Value[] members) {
        this.members = members;
        this.table = members.length <= SMALL ? new Value[0] : table(members);
        int sum = 0;
        for (Value member : members) sum += member.hashCode();
        this.hash = sum;
    }

    private static Value[] table(Value[] members) {
        var table = new Value[Integer.highestOneBit(members.length) * 4];
        for (Value member : members) {
            int at = Tables.slot(member.hashCode(), table.length);
            while (table[at] != null) at = (at + 1) & (table.length - 1);
            table[at] = member;
        }
        return table;
    }

    public static SetValue of(Value... values) {
        return of(List.of(values));
    }

    /** A set of these values; one that comes twice counts once. */
    public static SetValue of(Collection<? extends Value> values) {
        return values.isEmpty() ? EMPTY : new SetValue(new LinkedHashSet<>(values).toArray(Value[]::new));
    }

    public int size() {
        return members.length;
    }

    public boolean isEmpty() {
        return members.length == 0;
    }

    /** A member by number, for loops that must not allocate. */
    public Value get(int index) {
        return members[index];
    }

    public boolean contains(Value value) {
        if (table.length == 0) {
            for (Value member : members) {
                if (member.equals(value)) return true;
            }
            return false;
        }
        int at = Tables.slot(value.hashCode(), table.length);
        while (table[at] != null) {
            if (table[at].equals(value)) return true;
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }

    public boolean containsAll(SetValue other) {
        if (other.members.length > members.length) return false;
        for (Value value : other.members) {
            if (!contains(value)) return false;
        }
        return true;
    }

    public boolean containsAny(SetValue other) {
        if (other.members.length > members.length) return other.containsAny(this);
        for (Value value : other.members) {
            if (contains(value)) return true;
        }
        return false;
    }

    @Override
    public Iterator<Value> iterator() {
        return List.of(members).iterator();
    }

    @Override
    public ValueKind kind() {
        return ValueKind.SET;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof SetValue that
                        && hash == that.hash
                        && members.length == that.members.length
                        && containsAll(that));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.stream(members).map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
