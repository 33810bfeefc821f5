package dev.bailiwick.app.command;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** JSON for a terminal: lists of objects as columns, everything else as names and values. */
final class Table {
    private static final int WIDEST = 60;

    private Table() {}

    static String of(JsonObject result) {
        var out = new StringBuilder();
        for (var member : result.members().entrySet()) {
            if (!out.isEmpty()) out.append('\n');
            if (member.getValue() instanceof JsonArray array && objects(array)) {
                out.append(array.size() == 0 ? "no " + member.getKey() : columns(array));
            } else {
                out.append(Untrusted.visible(member.getKey()))
                        .append(": ")
                        .append(cell(member.getValue(), Integer.MAX_VALUE));
            }
        }
        return out.isEmpty() ? "done" : out.toString();
    }

    private static boolean objects(JsonArray array) {
        return array.values().stream().allMatch(JsonObject.class::isInstance);
    }

    private static String columns(JsonArray array) {
        Set<String> names = new LinkedHashSet<>();
        for (var row : array) scalars((JsonObject) row, names);
        List<List<String>> rows = new ArrayList<>();
        rows.add(names.stream()
                .map(name -> name.toUpperCase(java.util.Locale.ROOT))
                .toList());
        for (var row : array)
            rows.add(names.stream().map(name -> cell((JsonObject) row, name)).toList());
        return aligned(rows);
    }

    private static void scalars(JsonObject row, Set<String> names) {
        row.members().forEach((name, value) -> {
            if (!(value instanceof JsonObject)) names.add(name);
        });
    }

    private static String cell(JsonObject row, String name) {
        return row.get(name).map(value -> cell(value, WIDEST)).orElse("");
    }

    private static String cell(JsonValue value, int widest) {
        String text = switch (value) {
            case JsonString(var string) -> string;
            case JsonNull _ -> "";
            case JsonArray array ->
                String.join(
                        ", ",
                        array.values().stream().map(each -> cell(each, widest)).toList());
            default -> value.text();
        };
        String visible = Untrusted.visible(text);
        return visible.length() <= widest ? visible : visible.substring(0, widest - 1) + "…";
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < columns; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        var out = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++)
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
