package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that puts one request to the running server and prints what it answers. */
abstract class Asking implements Callable<Integer> {
    @Mixin
    protected DataOption data = new DataOption();

    @Mixin
    protected OutputOption output = new OutputOption();

    abstract JsonObject request();

    @Override
    public Integer call() {
        output.print(answer(data, request()));
        return 0;
    }

    /** @throws Refusal when the server says no */
    static JsonObject answer(DataOption data, JsonObject request) {
        var answer = data.server().ask(request);
        if (answer.object("result").isPresent()) return answer.object("result").get();
        var why = answer.string("why").orElse("unavailable");
        throw new Refusal(exitCode(why), answer.string("message").orElse("the server gave no answer"));
    }

    private static int exitCode(String why) {
        return switch (why) {
            case "bad-request" -> 2;
            case "refused" -> 4;
            case "unavailable" -> 6;
            default -> 1;
        };
    }
}
