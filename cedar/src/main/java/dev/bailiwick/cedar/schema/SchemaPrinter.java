package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.schema.Fragment.ActionDeclaration;
import dev.bailiwick.cedar.schema.Fragment.ActionName;
import dev.bailiwick.cedar.schema.Fragment.AppliesTo;
import dev.bailiwick.cedar.schema.Fragment.EntityDeclaration;
import dev.bailiwick.cedar.schema.Fragment.Namespace;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Prints a fragment in the Cedar schema syntax, in the order it was declared. What prints parses back and prints the
 * same; what only JSON can say is refused.
 */
final class SchemaPrinter {
    private final StringBuilder out = new StringBuilder();
    private int indent;

    private SchemaPrinter() {}

    static String print(Fragment fragment) {
        refuseAmbiguity(fragment);
        var printer = new SchemaPrinter();
        fragment.namespaces().forEach(printer::namespace);
        return printer.out.toString();
    }

    /** In the Cedar syntax a name that is both means the common type, so the entity type could not be named. */
    private static void refuseAmbiguity(Fragment fragment) {
        fragment.namespaces().forEach((name, namespace) -> {
            for (String common : namespace.commonTypes().keySet()) {
                if (namespace.entityTypes().containsKey(common)) {
                    throw CedarException.of("`" + common + "` in namespace \"" + name
                            + "\" is a common type and an entity type; the Cedar syntax cannot tell them apart");
                }
            }
        });
    }

    private void namespace(String name, Namespace namespace) {
        if (name.isEmpty()) {
            declarations(namespace);
            return;
        }
        annotations(namespace.annotations());
        line("namespace " + name + " {");
        indent++;
        declarations(namespace);
        indent--;
        line("}");
    }

    private void declarations(Namespace namespace) {
        namespace.commonTypes().forEach((name, common) -> {
            annotations(common.annotations());
            line("type " + name + " = " + type(common.type()) + ";");
        });
        namespace.entityTypes().forEach((name, entity) -> {
            annotations(entity.annotations());
            line("entity " + name + entity(name, entity) + ";");
        });
        namespace.actions().forEach((name, action) -> {
            annotations(action.annotations());
            line("action " + name(name) + action(action) + ";");
        });
    }

    private String entity(String name, EntityDeclaration declaration) {
        return switch (declaration) {
            case EntityDeclaration.Enumerated enumerated -> " enum " + list(enumerated.ids(), Text::quoted);
            case EntityDeclaration.Standard standard -> {
                if (!(standard.shape() instanceof WrittenType.RecordOf)) {
                    throw CedarException.of("entity type `" + name
                            + "` takes its attributes from a common type; the Cedar syntax wants them written out");
                }
                yield (standard.parents().isEmpty() ? "" : " in " + names(standard.parents()))
                        + (standard.shape().isEmptyRecord() ? "" : " " + type(standard.shape()))
                        + standard.tags().map(tags -> " tags " + type(tags)).orElse("");
            }
        };
    }

    private String action(ActionDeclaration action) {
        var parents = action.parents().orElse(List.of());
        return (parents.isEmpty() ? "" : " in " + list(parents, SchemaPrinter::actionName))
                // With either list empty the action applies to nothing, and leaving both out says so.
                + action.appliesTo()
                        .filter(to ->
                                !to.principals().isEmpty() && !to.resources().isEmpty())
                        .map(this::appliesTo)
                        .orElse("");
    }

    private String appliesTo(AppliesTo appliesTo) {
        indent++;
        String start = "\n" + "  ".repeat(indent);
        String text = " appliesTo {" + start + "principal: " + names(appliesTo.principals()) + "," + start
                + "resource: " + names(appliesTo.resources()) + "," + start + "context: " + type(appliesTo.context());
        indent--;
        return text + "\n" + "  ".repeat(indent) + "}";
    }

    private static String actionName(ActionName action) {
        return action.type().map(type -> type + "::" + Text.quoted(action.id())).orElseGet(() -> name(action.id()));
    }

    private String type(WrittenType type) {
        return switch (type) {
            case WrittenType.Name name ->
                switch (name.meaning()) {
                    case ANY, COMMON, ENTITY -> name.path();
                    case EXTENSION -> SchemaNames.CEDAR + "::" + name.path();
                    case PRIMITIVE -> SchemaNames.CEDAR + "::" + BuiltIn.primitive(name.path());
                };
            case WrittenType.SetOf set -> "Set<" + type(set.element()) + ">";
            case WrittenType.RecordOf record -> record.attributes().isEmpty() ? "{}" : record(record);
        };
    }

    private String record(WrittenType.RecordOf record) {
        indent++;
        String start = "\n" + "  ".repeat(indent);
        var text = new StringBuilder("{");
        record.attributes().forEach((name, attribute) -> {
            attribute.annotations().forEach((key, value) -> text.append(start).append(annotation(key, value)));
            text.append(start)
                    .append(name(name))
                    .append(attribute.required() ? ": " : "?: ")
                    .append(type(attribute.type()))
                    .append(',');
        });
        indent--;
        return text.append("\n").append("  ".repeat(indent)).append('}').toString();
    }

    private void annotations(Map<String, String> annotations) {
        annotations.forEach((key, value) -> line(annotation(key, value)));
    }

    private static String annotation(String key, String value) {
        return "@" + key + (value.isEmpty() ? "" : "(" + Text.quoted(value) + ")");
    }

    private static String names(List<WrittenType.Name> names) {
        return list(names, WrittenType.Name::path);
    }

    private static <T> String list(List<T> items, Function<T, String> toText) {
        return items.stream().map(toText).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String name(String name) {
        return Identifiers.isUnreserved(name) ? name : Text.quoted(name);
    }

    private void line(String text) {
        out.append("  ".repeat(indent)).append(text).append('\n');
    }
}
