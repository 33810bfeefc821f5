package dev.bailiwick.app.command;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can go wrong, and what stands against it now. */
@Command(
        name = "risk",
        description = "what can go wrong with the agents, and what stands against it now",
        subcommands = Risk.Matrix.class)
final class Risk {
    @Command(
            name = "matrix",
            description = {
                "attack vector, impact, controls as they stand now, and the risk that is left, the worst first",
                "A control that failed or was not seen takes nothing off. Exit code 3 while a row is red."
            })
    static final class Matrix implements Callable<Integer> {
        enum Form {
            table,
            json,
            csv
        }

        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--output", paramLabel = "table|json|csv", description = "how to print (default: table)")
        private Form form = Form.table;

        @Override
        public Integer call() {
            var answer =
                    Asking.answer(data, JsonObject.with("verb", "risk.matrix").build());
            var rows = answer.array("risks").values().stream()
                    .map(JsonObject.class::cast)
                    .toList();
            System.out.println(
                    switch (form) {
                        case table -> Table.of(summary(rows));
                        case json -> Json.pretty(answer);
                        case csv -> Csv.of(lines(rows));
                    });
            return rows.stream().anyMatch(Matrix::red) ? 3 : 0;
        }

        private static boolean red(JsonObject row) {
            return !row.get("red").equals(Optional.of(new JsonBoolean(false)));
        }

        private static JsonObject summary(List<JsonObject> rows) {
            var lines = rows.stream()
                    .<JsonValue>map(
                            row -> JsonObject.with("vector", row.string("title").orElse(""))
                                    .and("inherent", row.get("inherent"))
                                    .and("residual", row.get("residual"))
                                    .and("level", row.get("level"))
                                    .and("state", red(row) ? "red" : "held")
                                    .and("holding", row.get("holding"))
                                    .and("failing", row.get("failing"))
                                    .and("unknown", row.get("unknown"))
                                    .and("open", row.get("open"))
                                    .build())
                    .toList();
            return JsonObject.with("risks", new JsonArray(lines)).build();
        }

        /** One line for each control of each vector, with the row's figures beside it. */
        private static List<JsonObject> lines(List<JsonObject> rows) {
            List<JsonObject> lines = new ArrayList<>();
            for (var row : rows) {
                for (var control : row.array("controls")) {
                    var members = JsonObject.builder();
                    for (var name : List.of("vector", "impact", "inherent", "residual", "level", "red"))
                        members.and(name, row.get(name));
                    ((JsonObject) control).members().forEach(members::and);
                    lines.add(members.build());
                }
            }
            return lines;
        }
    }
}
