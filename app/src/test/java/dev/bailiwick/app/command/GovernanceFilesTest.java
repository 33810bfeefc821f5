package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programme over a clock that is moved on, and the register drawn as a layout. */
class GovernanceFilesTest {
    @TempDir
    Path folder;

    private static String register(String twin) {
        return """
            version: 1
            hosts: [{id: one}, {id: two}]
            integrations: [{id: shop, guide: stripe}]
            credentials: [{id: reads, integration: shop, reference: "vault:a", permissions: ["charges:read"]}]
            agents:
              - {id: lead, host: one, confined: true}
              - {id: payer, host: two, confined: true, credentials: [reads]}
              - {id: twin, host: two, confined: true, credentials: [%s]}
            """.formatted(twin);
    }

    private Ran rendered(String twin, Path picture) throws IOException {
        var file = Files.writeString(folder.resolve("register.yaml"), register(twin));
        return Ran.line(
                "architecture",
                "render",
                "--reference",
                "orchestrator",
                "--orchestrator",
                "lead",
                "--register",
                file.toString(),
                "--svg",
                picture.toString());
    }

    @Test
    void two_agents_that_share_a_credential_are_a_deviation_in_table_and_picture() throws IOException {
        var picture = folder.resolve("picture.svg");
        var tidy = rendered("", picture);
        assertThat(tidy.code()).as(tidy.text()).isZero();
        assertThat(Files.readString(picture)).contains("Orchestrator and workers: 0 deviations");
        var merged = rendered("reads", picture);
        assertThat(merged.code()).isEqualTo(3);
        assertThat(merged.text()).contains("payer and twin share the credential reads", "one-identity-each");
        assertThat(Files.readString(picture)).contains("edge bad");
        assertThat(Ran.line("architecture", "render", "--reference", "nonsense").code())
                .isEqualTo(2);
        assertThat(Ran.line("architecture", "list").text()).contains("regulated-split");
    }

    @Test
    void after_ninety_five_days_duties_are_overdue_until_somebody_says_they_were_done() throws IOException {
        var shop = SmallShop.in(folder);
        var ahead = new Duration[] {Duration.ZERO};
        try (var house = House.open(Configuration.of(shop.data())
                .at(() -> Instant.now().plus(ahead[0]))
                .onFreePorts())) {
            assertThat(house.console()).isNotNull();
            assertThat(overdue(shop).array("duties").size()).isZero();
            ahead[0] = Duration.ofDays(95);
            assertThat(overdue(shop).text()).contains("containment-drill", "backup-test", "access-review");
            assertThat(shop.asked("", "duties", "done", "backup-test", "--note", "restored on box 9")
                            .code())
                    .isZero();
            assertThat(overdue(shop).text()).doesNotContain("backup-test");
            assertThat(shop.asked("", "duties", "done", "nothing", "--note", "x")
                            .code())
                    .isEqualTo(4);
            assertThat(Ran.line(
                                    "duties",
                                    "calendar",
                                    "--data",
                                    shop.data().path().toString())
                            .text())
                    .startsWith("BEGIN:VCALENDAR\r\n")
                    .contains("SUMMARY:Rehearse containment (containment-drill)\r\n", "END:VCALENDAR\r\n");
        }
    }

    private static dev.bailiwick.json.JsonObject overdue(SmallShop shop) {
        return shop.asked("", "duties", "--state", "overdue").json();
    }
}
