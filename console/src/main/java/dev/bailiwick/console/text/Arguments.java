package dev.bailiwick.console.text;

import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a call, complete, one row per value: what an approver reads.
 *
 * @param canonical the same in the canonical form of RFC 8785, which the approval is bound to
 * @param size bytes of the canonical form
 */
public record Arguments(List<Row> rows, Shown canonical, int size) {
    /** One value and the way to it, such as {@code to[0].address}. */
    public record Row(Shown path, Shown value, String kind) {
        /** Whether the value needs lines of its own. */
        public boolean tall() {
            return value.pieces().stream().anyMatch(piece -> piece.text().indexOf('\n') >= 0)
                    || value.pieces().stream()
                                    .mapToInt(piece -> piece.text().length())
                                    .sum()
                            > 90;
        }
    }

    public Arguments {
        rows = List.copyOf(rows);
    }

    public static Arguments of(JsonObject arguments) {
        var rows = new ArrayList<Row>();
        collect("", arguments, rows);
        byte[] canonical = canonical(arguments);
        return new Arguments(rows, Shown.line(new String(canonical, StandardCharsets.UTF_8)), canonical.length);
    }

    public int hidden() {
        return rows.stream()
                .mapToInt(row -> row.value().hidden() + row.path().hidden())
                .sum();
    }

    public List<String> mixed() {
        return rows.stream()
                .flatMap(row -> row.value().mixed().stream())
                .distinct()
                .limit(5)
                .toList();
    }

    /** A number that no double holds has no canonical form; then the text as it came is shown (such a call is refused anyway). */
    private static byte[] canonical(JsonObject arguments) {
        try {
            return CanonicalJson.bytes(arguments);
        } catch (IllegalArgumentException e) {
            return arguments.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void collect(String path, JsonValue value, List<Row> rows) {
        switch (value) {
            case JsonObject(var members)
            when !members.isEmpty() ->
                members.forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, rows));
            case JsonArray(var values)
            when !values.isEmpty() -> {
                for (int i = 0; i < values.size(); i++) collect(path + "[" + i + "]", values.get(i), rows);
            }
            case JsonString(var text) -> rows.add(new Row(Shown.line(path), Shown.block(text), "text"));
            default -> {
                if (!path.isEmpty()) rows.add(new Row(Shown.line(path), Shown.line(value.text()), "value"));
            }
        }
    }
}
