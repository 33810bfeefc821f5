package dev.bailiwick.store;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table of records, each kept under its id as the JSON that core defines ({@code body}), beside the columns that are searched.
 * Names of tables and columns are words of this program; values are always bound.
 */
public final class RecordTable<T> {
    private static final String PAGE = " LIMIT :limit OFFSET :offset";

    private final Database database;
    private final String name;
    private final Function<JsonObject, T> read;

    public RecordTable(Database database, String name, Function<JsonObject, T> read) {
        this.database = database;
        this.name = name;
        this.read = read;
    }

    /** Adds a row with these columns; false when its id is taken. */
    public boolean add(Map<String, ?> columns) {
        String names = columns.keySet().stream().sorted().collect(Collectors.joining(", "));
        String values =
                columns.keySet().stream().sorted().map(each -> ":" + each).collect(Collectors.joining(", "));
        return database.write(handle -> handle.createUpdate("INSERT INTO " + name + " (" + names + ") VALUES (" + values
                                + ") ON CONFLICT (id) DO NOTHING")
                        .bindMap(columns)
                        .execute()
                == 1);
    }

    /** Puts the next revision in the place of the one before; false when that is not there any more. */
    public boolean replace(String id, long revision, Map<String, ?> columns) {
        var bound = new HashMap<String, Object>(columns);
        bound.put("revision", revision);
        String changes = bound.keySet().stream()
                .sorted()
                .map(each -> each + " = :" + each)
                .collect(Collectors.joining(", "));
        return database.write(handle ->
                handle.createUpdate("UPDATE " + name + " SET " + changes + " WHERE id = :id AND revision = :before")
                                .bindMap(bound)
                                .bind("id", id)
                                .bind("before", revision - 1)
                                .execute()
                        == 1);
    }

    public Optional<T> find(String id) {
        return all("WHERE id = :id", Map.of("id", id)).stream().findFirst();
    }

    /** @param wanted what follows the table's name: which rows, in which order */
    public List<T> page(String wanted, int limit, int offset) {
        return all(wanted + PAGE, Map.of("limit", limit, "offset", offset));
    }

    /** @param bound the values that the words of {@code wanted} name */
    public List<T> all(String wanted, Map<String, ?> bound) {
        return database.read(
                handle -> handle
                        .createQuery("SELECT body FROM " + name + " " + wanted)
                        .bindMap(bound)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(body -> read.apply(Json.parseObject(body)))
                        .toList());
    }
}
