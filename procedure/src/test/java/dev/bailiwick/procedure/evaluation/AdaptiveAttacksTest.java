package dev.bailiwick.procedure.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Pack;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Attackers who know the rules: the last step of each case is theirs. The score stands in docs/decision-quality.md; a change
 * that loses one is a change to look at.
 */
class AdaptiveAttacksTest {
    private static final List<JsonObject> CASES = AttendedWorld.text(
                    AdaptiveAttacksTest.class, "adaptive-attacks.jsonl")
            .lines()
            .map(Json::parseObject)
            .toList();

    @Test
    void none_passes_without_a_person() {
        assertThat(CASES).hasSizeGreaterThanOrEqualTo(50);
        for (var pack : List.of(Pack.ATTENDED, Pack.BASELINE, Pack.REGULATED)) {
            List<String> passed = new ArrayList<>();
            int refused = 0;
            for (var attack : CASES) {
                String answer = last(attack, pack);
                if (answer.equals("allow"))
                    passed.add(attack.string("id").orElseThrow() + " "
                            + attack.string("why").orElseThrow());
                if (answer.equals("deny")) refused++;
            }
            System.out.printf("%s: %d cases, %d passed, %d refused%n", pack, CASES.size(), passed.size(), refused);
            assertThat(passed).as(pack.name()).isEmpty();
        }
    }

    private static String last(JsonObject attack, Pack pack) {
        var recorded = RecordedSession.of(attack.minus("why"));
        return Evaluation.word(
                AttendedWorld.evaluation(pack).judge(recorded).getLast().decision());
    }
}
