package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import picocli.CommandLine.Command;

/** A way into the console. */
@Command(name = "sign-in", description = "a one-time link into the console, for the person your account belongs to")
final class SignIn extends Asking {
    @Override
    JsonObject request() {
        return JsonObject.with("verb", "sign-in.link").build();
    }
}
