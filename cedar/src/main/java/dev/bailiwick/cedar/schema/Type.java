package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.ValueKind;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a value may be. A schema declares {@link Basic#BOOL}, {@link Basic#LONG}, {@link Basic#STRING}, sets, closed
 * records, single entity types and extension types; the others arise only while expressions are checked.
 */
public sealed interface Type {

    /** The types without parts. */
    enum Basic implements Type {
        /** No value: what the elements of an empty set are. */
        NEVER("nothing"),
        TRUE("true"),
        FALSE("false"),
        BOOL("Bool"),
        LONG("Long"),
        STRING("String");

        private final String word;

        Basic(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Sets whose elements all have one type. */
    record SetOf(Type element) implements Type {
        @Override
        public String toString() {
            return "Set<" + element + ">";
        }
    }

    /**
     * Records.
     *
     * @param open whether a value may have attributes that are not listed
     */
    record RecordOf(SortedMap<String, Attribute> attributes, boolean open) implements Type {
        public static final RecordOf EMPTY = new RecordOf(Collections.emptySortedMap(), false);

        public RecordOf {
            attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }

        @Override
        public String toString() {
            return attributes.entrySet().stream()
                    .map(entry -> Text.quoted(entry.getKey())
                            + (entry.getValue().required() ? ": " : "?: ")
                            + entry.getValue().type())
                    .collect(Collectors.joining(", ", "{", open ? ", ..}" : "}"));
        }
    }

    /** References to entities of one of these types; never empty, one in every declared type. */
    record Entity(SortedSet<EntityTypeName> names) implements Type {
        public Entity {
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
            if (names.isEmpty()) throw new IllegalArgumentException("an entity type needs a name");
        }

        public static Entity of(EntityTypeName name) {
            return new Entity(new TreeSet<>(java.util.Set.of(name)));
        }

        /** Whether this is exactly one type, and that one. */
        public boolean isOnly(EntityTypeName name) {
            return names.size() == 1 && names.contains(name);
        }

        @Override
        public String toString() {
            return names.stream().map(EntityTypeName::name).collect(Collectors.joining(" or "));
        }
    }

    /** Values of an extension: decimal, ipaddr, datetime or duration. */
    record Extension(ValueKind kind) implements Type {
        @Override
        public String toString() {
            return kind.word();
        }
    }

    /** One attribute of a record or an entity type. */
    record Attribute(Type type, boolean required) {}

    /** The type of values of a kind that has no parts. */
    static Type ofKind(ValueKind kind) {
        return switch (kind) {
            case BOOL -> Basic.BOOL;
            case LONG -> Basic.LONG;
            case TEXT -> Basic.STRING;
            case DECIMAL, IP_ADDRESS, DATETIME, DURATION -> new Extension(kind);
            case ENTITY, SET, RECORD -> throw new IllegalArgumentException(kind + " says too little for a type");
        };
    }

    default boolean isBoolean() {
        return this == Basic.BOOL || this == Basic.TRUE || this == Basic.FALSE;
    }
}
