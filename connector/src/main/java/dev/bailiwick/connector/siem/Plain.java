package dev.bailiwick.connector.siem;

import dev.bailiwick.json.JsonValue;

/** JSON on one line of printable characters, whatever the values hold: no receiver and no terminal acts on it. */
final class Plain {
    private Plain() {}

    /** The value's JSON with controls, format characters, separators and private characters escaped. */
    static String json(JsonValue value) {
        return escaped(value.text());
    }

    private static String escaped(String json) {
        var out = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(point -> {
            if (plain(point)) out.appendCodePoint(point);
            else for (char unit : Character.toChars(point)) out.append(String.format("\\u%04x", (int) unit));
        });
        return out.toString();
    }

    /** Outside its strings JSON has only such characters. */
    static boolean plain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** Text without any of these: each stands as a question mark. */
    static String text(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> out.appendCodePoint(plain(point) ? point : '?'));
        return out.toString();
    }
}
