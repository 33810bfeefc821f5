package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;

/** Is it running, and how is it. */
@Command(name = "status", description = "how the running server stands")
final class Status extends Asking {
    @Override
    JsonObject request() {
        return JsonObject.with("verb", "status").build();
    }
}
