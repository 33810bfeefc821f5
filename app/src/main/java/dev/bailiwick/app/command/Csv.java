package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** Entries as comma-separated values (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
final class Csv {
    private static final List<String> COLUMNS = List.of("sequence", "at", "kind", "actor", "agent", "session", "body");

    static final String HEAD = String.join(",", COLUMNS);

    private Csv() {}

    static String line(JsonObject entry) {
        return COLUMNS.stream()
                .map(column -> quoted(entry.get(column).map(Csv::text).orElse("")))
                .collect(Collectors.joining(","));
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(var text) ? text : value.text();
    }

    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
