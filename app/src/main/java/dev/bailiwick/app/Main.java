package dev.bailiwick.app;

import dev.bailiwick.app.command.Bailiwick;

/** The program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = Bailiwick.run(arguments);
        // other threads may still close things; the exit code is what counts
        System.exit(code);
    }
}
