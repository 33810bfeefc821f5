package dev.bailiwick.acceptance.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.command.Bailiwick;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred sessions through the gate, then their record through {@code evaluate}: the same answers, with the same reasons. */
class LiveAndEvaluatedTest {
    private static final Random SEEDS = new Random();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"ATTENDED,100", "BASELINE,30", "REGULATED,30"})
    void what_was_answered_live_is_answered_again(Pack pack, int sessions) throws IOException {
        long seed = SEEDS.nextLong();
        System.out.println("seed " + seed);
        var made = new MadeUpSessions(seed);
        List<String> recorded = new ArrayList<>();
        List<List<String>> live = new ArrayList<>();
        List<List<String>> evaluated;
        try (var house = AttendedHouse.open(folder, pack)) {
            for (int i = 0; i < sessions; i++) {
                var session = made.session(i);
                recorded.add(session.recorded());
                live.add(live(house, session));
            }
            evaluated = evaluated(house.organisation(), pack, recorded);
        }
        assertThat(evaluated).hasSameSizeAs(live);
        for (int i = 0; i < sessions; i++)
            assertThat(live.get(i)).as("seed %d: %s", seed, recorded.get(i)).isEqualTo(evaluated.get(i));
        assertThat(words(live)).as("not only one kind of answer").containsExactly("allow", "approve", "deny");
    }

    private static SortedSet<String> words(List<List<String>> answers) {
        var words = new TreeSet<String>();
        answers.forEach(each -> each.forEach(answer -> words.add(answer.replaceAll(" .*", ""))));
        return words;
    }

    private static List<String> live(AttendedHouse house, MadeUpSessions.Made session) {
        String id = "agent:main:" + session.id();
        house.begin(id, session.prompt());
        List<String> answers = new ArrayList<>();
        for (var call : session.calls()) {
            String name = session.id() + "-call-" + answers.size();
            answers.add(answer(house.ask(id, name, call.tool(), call.arguments())));
            house.came(id, name, call.tool(), call.result());
        }
        return answers;
    }

    private static String answer(JsonObject answer) {
        return switch (answer.string("answer").orElseThrow()) {
            case "permit" -> "allow";
            case "pending" -> "approve";
            case "refusal" -> "deny " + code(answer);
            case String other -> other;
        };
    }

    private static String code(JsonObject holding) {
        return holding.object("reason").orElseThrow().string("code").orElseThrow();
    }

    private List<List<String>> evaluated(Path world, Pack pack, List<String> recorded) throws IOException {
        var sessions = Files.write(folder.resolve("sessions.jsonl"), recorded);
        var out = folder.resolve("answers.jsonl");
        assertThat(Bailiwick.run(
                        "evaluate",
                        "--sessions",
                        sessions.toString(),
                        "--out",
                        out.toString(),
                        "--world",
                        world.toString(),
                        "--policy",
                        Fields.spelling(pack)))
                .isZero();
        return Files.readAllLines(out).stream()
                .map(line -> answers(
                        Json.parseObject(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), JsonLimits.FILE)))
                .toList();
    }

    private static List<String> answers(JsonObject line) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < line.array("decisions").values().size(); i++) {
            String word = line.array("decisions").values().get(i).text().replace("\"", "");
            var step = (JsonObject) line.array("steps").values().get(i);
            answers.add(
                    word.equals("deny") ? "deny " + code(step.object("decision").orElseThrow()) : word);
        }
        return answers;
    }
}
