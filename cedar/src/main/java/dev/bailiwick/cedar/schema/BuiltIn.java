package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.ValueKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The types nobody declares. Each is {@code __cedar::Name}, and {@code Name} where nothing else is called so. */
final class BuiltIn {
    private static final Map<String, Type> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("Bool", Type.Basic.BOOL);
        TYPES.put("Long", Type.Basic.LONG);
        TYPES.put("String", Type.Basic.STRING);
        for (ValueKind kind : ValueKind.values()) {
            switch (kind) {
                case DECIMAL, IP_ADDRESS, DATETIME, DURATION -> TYPES.put(kind.word(), new Type.Extension(kind));
                case BOOL, LONG, TEXT, ENTITY, SET, RECORD -> {}
            }
        }
    }

    private BuiltIn() {}

    static Set<String> names() {
        return TYPES.keySet();
    }

    static Optional<Type> named(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** The type {@code __cedar::Name} stands for, empty for any other path. */
    static Optional<Type> underCedar(String path) {
        String prefix = SchemaNames.CEDAR + "::";
        return path.startsWith(prefix) ? named(path.substring(prefix.length())) : Optional.empty();
    }

    static Optional<Type> extension(String name) {
        return named(name).filter(Type.Extension.class::isInstance);
    }

    /** What JSON calls {@code String}, {@code Long} and {@code Boolean}. */
    static Type primitive(String word) {
        return switch (word) {
            case "String" -> Type.Basic.STRING;
            case "Long" -> Type.Basic.LONG;
            case "Boolean" -> Type.Basic.BOOL;
            default -> throw new IllegalArgumentException("not a primitive type: " + word);
        };
    }
}
