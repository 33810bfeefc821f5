package dev.bailiwick.app.command;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Option;

/** How answers are printed. */
final class OutputOption {
    /** The forms an answer has. */
    enum Form {
        table,
        json
    }

    @Option(names = "--output", paramLabel = "table|json", description = "how to print (default: ${DEFAULT-VALUE})")
    private Form form = Form.table;

    boolean json() {
        return form == Form.json;
    }

    void print(JsonObject result) {
        System.out.println(json() ? Json.pretty(result) : Table.of(result));
    }
}
