package dev.bailiwick.app.command;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One decision, told. */
@Command(
        name = "explain",
        description = "say of one decision what was tried, what it meant, which policies applied, and who said yes")
final class Explain implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ENTRY", description = "the decision's number in the log")
    private long entry;

    @Override
    public Integer call() {
        var request = JsonObject.with("verb", "explain")
                .and("entry", JsonNumber.of(entry))
                .build();
        var answer = Asking.answer(data, request);
        if (output.json()) {
            output.print(answer);
            return 0;
        }
        for (var line : answer.array("lines")) {
            if (line instanceof JsonString(var text)) System.out.println(Untrusted.visible(text));
        }
        return 0;
    }
}
