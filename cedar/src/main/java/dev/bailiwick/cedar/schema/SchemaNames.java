package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Text;
import java.util.Set;

/** Which names a schema may declare and which it may refer to. */
final class SchemaNames {
    /** The namespace of the built-in types; nobody declares anything in it, everybody may refer to it. */
    static final String CEDAR = "__cedar";

    /** Words by which JSON tells types apart, so that no common type may be called so (RFC 24). */
    private static final Set<String> TYPE_WORDS =
            Set.of("Bool", "Boolean", "Entity", "Extension", "Long", "Record", "Set", "String");

    private SchemaNames() {}

    static void requireNamespace(String path, Position position) {
        if (!EntityTypeName.wellFormed(path)) {
            throw CedarException.at(position, Text.quoted(path) + " is no name for a namespace");
        }
    }

    static void requireCommonType(String name, Position position) {
        requireDeclarable(name, position);
        if (TYPE_WORDS.contains(name)) {
            throw CedarException.at(
                    position, "a common type cannot be called `" + name + "`", "it is a word for types");
        }
    }

    static void requireEntityType(String name, Position position) {
        requireDeclarable(name, position);
        if (name.equals("Action")) {
            throw CedarException.at(
                    position,
                    "an entity type cannot be called `Action`",
                    "declare actions with `action`; the type `Action` exists by itself");
        }
    }

    private static void requireDeclarable(String name, Position position) {
        if (!Identifiers.isUnreserved(name)) {
            throw CedarException.at(position, Text.quoted(name) + " is no name for a type");
        }
    }

    /** A path of identifiers, where {@code __cedar} is allowed but no other reserved word. */
    static void requireReference(String path, Position position) {
        int start = 0;
        while (true) {
            int end = path.indexOf("::", start);
            String part = end < 0 ? path.substring(start) : path.substring(start, end);
            if (!part.equals(CEDAR) && !Identifiers.isUnreserved(part)) {
                throw CedarException.at(position, Text.quoted(path) + " is no type name");
            }
            if (end < 0) return;
            start = end + 2;
        }
    }

    static void requireAnnotation(String name, Position position) {
        if (!Identifiers.isIdentifier(name)) {
            throw CedarException.at(position, Text.quoted(name) + " is no name for an annotation");
        }
    }
}
