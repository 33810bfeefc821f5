package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Ada types, and what comes of it. */
public record CommandLine(Path data) {
    static final int REFUSED = 4;

    /** Its exit code, and what it printed; where it failed also why. */
    public record Ran(int code, String text) {}

    /** @param input what is piped in */
    public Ran typed(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var why = new ByteArrayOutputStream();
        var in = System.in;
        var before = System.out;
        var beforeWhy = System.err;
        var whole = Stream.concat(Stream.of(words), Stream.of("--data", data.toString(), "--output", "json"));
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(why, true, StandardCharsets.UTF_8));
            int code = Bailiwick.run(whole.toArray(String[]::new));
            var text = out.toString(StandardCharsets.UTF_8);
            return new Ran(code, code == 0 ? text : text + why.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(in);
            System.setOut(before);
            System.setErr(beforeWhy);
        }
    }

    /** What is answered to a command that goes well. */
    public JsonObject asked(String... words) {
        var ran = typed("", words);
        assertThat(ran.code()).as(String.join(" ", words) + ": " + ran.text()).isZero();
        return Json.parseObject(ran.text());
    }

    /** A command that is refused with exit code 4, and says this. */
    public void refused(String why, String... words) {
        var ran = typed("", words);
        assertThat(ran.code()).as(String.join(" ", words) + ": " + ran.text()).isEqualTo(REFUSED);
        assertThat(ran.text()).contains(why);
    }
}
