package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns written types into types, writing out common types as it goes. Recursion and the size of what comes out stay
 * within {@link TypeLimits}: each common type counts as a level, and its parts count wherever it is used.
 */
final class TypeWriter {
    private static final TypeLimits LIMITS = TypeLimits.STANDARD;

    /** A common type as declared, and where. */
    record Definition(WrittenType type, String namespace, Position position) {}

    private record Measured(Type type, int depth, int parts) {}

    private final DeclaredNames names;
    private final Map<String, Definition> definitions;
    private final Map<String, Measured> written = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    TypeWriter(DeclaredNames names, Map<String, Definition> definitions) {
        this.names = names;
        this.definitions = definitions;
    }

    /** Writes out every common type, used or not, so that a broken one does not hide. */
    void writeOutAll() {
        definitions.forEach((name, definition) -> common(name, definition.position(), 1));
    }

    Type type(WrittenType type, String namespace, Position position) {
        return measure(type, namespace, position, 1).type();
    }

    /** @param what names the place in a message */
    Type.RecordOf record(WrittenType type, String namespace, Position position, String what) {
        if (type(type, namespace, position) instanceof Type.RecordOf record) return record;
        throw CedarException.at(position, what + " must be a record");
    }

    private Measured measure(WrittenType type, String namespace, Position position, int depth) {
        return switch (type) {
            case WrittenType.Name name -> name(name, namespace, position, depth);
            case WrittenType.SetOf set -> {
                var element = measure(set.element(), namespace, position, below(depth, position));
                yield within(new Type.SetOf(element.type()), element.depth() + 1, element.parts() + 1L, position);
            }
            case WrittenType.RecordOf record -> {
                var attributes = new TreeMap<String, Type.Attribute>();
                int deepest = 0;
                long parts = 1;
                for (var entry : record.attributes().entrySet()) {
                    var attribute = measure(entry.getValue().type(), namespace, position, below(depth, position));
                    boolean required = entry.getValue().required();
                    attributes.put(entry.getKey(), new Type.Attribute(attribute.type(), required));
                    deepest = Math.max(deepest, attribute.depth());
                    parts += attribute.parts();
                }
                yield within(new Type.RecordOf(attributes, false), deepest + 1, parts, position);
            }
        };
    }

    private Measured name(WrittenType.Name name, String namespace, Position position, int depth) {
        return switch (name.meaning()) {
            case PRIMITIVE -> leaf(BuiltIn.primitive(name.path()));
            case EXTENSION ->
                leaf(BuiltIn.extension(name.path())
                        .orElseThrow(() -> names.undeclared(name, "extension type", BuiltIn.names())));
            case ANY -> lookup(name, namespace, position, depth, true, true);
            case COMMON -> lookup(name, namespace, position, depth, true, false);
            case ENTITY -> lookup(name, namespace, position, depth, false, true);
        };
    }

    private Measured lookup(
            WrittenType.Name name, String namespace, Position outer, int depth, boolean common, boolean entity) {
        Position position = name.position().known() ? name.position() : outer;
        for (String candidate : names.candidates(name.path(), namespace)) {
            if (common && names.isCommon(candidate)) return common(candidate, position, below(depth, position));
            if (entity && names.isEntity(candidate)) return leaf(Type.Entity.of(EntityTypeName.of(candidate)));
            if (!common) continue;
            // A built-in name gives way to whatever is declared under it outside any namespace.
            var builtIn = names.isEntity(candidate) ? BuiltIn.underCedar(candidate) : builtIn(candidate);
            if (builtIn.isPresent()) return leaf(builtIn.get());
        }
        throw names.undeclaredType(name);
    }

    private static Optional<Type> builtIn(String candidate) {
        return BuiltIn.named(candidate).or(() -> BuiltIn.underCedar(candidate));
    }

    private Measured common(String name, Position position, int depth) {
        var done = written.get(name);
        if (done != null) return done;
        if (!open.add(name)) throw CedarException.at(position, "common type `" + name + "` is defined by itself");
        var definition = Objects.requireNonNull(definitions.get(name), "declared names have definitions");
        var measured = measure(definition.type(), definition.namespace(), definition.position(), depth);
        measured = within(measured.type(), measured.depth() + 1, measured.parts(), definition.position());
        open.remove(name);
        written.put(name, measured);
        return measured;
    }

    private static Measured leaf(Type type) {
        return new Measured(type, 1, 1);
    }

    private static int below(int depth, Position position) {
        if (depth >= LIMITS.depth()) throw tooDeep(position);
        return depth + 1;
    }

    private static Measured within(Type type, int depth, long parts, Position position) {
        if (depth > LIMITS.depth()) throw tooDeep(position);
        if (parts > LIMITS.parts()) {
            throw CedarException.at(
                    position,
                    "a type has more than " + LIMITS.parts() + " parts once its common types are written out");
        }
        return new Measured(type, depth, (int) parts);
    }

    private static CedarException tooDeep(Position position) {
        return CedarException.at(
                position, "types are nested deeper than " + LIMITS.depth() + " levels, common types counted");
    }
}
