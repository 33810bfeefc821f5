package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** Objects as comma-separated values (RFC 4180). What a spreadsheet would take for a formula begins with an apostrophe. */
final class Csv {
    private static final List<String> COLUMNS = List.of("sequence", "at", "kind", "actor", "agent", "session", "body");

    static final String HEAD = String.join(",", COLUMNS);

    private Csv() {}

    /** One entry of the log. */
    static String line(JsonObject entry) {
        return line(COLUMNS, entry);
    }

    private static String line(List<String> columns, JsonObject row) {
        return columns.stream()
                .map(column -> quoted(row.get(column).map(Csv::text).orElse("")))
                .collect(Collectors.joining(","));
    }

    /** A head, and a line for each row; the first row has every column. */
    static String of(List<JsonObject> rows) {
        if (rows.isEmpty()) return "";
        var columns = List.copyOf(rows.getFirst().members().keySet());
        return String.join(",", columns)
                + rows.stream().map(row -> "\n" + line(columns, row)).collect(Collectors.joining());
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(var text) ? text : value.text();
    }

    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
