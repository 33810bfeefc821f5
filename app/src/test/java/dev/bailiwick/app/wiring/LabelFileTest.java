package dev.bailiwick.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Labels;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.value.Label;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nobody can say what is on hold, everything is. */
class LabelFileTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final String GOOD = "{\"labels\": [{\"what\": \"deals\", \"labels\": [\"merger\"]}]}";

    private final List<String> alerts = new ArrayList<>();
    private Path file = Path.of("/");
    private CurrentFacts facts = new CurrentFacts(facts(file));
    private LabelFile labels = labels();

    @BeforeEach
    void begin(@TempDir Path folder) {
        file = folder.resolve("labels.json");
        facts = new CurrentFacts(facts(file));
        labels = labels();
    }

    private LabelFile labels() {
        return new LabelFile(facts, (what, _) -> alerts.add(what), InstantSource.fixed(NOW));
    }

    private static Facts facts(Path file) {
        return facts(file, "PT1H");
    }

    private static Facts facts(Path file, String maxAge) {
        var organisation =
                Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security", "people": [], "agents": [],
                 "internal": {"labels": [{"what": "board", "labels": ["confidential"]}],
                              "labelsFrom": {"file": %s, "maxAge": "%s"}}}
                """.formatted(new JsonString(file.toString()).text(), maxAge)));
        return Facts.of(organisation, List.of(), Freezes.NONE, Catalog.of(List.of()), Map.of(), Rulebook.NOTHING);
    }

    private void write(String text, Duration age) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private Labels now() {
        return facts.now().network().labels();
    }

    @Test
    void what_cannot_even_be_reckoned_lets_everything_bear_every_label() throws IOException {
        write(GOOD, Duration.ofMinutes(1));
        labels.look();
        assertThat(now().readable()).isTrue();
        facts.change(_ -> facts(file, "PT2562047788015215H").labelling(Labels.NONE));
        assertThat(now().readable()).isTrue();

        labels.look();
        assertThat(now().readable()).isFalse();
        assertThat(alerts).containsExactly("labels-unreadable");
    }

    @Test
    void before_the_first_look_and_without_a_file_everything_bears_every_label() {
        assertThat(now().readable()).isFalse();
        labels.look();
        assertThat(now().of(List.of("anything"), "")).isEqualTo(Label.ALL);
    }

    @Test
    void a_file_that_can_be_read_adds_to_what_is_stated() throws IOException {
        write(GOOD, Duration.ofMinutes(5));
        labels.look();
        assertThat(now().of(List.of("deals", "board"), "")).containsExactlyInAnyOrder(Label.MERGER, Label.CONFIDENTIAL);
        assertThat(now().of(List.of("anything"), "")).isEmpty();
        assertThat(alerts).isEmpty();
    }

    @Test
    void a_file_that_is_stale_broken_or_gone_is_told_once_and_one_that_is_back_counts_again() throws IOException {
        write(GOOD, Duration.ofMinutes(5));
        labels.look();
        write(GOOD, Duration.ofMinutes(61));
        labels.look();
        labels.look();
        assertThat(now().readable()).isFalse();
        assertThat(alerts).containsExactly("labels-unreadable");

        write(GOOD, Duration.ZERO);
        labels.look();
        assertThat(now().readable()).isTrue();
        for (var broken :
                List.of("", "{", "[]", "{}", "{\"labels\": [{\"what\": \"*\", \"labels\": []}]}", "{\"more\": 1}")) {
            write(broken, Duration.ZERO);
            labels.look();
            assertThat(now().readable()).as(broken).isFalse();
        }
        write(GOOD, Duration.ZERO);
        labels.look();
        Files.delete(file);
        labels.look();
        assertThat(now().readable()).isFalse();
        assertThat(alerts).hasSize(3);
    }
}
