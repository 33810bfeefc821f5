package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
    private static final AgentId DESK = new AgentId("desk");

    @TempDir
    Path folder;

    private DataFolder data = new DataFolder(Path.of("."));
    private SmallShop shop = new SmallShop(data);

    @SuppressWarnings("NullAway") // opened before each test
    private House house = null;

    @SuppressWarnings("NullAway")
    private TickingChild child = null;

    @SuppressWarnings("NullAway")
    private ScriptedAgent agent = null;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        data = shop.data();
        house = House.open(Configuration.of(data).onFreePorts());
        child = TickingChild.start(folder);
        agent = new ScriptedAgent(house.agents(), house.issue(DESK, new Actor.House()), child.pid());
        agent.start("good morning");
        until(() -> child.lastTick().isPresent()
                && house.parts().liveness().last(DESK).isPresent()
                && Files.exists(data.agent("desk").resolve("process")));
    }

    @AfterEach
    void close() {
        agent.close();
        child.close();
        house.close();
    }

    private static void until(BooleanSupplier true_) {
        var end = Instant.now().plusSeconds(20);
        while (!true_.getAsBoolean()) {
            assertThat(Instant.now()).as("patience").isBefore(end);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private JsonObject incident(String... arguments) {
        var ran = shop.asked(
                "", Stream.concat(Stream.of("incident"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(ran.code()).as(ran.text()).isZero();
        return ran.json();
    }

    private int refused(String... arguments) {
        return shop.asked(
                        "",
                        Stream.concat(Stream.of("incident"), Stream.of(arguments))
                                .toArray(String[]::new))
                .code();
    }

    private static JsonObject step(JsonObject incident, String name) {
        return incident.array("steps").values().stream()
                .map(JsonObject.class::cast)
                .filter(step -> step.string("step").equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private void assertThatNothingTicksAfter(Instant command) {
        var last = child.lastTick().orElseThrow();
        until(() -> Instant.now().isAfter(command.plusSeconds(3)));
        assertThat(child.lastTick()).contains(last);
        assertThat(Duration.between(command, last))
                .as("last effect after the command")
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void one_command_seals_closes_kills_and_revokes() {
        var command = Instant.now();
        var incident = incident("contain", "desk", "--reason", "odd mails");

        assertThat(incident.string("state")).contains("contained");
        for (var step : List.of("seal", "close", "kill", "revoke", "capture"))
            assertThat(step(incident, step).string("outcome")).as(step).contains("done");
        assertThat(step(incident, "isolate").string("outcome")).contains("by-hand");
        assertThat(step(incident, "seal")
                        .object("detail")
                        .orElseThrow()
                        .array("processes")
                        .values())
                .anyMatch(row -> row.text().contains("ticking"));
        assertThat(house.parts().facts().now().freezes().of(DESK)).isPresent();
        assertThatThrownBy(() -> agent.attempt("call1", "mail.read", JsonObject.EMPTY))
                .hasMessageContaining("401");
        assertThatNothingTicksAfter(command);
    }

    @Test
    void a_case_is_listed_shown_and_confirmed_and_not_closed_before_its_end() {
        String id =
                incident("contain", "--all", "--reason", "fire").string("case").orElseThrow();

        assertThat(incident("list").array("cases").size()).isEqualTo(1);
        incident("confirm", id, "isolate", "--evidence", "port 3 of the switch is down");
        assertThat(step(incident("show", id), "isolate").string("outcome")).contains("done");
        assertThat(refused("close", id, "--reason", "rebuilt"))
                .as("its runbook is open")
                .isEqualTo(4);
        assertThat(house.parts().facts().now().freezes().of(DESK)).isPresent();
    }

    @Test
    void a_contained_case_is_investigated_from_the_log() {
        agent.attempt("call1", "exec", JsonObject.with("command", "ls").build());
        String id = incident("contain", "desk", "--reason", "odd mails")
                .string("case")
                .orElseThrow();

        var inquiry = incident("investigate", id);
        assertThat(inquiry.array("answers").size()).isEqualTo(4);
        var commands = (JsonObject) inquiry.array("answers").values().getFirst();
        assertThat(commands.array("found").values())
                .as("nobody had asked for it")
                .anyMatch(each -> each.text().contains("ls"));
        assertThat(inquiry.object("rootCause").orElseThrow().string("cause")).isPresent();
    }

    @Test
    void the_runbook_takes_answers_in_its_order() {
        String id = incident("contain", "desk", "--reason", "odd mails")
                .string("case")
                .orElseThrow();

        assertThat(refused("answer", id, "cause", "--choice", "injection", "--text", "a mail"))
                .as("first the log is asked")
                .isEqualTo(4);
        assertThat(refused("skip", id, "kill", "--reason", "no time")).isEqualTo(4);
        var playbook = incident("answer", id, "scope", "--choice", "yes", "--text", "one mailbox: entry 9");
        assertThat(playbook.string("spec_version")).contains("cacao-2.0");
        assertThat(playbook.object("playbook_variables")
                        .flatMap(variables -> variables.object("__scope__"))
                        .flatMap(scope -> scope.string("value")))
                .contains("yes");
        incident("investigate", id);
        assertThat(incident("answer", id, "cause", "--choice", "injection", "--text", "a mail")
                        .text())
                .contains("a mail");
    }

    @Test
    void a_contained_agent_waits_behind_the_gate_and_nobody_lifts_its_freeze_by_hand() {
        String id = incident("contain", "desk", "--reason", "odd mails")
                .string("case")
                .orElseThrow();

        assertThat(shop.asked("", "lift", "desk", "--reason", "it looks fine").code())
                .isNotZero();
        assertThat(house.parts().facts().now().freezes().of(DESK)).isPresent();
        var gate = incident("reactivate", id);
        assertThat(gate.get("open")).contains(new JsonBoolean(false));
        assertThat(gate.array("gate").size()).isEqualTo(7);
        assertThat(gate.text()).contains("connect it again", "nobody has answered `cause`");
        assertThat(refused("reactivate", id, "--agree", "it looks fine")).isEqualTo(4);
    }

    @Test
    void with_no_server_it_kills_and_the_next_server_does_the_rest() {
        house.close();
        var command = Instant.now();
        var begun = incident("contain", "desk", "--reason", "odd mails");

        assertThat(step(begun, "kill").string("outcome")).contains("done");
        assertThatNothingTicksAfter(command);

        house = House.open(Configuration.of(data).onFreePorts());
        assertThat(house.parts().facts().now().freezes().of(DESK)).isPresent();
        String id = begun.string("case").orElseThrow();
        until(() -> incident("list").array("cases").size() == 1
                && incident("show", id).string("state").equals(Optional.of("contained")));
        assertThat(house.parts().issued().of(DESK))
                .allMatch(each -> each.revoked().isPresent());
    }
}
