package dev.bailiwick.acceptance.lab;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The lab for hands: one line, one thing to do, until the end of the input. */
final class LabRun {
    private static final String HELP = """
            step TOOL ARGUMENTS   the agent tries it: step payments.refund {"payment":"pay_901","amount":"10.00","currency":"EUR"}
            clock                 what time it is here
            clock +P2D            two days later (ISO 8601; -PT1H puts it back)
            happened              what arrived outside
            signin                one-time links to the console
            help                  this
            """;

    private final Lab lab;
    private final Consumer<String> out;

    LabRun(Lab lab, Consumer<String> out) {
        this.lab = lab;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("bailiwick-lab");
        try (var lab = Lab.open(folder, Duration.ofSeconds(1));
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var run = new LabRun(lab, System.out::println);
            System.out.println("The lab is open; everything outside Bailiwick is a double. Its data: " + folder);
            run.links();
            System.out.println(HELP);
            for (var line = in.readLine(); line != null; line = in.readLine()) run.take(line.strip());
        }
    }

    /** Does what one line says; what cannot be done is said in one line. */
    void take(String line) {
        var words = line.split(" +", 3);
        try {
            switch (words[0]) {
                case "" -> {}
                case "step" -> step(words);
                case "clock" -> clock(words);
                case "happened" ->
                    lab.outside().happened().forEach(each -> out.accept(each.what() + " " + each.body()));
                case "signin" -> links();
                default -> out.accept(HELP);
            }
        } catch (JsonException | DateTimeException e) {
            out.accept("cannot: " + e.getMessage());
        }
    }

    private void step(String[] words) {
        if (words.length < 2) out.accept("step TOOL ARGUMENTS");
        else out.accept(lab.step(words[1], arguments(words)).text());
    }

    private static JsonObject arguments(String[] words) {
        return words.length < 3 ? JsonObject.EMPTY : Json.parseObject(words[2]);
    }

    private void clock(String[] words) {
        if (words.length > 1) lab.clock().advance(Duration.parse(words[1].replaceFirst("^\\+", "")));
        out.accept(lab.clock().instant().toString());
    }

    private void links() {
        for (var person : List.of(Lab.BEA, Lab.IDA, Lab.SAM)) {
            lab.signIn(person).ifPresent(link -> out.accept(person.person() + "  " + link));
        }
    }
}
