package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Attribute;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order of types. A type lies under another when each of its values is one of the other's; strict mode allows that
 * for booleans and the empty set alone. Recursion follows types, whose depth the schema and the parser have bounded.
 */
final class Lattice {
    private final Schema schema;
    private final Mode mode;

    Lattice(Schema schema, Mode mode) {
        this.schema = schema;
        this.mode = mode;
    }

    @SuppressWarnings(
            "ReferenceEquality") // a shortcut: types share their parts, and most comparisons are of a type with itself
    boolean isUnder(Type type, Type other) {
        if (type == other || type == Basic.NEVER) return true;
        return switch (type) {
            case Basic basic -> other == Basic.BOOL && basic.isBoolean();
            case Type.SetOf(Type element) -> other instanceof Type.SetOf(Type under) && isUnder(element, under);
            case Type.RecordOf record -> other instanceof Type.RecordOf wider && isUnder(record, wider);
            case Type.Entity entity -> other instanceof Type.Entity more && isUnder(entity, more);
            case Type.Extension extension -> extension.equals(other);
        };
    }

    private boolean isUnder(Type.RecordOf record, Type.RecordOf wider) {
        if (record.open() && !wider.open()) return false;
        boolean sameNames =
                record.attributes().keySet().equals(wider.attributes().keySet());
        if (!sameNames && (!wider.open() || mode == Mode.STRICT)) return false;
        for (var entry : wider.attributes().entrySet()) {
            var attribute = record.attributes().get(entry.getKey());
            if (attribute == null || !isUnder(attribute, entry.getValue())) return false;
        }
        return true;
    }

    private boolean isUnder(Attribute attribute, Attribute wider) {
        boolean presence = mode == Mode.STRICT
                ? attribute.required() == wider.required()
                : attribute.required() || !wider.required();
        return presence && isUnder(attribute.type(), wider.type());
    }

    private boolean isUnder(Type.Entity entity, Type.Entity more) {
        return mode == Mode.STRICT
                ? entity.names().equals(more.names())
                : more.names().containsAll(entity.names());
    }

    /** The least type over all of them; null when the mode has none. No type at all is {@link Basic#NEVER}. */
    @Nullable
    Type join(Iterable<Type> types) {
        Type joined = Basic.NEVER;
        for (Type type : types) {
            joined = joined == null ? null : join(joined, type);
        }
        return joined;
    }

    /** The least type over both; null when the mode has none. */
    @Nullable
    Type join(Type a, Type b) {
        if (isUnder(a, b)) return b;
        if (isUnder(b, a)) return a;
        if (a.isBoolean() && b.isBoolean()) return Basic.BOOL;
        if (a instanceof Type.SetOf(Type first) && b instanceof Type.SetOf(Type second)) {
            var element = join(first, second);
            return element == null ? null : new Type.SetOf(element);
        }
        if (a instanceof Type.RecordOf first && b instanceof Type.RecordOf second) return join(first, second);
        if (a instanceof Type.Entity first && b instanceof Type.Entity second && mode == Mode.PERMISSIVE) {
            var names = new TreeSet<>(first.names());
            names.addAll(second.names());
            return new Type.Entity(names);
        }
        return null;
    }

    private Type.@Nullable RecordOf join(Type.RecordOf a, Type.RecordOf b) {
        var names = new TreeSet<>(a.attributes().keySet());
        names.addAll(b.attributes().keySet());
        var joined = new TreeMap<String, Attribute>();
        for (String name : names) {
            var attribute = joinedAttribute(a.attributes(), b.attributes(), name);
            if (attribute != null) joined.put(name, attribute);
            else if (mode == Mode.STRICT) return null;
        }
        return new Type.RecordOf(joined, a.open() || b.open() || joined.size() < names.size());
    }

    private @Nullable Attribute joinedAttribute(
            SortedMap<String, Attribute> first, SortedMap<String, Attribute> second, String name) {
        var a = first.get(name);
        var b = second.get(name);
        return a == null || b == null ? null : join(a, b);
    }

    private @Nullable Attribute join(Attribute a, Attribute b) {
        if (mode == Mode.STRICT && a.required() != b.required()) return null;
        var type = join(a.type(), b.type());
        return type == null ? null : new Attribute(type, a.required() && b.required());
    }

    /** Whether no value has both types. Sets are never disjoint: the empty one is in each. */
    static boolean areDisjoint(Type a, Type b) {
        return a instanceof Type.Entity first
                && b instanceof Type.Entity second
                && Collections.disjoint(first.names(), second.names());
    }

    /** What is known of an attribute; null when it is on none of the types, or not on all. */
    @Nullable
    Attribute attribute(Type type, String name) {
        return switch (type) {
            case Type.RecordOf record -> record.attributes().get(name);
            case Type.Entity entity -> attribute(entity, name);
            case Basic _, Type.SetOf _, Type.Extension _ -> null;
        };
    }

    private @Nullable Attribute attribute(Type.Entity entity, String name) {
        // Only permissive mode makes types of several names, so its rule for joining applies.
        Attribute joined = null;
        boolean first = true;
        for (EntityTypeName each : entity.names()) {
            var attribute = shape(each).attributes().get(name);
            if (attribute == null) return null;
            joined = first ? attribute : joined == null ? null : join(joined, attribute);
            first = false;
        }
        return joined;
    }

    /** Whether a value of the type might have the attribute, known or not. */
    boolean mayHave(Type type, String name) {
        return switch (type) {
            case Basic basic -> basic == Basic.NEVER;
            case Type.RecordOf record -> record.open() || record.attributes().containsKey(name);
            case Type.Entity entity ->
                entity.names().stream()
                        .anyMatch(each -> shape(each).attributes().containsKey(name));
            case Type.SetOf _, Type.Extension _ -> false;
        };
    }

    /** The names a value of the type is known to have, to guess what a misspelt one was meant to be. */
    SortedMap<String, Attribute> attributes(Type type) {
        return switch (type) {
            case Type.RecordOf record -> record.attributes();
            case Type.Entity entity -> shape(entity.names().first()).attributes();
            case Basic _, Type.SetOf _, Type.Extension _ -> Collections.emptySortedMap();
        };
    }

    private Type.RecordOf shape(EntityTypeName name) {
        return schema.entityType(name).map(EntityType::shape).orElse(Type.RecordOf.EMPTY);
    }
}
