package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.schema.Suggestion;
import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.Optional;

/** Whether a value is one of a declared type. Recursion follows the type, never the value. */
final class ValueFit {
    private final Schema schema;

    ValueFit(Schema schema) {
        this.schema = schema;
    }

    /** What keeps a value from being of a type, empty when nothing does. */
    Optional<String> misfit(Value value, Type type) {
        return switch (type) {
            case Basic basic -> basicFits(value, basic) ? Optional.empty() : unexpected(value, type);
            case Type.Extension(var kind) -> value.kind() == kind ? Optional.empty() : unexpected(value, type);
            case Type.Entity entity ->
                value instanceof EntityUid uid && entity.names().contains(uid.type())
                        ? unlisted(uid)
                        : unexpected(value, type);
            case Type.SetOf(Type element) ->
                value instanceof SetValue set ? elementMisfit(set, element) : unexpected(value, type);
            case Type.RecordOf record ->
                value instanceof RecordValue fields ? misfit(fields, record) : unexpected(value, type);
        };
    }

    /** What keeps fields from being those of a record type: a missing one, one too many, one of another type. */
    Optional<String> misfit(RecordValue fields, Type.RecordOf record) {
        for (var attribute : record.attributes().entrySet()) {
            if (attribute.getValue().required() && !fields.has(attribute.getKey())) {
                return Optional.of("attribute " + Text.quoted(attribute.getKey()) + " is missing");
            }
        }
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            var attribute = record.attributes().get(name);
            if (attribute == null) {
                var suggestion = Suggestion.of(name, record.attributes().keySet());
                return Optional.of("attribute " + Text.quoted(name) + " is not in the schema"
                        + suggestion.map(text -> " (" + text + ")").orElse(""));
            }
            var misfit = misfit(fields.value(i), attribute.type());
            if (misfit.isPresent()) return Optional.of("in attribute " + Text.quoted(name) + ", " + misfit.get());
        }
        return Optional.empty();
    }

    private Optional<String> elementMisfit(SetValue set, Type element) {
        for (Value member : set) {
            var misfit = misfit(member, element);
            if (misfit.isPresent()) return Optional.of("in a set, " + misfit.get());
        }
        return Optional.empty();
    }

    /** What keeps a reference to an entity of an enumerated type from being one. */
    Optional<String> unlisted(EntityUid uid) {
        return schema.entityType(uid.type())
                .filter(type -> !type.admits(uid.id()))
                .map(type ->
                        "`" + uid + "` is none of the entities listed for `" + type.name() + "`" + hint(uid, type));
    }

    private static String hint(EntityUid uid, EntityType type) {
        return Suggestion.of(uid.id(), type.ids())
                .map(text -> " (" + text + ")")
                .orElse("");
    }

    private static boolean basicFits(Value value, Basic type) {
        return switch (value.kind()) {
            case BOOL -> type == Basic.BOOL;
            case LONG -> type == Basic.LONG;
            case TEXT -> type == Basic.STRING;
            default -> false;
        };
    }

    private static Optional<String> unexpected(Value value, Type type) {
        String found = value instanceof EntityUid uid
                ? "an entity of type `" + uid.type() + "`"
                : value.kind().word();
        return Optional.of("expected " + TypeText.shown(type) + ", got " + found);
    }
}
