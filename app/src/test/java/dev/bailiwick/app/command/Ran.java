package dev.bailiwick.app.command;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What one command line came to: its exit code, and what it printed. */
record Ran(int code, String text) {
    static Ran line(String... words) {
        return typed("", words);
    }

    /** @param input what is typed in, or piped */
    static Ran typed(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var in = System.in;
        var before = System.out;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            int code = Bailiwick.run(words);
            return new Ran(code, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(before);
        }
    }

    JsonObject json() {
        return Json.parseObject(text);
    }
}
