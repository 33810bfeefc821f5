package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The keys the agent uses and never sees: each ends with the case, and each stands there anew with another value. */
final class IssuedKeys {

    private final CommandLine line;
    private final int count;

    IssuedKeys(CommandLine line, int count) {
        this.line = line;
        this.count = count;
    }

    void add(String generation) {
        for (int number = 0; number < count; number++) add(number, generation);
    }

    void add(int number, String generation) {
        var ran = entered(number, value(number, generation));
        assertThat(ran.code()).as(ran.text()).isZero();
    }

    private static String value(int number, String generation) {
        return "key-of-service-" + number + "-" + generation;
    }

    private CommandLine.Ran entered(int number, String value) {
        var name = "service" + number;
        return line.typed(
                value,
                "credentials",
                "add",
                name,
                "--agent",
                "desk",
                "--host",
                name + ".example.com",
                "--steps",
                "end it");
    }

    /** Each old key is ended by a person, who says what shows it. */
    void confirmEnded() {
        var ending = line.asked("credentials", "list").array("ending").values();
        assertThat(ending).hasSize(count);
        for (var lease : ending)
            line.asked(
                    "credentials",
                    "confirm",
                    ((JsonObject) lease).string("id").orElseThrow(),
                    "--evidence",
                    "it answers 401");
    }

    /** An old value is refused for ever, in its own spelling and in another. */
    void refuseTheOld(int number) {
        var old = value(number, "first");
        var hex = HexFormat.of().formatHex(old.getBytes(StandardCharsets.UTF_8));
        for (var spelling : List.of(old, hex)) {
            var ran = entered(number, spelling);
            assertThat(ran.code()).as(ran.text()).isEqualTo(CommandLine.REFUSED);
            assertThat(ran.text()).contains("compromised_generation").doesNotContain(spelling);
        }
    }
}
