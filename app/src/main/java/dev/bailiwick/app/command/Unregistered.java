package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What acts here and stands in no register. */
@Command(
        name = "discovery",
        description = {
            "programs, ports, connections and callers that belong to no registered agent, with first and last sighting",
            "Exit code 3 while one was seen within a day."
        })
final class Unregistered implements Callable<Integer> {
    @Option(names = "--scan", description = "look at the machine now")
    private boolean scan;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var request = JsonObject.with("verb", "discovery.list").and("scan", new JsonBoolean(scan));
        var answer = Asking.answer(data, request.build());
        output.print(answer);
        return answer.get("withinADay").equals(Optional.of(JsonNumber.of(0))) ? 0 : 3;
    }
}
