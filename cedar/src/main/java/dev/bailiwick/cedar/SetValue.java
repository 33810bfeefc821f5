package dev.bailiwick.cedar;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A set of values of any kinds: no order, no duplicates. Iterates in the order it was written. */
public final class SetValue implements Value, Iterable<Value> {
    public static final SetValue EMPTY = new SetValue(new LinkedHashSet<>());

    private final Set<Value> members;
    private final int hash;

    private SetValue(Set<Value> members) {
        this.members = members;
        this.hash = members.hashCode();
    }

    public static SetValue of(Value... values) {
        return of(List.of(values));
    }

    public static SetValue of(Collection<? extends Value> values) {
        return values.isEmpty() ? EMPTY : new SetValue(new LinkedHashSet<>(values));
    }

    public int size() {
        return members.size();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public boolean contains(Value value) {
        return members.contains(value);
    }

    public boolean containsAll(SetValue other) {
        if (other.size() > size()) return false;
        for (Value value : other.members) {
            if (!members.contains(value)) return false;
        }
        return true;
    }

    public boolean containsAny(SetValue other) {
        var few = other.size() < size() ? other : this;
        var many = other.size() < size() ? this : other;
        for (Value value : few.members) {
            if (many.members.contains(value)) return true;
        }
        return false;
    }

    @Override
    public Iterator<Value> iterator() {
        return Collections.unmodifiableSet(members).iterator();
    }

    @Override
    public ValueKind kind() {
        return ValueKind.SET;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof SetValue that && hash == that.hash && members.equals(that.members));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return members.stream().map(Value::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
