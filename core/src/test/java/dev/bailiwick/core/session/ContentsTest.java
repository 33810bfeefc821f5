package dev.bailiwick.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The look at all answers at once never says no where one of them says yes. */
class ContentsTest {
    private static final long SEED = System.nanoTime();
    private static final List<String> MADE_OF = List.of(
            "Kim",
            "Ltd",
            "acct",
            "77",
            "9001",
            "@",
            ".example",
            " ",
            " ",
            "-",
            "a2ltQGV2aWwuZXhhbXBsZQ==",
            "id: 7",
            "plan");

    private final Random random = new Random(SEED);

    @Test
    void what_one_answer_tells_is_seen_in_all_of_them_together() {
        var contents = Contents.NONE;
        int told = 0;
        for (int i = 0; i < 1_500; i++) {
            contents = contents.and(answer(i + 1));
            var value = Needle.of(text(1 + random.nextInt(5)));
            boolean tells = contents.stream().anyMatch(each -> each.tells(value));
            told += tells ? 1 : 0;
            assertThat(contents.mayTell(value) || !tells)
                    .as("\"%s\" after %d answers, seed %d", value.text(), i + 1, SEED)
                    .isTrue();
        }
        assertThat(told).isPositive();
    }

    @Test
    void a_value_of_one_record_is_seen_in_all_of_them_together() {
        var contents = Contents.NONE;
        for (int i = 0; i < 600; i++) {
            contents = contents.and(new Content(
                    i + 1, "list_cards", JsonObject.EMPTY, "[{\"id\": \"c-%d\", \"owner\": \"kim\"}]".formatted(i), 0));
            assertThat(contents.mayHold("c-" + i)).isTrue();
            assertThat(contents.stream().anyMatch(each -> each.holds("kim"))).isTrue();
        }
        assertThat(contents.size()).isEqualTo(Contents.MOST);
    }

    @Test
    void most_values_that_stand_nowhere_are_turned_away_at_once() {
        var contents = Contents.NONE;
        for (int i = 0; i < 60; i++) contents = contents.and(answer(i + 1));
        var all = contents;
        long passed = IntStream.range(0, 2_000)
                .filter(i -> all.mayTell(Needle.of("stranger" + i + "@elsewhere" + i + ".test")))
                .count();
        assertThat(passed).as("seed %d", SEED).isLessThan(200);
    }

    private Content answer(int number) {
        return new Content(number, "read_note", JsonObject.EMPTY, text(12), 0);
    }

    private String text(int parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts; i++) text.append(MADE_OF.get(random.nextInt(MADE_OF.size())));
        return text.toString();
    }
}
