package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.isolation.NftIsolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The day's second half: rebuilt from what was clean, twenty of twenty keys anew, a lesson that a drill proves, the review. */
final class WayBack {
    private static final AgentId PRACTICE = new AgentId("practice");
    private static final int DIFFERENT = 7;
    static final int KEYS = 20;

    private final House house;
    private final Victim victim;
    private final OneCase incident;
    private final IssuedKeys keys;
    private final CommandLine line;

    WayBack(House house, Victim victim, OneCase incident, IssuedKeys keys) {
        this.house = house;
        this.victim = victim;
        this.incident = incident;
        this.keys = keys;
        line = incident.line();
    }

    void rebuild(String clean, Backup backup) throws IOException {
        var command = Instant.now();
        line.refused("no snapshot is chosen", "incident", "snapshot", "compare", incident.id());
        line.asked("incident", "snapshot", "choose", incident.id(), clean);
        var before = line.typed("", "incident", "snapshot", "compare", incident.id());
        assertThat(before.code()).as(before.text()).isEqualTo(DIFFERENT);
        assertThat(before.text()).contains("changed: workspace/SOUL.md", "added: workspace/mail.txt");
        backup.restore();
        var after = line.typed("", "incident", "snapshot", "compare", incident.id());
        assertThat(after.code()).as(after.text()).isZero();
        WholeDay.took("rebuild: the same as the clean snapshot", command);
    }

    void reissue() {
        var command = Instant.now();
        keys.confirmEnded();
        if (!incident.step("revoke").text().contains("\"done\""))
            line.asked("incident", "confirm", incident.id(), "revoke", "--evidence", "each of the twenty answers 401");
        keys.refuseTheOld(0);
        for (int number = 0; number < KEYS - 1; number++) keys.add(number, "second");
        victim.connectAgain();
        assertThat(incident.inTheWay("reissued")).contains("19 of 20", "service19");
        line.refused("19 of 20", "incident", "reactivate", incident.id(), "--agree", "nearly");
        keys.add(KEYS - 1, "second");
        assertThat(incident.inTheWay("reissued")).as("20 of 20").isEmpty();
        WholeDay.took("reissue: 20 of 20, an old one refused", command);
    }

    /** What is changed, and the drill that shows it: before that has passed it is not done. */
    void learn(Path folder) throws IOException {
        var command = Instant.now();
        var due = LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
        line.asked(
                "incident",
                "action",
                incident.id(),
                "--text",
                "mails are screened",
                "--owner",
                "ada",
                "--drill",
                "poisoned-skill",
                "--due",
                due);
        line.refused(
                "was not played since",
                "incident",
                "done",
                incident.id(),
                "action-1",
                "--text",
                "policy 2 screens mails");
        practise(folder);
        line.asked("incident", "done", incident.id(), "action-1", "--text", "policy 2 screens mails");
        WholeDay.took("learn: the regression passed", command);
    }

    private void practise(Path folder) throws IOException {
        var child = new ProcessBuilder("sleep", "600").start();
        try (var practice = new ScriptedAgent(house.agents(), house.issue(PRACTICE, WholeDay.ADA), child.pid())) {
            practice.start("good morning");
            WholeDay.until(
                    "it practises",
                    () -> house.parts().liveness().last(PRACTICE).isPresent()
                            && Files.exists(folder.resolve("data/agents/practice/process")));
            assertThat(house.parts().ladder().move(PRACTICE, Step.PILOT, WholeDay.ADA, "practising"))
                    .isEmpty();
            var drill = line.typed("", "incident", "drill", "poisoned-skill", "--agent", "practice");
            assertThat(drill.code()).as(drill.text()).isZero();
        } finally {
            child.destroyForcibly();
        }
    }

    void close(Instant since) {
        var command = Instant.now();
        line.refused("the machine is cut off", "incident", "close", incident.id(), "--reason", "learned");
        line.asked("incident", "release", incident.id(), "--reason", "rebuilt and compared");
        assertThat(new NftIsolation().isolated()).isFalse();
        line.refused("open in the runbook", "incident", "close", incident.id(), "--reason", "learned");
        var drafts = line.asked("incident", "review", incident.id(), "--since", since.toString())
                .object("drafts")
                .orElseThrow();
        incident.answerWhatIsOpen(drafts);
        line.asked("incident", "close", incident.id(), "--reason", "learned");
        WholeDay.took("the review is closed", command);
    }

    /** Of the gate only the machine is in the way, which no test hardens, and so nobody agrees yet. */
    void gate() {
        for (var condition : List.of("contained", "dead", "reissued", "cause", "repaired"))
            assertThat(incident.inTheWay(condition)).as(condition).isEmpty();
        line.refused(
                "the machine meets the baseline",
                "incident",
                "reactivate",
                incident.id(),
                "--agree",
                "compared with the snapshot");
        assertThat(house.parts().facts().now().freezes().of(WholeDay.AGENT)).isPresent();
    }
}
