package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.Identifiers;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.schema.Type;

/**
 * Types and names in messages: on one line, escaped where they need it, and cut where nobody would read on. A type may
 * have thousands of parts; no more of it is printed than is shown.
 */
final class TypeText {
    private static final int LIMIT = 120;

    private final StringBuilder out = new StringBuilder();

    private TypeText() {}

    static String of(Type type) {
        var text = new TypeText();
        text.append(type);
        return text.out.length() <= LIMIT ? text.out.toString() : text.out.substring(0, text.end()) + " ...";
    }

    /** A type as messages quote it. */
    static String shown(Type type) {
        return "`" + of(type) + "`";
    }

    /** An attribute's name as messages show it: as it is, or as a literal when it is no identifier. */
    static String name(String name) {
        return Identifiers.isUnreserved(name) ? name : Text.quoted(name);
    }

    private int end() {
        return Character.isHighSurrogate(out.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT;
    }

    private void append(Type type) {
        if (out.length() > LIMIT) return;
        switch (type) {
            case Type.SetOf(Type element) -> {
                out.append("Set<");
                append(element);
                out.append('>');
            }
            case Type.RecordOf record -> {
                out.append('{');
                String separator = "";
                for (var entry : record.attributes().entrySet()) {
                    if (out.length() > LIMIT) return;
                    out.append(separator).append(name(entry.getKey()));
                    out.append(entry.getValue().required() ? ": " : "?: ");
                    append(entry.getValue().type());
                    separator = ", ";
                }
                out.append(record.open() ? ", ..}" : "}");
            }
            case Type.Basic _, Type.Entity _, Type.Extension _ -> out.append(type);
        }
    }
}
