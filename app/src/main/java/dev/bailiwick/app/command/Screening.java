package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.ScreenFiles;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Screens texts from a file. Works on files alone. */
@Command(
        name = "screen",
        description = {
            "say how much each text of a file speaks to the agent that reads it; needs no server",
            "An item is {\"id\", \"text\"}; an answer is {\"id\", \"score\", \"signal\", \"excerpts\", \"micros\"}: score 0 to 1, "
                    + "from 0.5 on more likely an injection than not; signal 0 to 3."
        })
final class Screening implements Callable<Integer> {
    @Mixin
    private ItemsOption items = new ItemsOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var screen = ScreenFiles.shipped();
        var done = items.each(item -> screened(screen, item));
        output.print(done.json());
        return done.exitCode();
    }

    private static JsonObject screened(Screen screen, Fields item) {
        String id = item.text("id");
        String text = item.text("text");
        long started = System.nanoTime();
        var screening = screen.screen(text);
        long micros = (System.nanoTime() - started) / 1000;
        var answer = JsonObject.with("id", id);
        screening.json().members().forEach(answer::and);
        return answer.and("micros", JsonNumber.of(micros)).build();
    }
}
