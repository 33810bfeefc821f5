package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.FileAuditLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is older than its retention, from the command line. */
class RetainedTest {
    private static final Instant LONG_AGO = Instant.parse("2023-05-01T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private SmallShop shop;
    private House house;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        try (var log = FileAuditLog.open(shop.data().log(), () -> LONG_AGO)) {
            for (String text : new String[] {"about invoice 7", "about Berta", "x".repeat(70_000)}) {
                var body = JsonObject.with("text", text).build();
                log.append(Event.of(Event.Kind.DECISION, new Actor.House(), new AgentId("desk"), body));
            }
        }
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Ran audit(String... words) {
        return shop.asked(
                "", Stream.concat(Stream.of("audit"), Stream.of(words)).toArray(String[]::new));
    }

    private static Optional<Long> number(JsonObject json, String name) {
        return json.get(name).map(value -> ((JsonNumber) value).longValue());
    }

    private String everythingInTheLog() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(shop.data().log())) {
            for (var file : files.filter(Files::isRegularFile).toList())
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    @Test
    void what_is_past_its_retention_goes_what_is_held_stays_and_the_log_verifies() throws IOException {
        var hold = audit("hold", "set", "--text", "invoice 7", "--reason", "a lawsuit");
        assertThat(hold.code()).isZero();
        assertThat(audit("hold", "list").text())
                .contains(hold.json().string("hold").orElseThrow(), "a lawsuit");
        assertThat(audit("search", "--kind", "decision", "--text", "berta")
                        .json()
                        .array("entries")
                        .size())
                .isEqualTo(1);

        var rehearsal = audit("prune", "--dry-run").json().object("wouldRemove").orElseThrow();
        assertThat(number(rehearsal, "count")).contains(2L);
        assertThat(number(rehearsal, "held")).contains(1L);
        var removed = audit("prune").json().object("removed").orElseThrow();
        assertThat(removed).isEqualTo(rehearsal);

        assertThat(everythingInTheLog())
                .contains("invoice 7")
                .doesNotContain("Berta")
                .doesNotContain("xxxx");
        assertThat(audit("search", "--kind", "decision", "--text", "berta")
                        .json()
                        .array("entries")
                        .size())
                .isZero();
        assertThat(audit("search", "--kind", "pruned").json().array("entries").size())
                .isEqualTo(2);
        assertThat(audit("search", "--kind", "retention", "--text", "pruned").text())
                .contains("\"usual P13M\"", "person:ada", "\"1-2\"");
        var proof = Ran.line("audit", "prove", "1", "--data", shop.data().path().toString());
        assertThat(proof.code()).isEqualTo(1);
        house.close();

        var verified = audit("verify");
        assertThat(verified.code()).isZero();
        assertThat(number(verified.json(), "pruned")).contains(2L);
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        assertThat(audit("prune").json().object("removed").flatMap(report -> number(report, "count")))
                .contains(0L);
    }

    @Test
    void who_searched_and_who_exported_is_an_entry_with_the_question() {
        for (int i = 0; i < 3; i++)
            assertThat(audit("search", "--text", "Berta").code()).isZero();
        assertThat(audit("export", "--agent", "desk").code()).isZero();
        assertThat(shop.asked("", "log", "show", "1").code()).isZero();

        var reads = audit("search", "--kind", "read").json().array("entries");
        assertThat(reads.size()).isEqualTo(3);
        assertThat(reads.text())
                .contains("\"what\":\"searched\"", "\"text\":\"berta\"", "\"what\":\"exported\"")
                .contains("\"agent\":\"desk\"", "\"what\":\"entry\"", "person:ada");
    }

    @Test
    void whoever_changes_what_the_log_keeps_while_nobody_looks_leaves_an_entry() throws IOException {
        assertThat(audit("search", "--kind", "register", "--text", "audit-config-changed")
                        .json()
                        .array("entries")
                        .size())
                .isEqualTo(1);
        house.close();
        String file = Files.readString(shop.data().organisation());
        Files.writeString(shop.data().organisation(), file + "capture:\n  - {content: digest}\n");
        house = House.open(Configuration.of(shop.data()).onFreePorts());

        assertThat(audit("search", "--kind", "register", "--text", "audit-config-changed")
                        .json()
                        .text())
                .contains("\"content\":\"digest\"");
        house.close();
        Files.writeString(shop.data().organisation(), file + "capture:\n  - {content: none}\n");
        assertThatThrownBy(() -> House.open(Configuration.of(shop.data()).onFreePorts()))
                .hasMessageContaining("no less than a digest");
        var served = Ran.line("serve", "--data", shop.data().path().toString());
        assertThat(served.code()).isEqualTo(4);
        Files.writeString(shop.data().organisation(), file);
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    @Test
    void what_the_file_now_says_the_log_keeps_waits_until_somebody_agrees_to_it() throws IOException {
        assertThat(waits(audit("keeping"))).isFalse();
        openWith("capture:\n  - {content: digest}\nretention:\n  - {class: short, keep: P6M}\n");

        assertThat(audit("search", "--kind", "alert", "--text", "keeping-waits").text())
                .contains("bailiwick audit keeping");
        assertThat(waits(audit("keeping"))).isTrue();
        assertThat(inForce(audit("keeping"))).doesNotContain("digest", "P6M");
        assertThat(audit("keeping", "agree", "--reason", " ").code()).isEqualTo(4);
        var agreed = audit("keeping", "agree", "--reason", "less is kept of what customers say");
        assertThat(agreed.code()).isZero();
        assertThat(waits(agreed)).isFalse();
        assertThat(inForce(agreed)).contains("digest", "P6M");
        assertThat(audit("keeping", "agree", "--reason", "again").code()).isEqualTo(4);
        assertThat(audit("search", "--kind", "register", "--text", "audit-config-agreed")
                        .text())
                .contains("less is kept of what customers say", "person:ada");
        house.close();
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        assertThat(waits(audit("keeping"))).isFalse();
    }

    @Test
    void a_copy_of_what_was_agreed_that_is_not_the_logs_lets_everything_be_kept() throws IOException {
        house.close();
        Files.writeString(
                shop.data().keeping(), "{\"capture\":[],\"retention\":[{\"class\":\"short\",\"keep\":\"P6M\"}]}");
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        assertThat(waits(audit("keeping"))).isTrue();
        assertThat(inForce(audit("keeping"))).contains("everything").doesNotContain("short");
        assertThat(audit("prune", "--dry-run").json().object("wouldRemove").flatMap(report -> number(report, "count")))
                .contains(0L);
    }

    private void openWith(String more) throws IOException {
        house.close();
        Files.writeString(
                shop.data().organisation(), Files.readString(shop.data().organisation()) + more);
        house = House.open(Configuration.of(shop.data()).onFreePorts());
    }

    private static boolean waits(Ran answer) {
        return answer.json().get("waits").equals(Optional.of(new JsonBoolean(true)));
    }

    private static String inForce(Ran answer) {
        return answer.json().object("inForce").orElseThrow().text();
    }

    @Test
    void nobody_lifts_a_hold_alone() {
        var hold = audit("hold", "set", "--agent", "desk", "--reason", "a lawsuit");
        String id = hold.json().string("hold").orElseThrow();

        assertThat(audit("hold", "lift", id, "--reason", "settled").text()).contains("somebody else has to agree");
        assertThat(audit("hold", "lift", id, "--reason", "settled").code()).isEqualTo(4);
        assertThat(audit("hold", "set", "--reason", "everything").code()).isEqualTo(4);
        assertThat(number(
                        audit("prune", "--dry-run").json().object("wouldRemove").orElseThrow(), "count"))
                .contains(0L);
    }
}
