package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.entity.TypeHint;
import java.util.HashMap;
import java.util.IdentityHashMap;

/**
 * Types as hints for the JSON reader. Each type object becomes one hint object, so that what types share stays shared;
 * the work is done once, on first use.
 */
final class Hints {
    private final IdentityHashMap<Type, TypeHint> made = new IdentityHashMap<>();

    synchronized TypeHint of(Type type) {
        var hint = made.get(type);
        if (hint == null) {
            hint = make(type);
            made.put(type, hint);
        }
        return hint;
    }

    private TypeHint make(Type type) {
        return switch (type) {
            case Type.Basic _ -> new TypeHint.Unknown();
            case Type.SetOf(Type element) -> new TypeHint.SetOf(of(element));
            case Type.RecordOf record -> {
                var fields = new HashMap<String, TypeHint>();
                record.attributes().forEach((name, attribute) -> fields.put(name, of(attribute.type())));
                yield new TypeHint.RecordOf(fields);
            }
            // Declared types name exactly one entity type.
            case Type.Entity entity -> new TypeHint.EntityOf(entity.names().first());
            case Type.Extension(var kind) -> new TypeHint.Extension(kind);
        };
    }
}
