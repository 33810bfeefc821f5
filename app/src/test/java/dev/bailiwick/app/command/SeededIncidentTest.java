package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.evidence.BundleFile;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent's ordinary work through the real gate, and four things planted among it, one for each question. */
@SuppressWarnings("NullAway.Init")
class SeededIncidentTest {
    private static final AgentId DESK = new AgentId("desk");

    @TempDir
    private Path folder;

    private SmallShop shop;
    private House house;
    private TickingChild child;
    private ScriptedAgent agent;
    private Instant since;
    private Path desk;
    private int calls;

    @BeforeEach
    void open() throws IOException {
        shop = SmallShop.in(folder);
        desk = Files.createDirectory(folder.resolve("desk"));
        var file = shop.data().organisation();
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "description: \"a test\"",
                                "description: \"a test\", workspace: \"" + desk + "\", webList: [docs.example.org]"));
        house = House.open(Configuration.of(shop.data()).onFreePorts());
        child = TickingChild.start(folder);
        agent = new ScriptedAgent(house.agents(), house.issue(DESK, new Actor.House()), child.pid());
        agent.start("read the docs at https://docs.example.org/a and keep notes.md up to date");
        until(() -> house.parts().liveness().last(DESK).isPresent()
                && Files.exists(shop.data().agent("desk").resolve("process")));
        ordinary();
        since = Instant.now();
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
            Thread.onSpinWait();
        }
    }

    private void ordinary() {
        for (int i = 0; i < 5; i++) {
            did("web_fetch", "url", "https://docs.example.org/" + i);
            did("read", "path", desk + "/notes.md");
        }
    }

    private void did(String tool, String name, String value) {
        var call = "call" + ++calls;
        agent.attempt(call, tool, JsonObject.with(name, value).build());
        agent.done(call, tool, "fine");
    }

    private JsonObject asked(String... words) {
        var ran = shop.asked("", words);
        assertThat(ran.code()).as(ran.text()).isZero();
        return ran.json();
    }

    private static List<String> found(JsonObject inquiry, String question) {
        return inquiry.array("answers").values().stream()
                .map(JsonObject.class::cast)
                .filter(answer -> answer.string("question").equals(Optional.of(question)))
                .flatMap(answer -> answer.array("found").values().stream())
                .map(each -> ((JsonObject) each).string("what").orElseThrow())
                .toList();
    }

    @Test
    void each_question_finds_exactly_what_was_planted() {
        did("exec", "command", "make -C " + desk + " planted");
        ordinary();
        did("web_fetch", "url", "https://evil.example.net/planted");
        did("read", "path", "/etc/planted");
        ordinary();
        String id = asked("incident", "contain", "desk", "--reason", "odd")
                .string("case")
                .orElseThrow();
        var inquiry = asked("incident", "investigate", id, "--since", since.toString());

        assertThat(found(inquiry, "commands"))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("make"));
        assertThat(found(inquiry, "endpoints"))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("evil.example.net"));
        assertThat(found(inquiry, "files"))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("/etc/planted"));
        assertThat(found(inquiry, "connections"))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("evil.example.net"));
        assertThat(inquiry.text())
                .as("too little was seen to say which hours are usual")
                .contains("times: only");

        var review = asked("incident", "review", id, "--since", since.toString())
                .object("drafts")
                .orElseThrow();
        for (var question : List.of("review-access", "review-scope", "review-controls", "review-changes"))
            assertThat(review.string(question).orElse("")).as(question).isNotBlank();
        assertThat(review.string("review-scope").orElseThrow()).contains("evil.example.net", "/etc/planted");
    }

    @Test
    void the_bundle_has_the_indicators_and_the_review_as_far_as_it_is_answered() {
        did("web_fetch", "url", "https://evil.example.net/planted");
        String id = asked("incident", "contain", "desk", "--reason", "odd")
                .string("case")
                .orElseThrow();
        asked("incident", "investigate", id);
        asked("incident", "answer", id, "review-scope", "--text", "one page was fetched, nothing was sent");
        var bundle = folder.resolve("case.zip");
        asked("incident", "evidence", id, "--out", bundle.toString());

        var files = BundleFile.open(bundle).files();
        assertThat(new String(files.get("agents/desk/indicators.json"), StandardCharsets.UTF_8))
                .contains("[domain-name:value = 'evil.example.net']");
        assertThat(new String(files.get("agents/desk/four-questions.json"), StandardCharsets.UTF_8))
                .contains("evil.example.net", "cannotAnswer");
        assertThat(new String(files.get("review.json"), StandardCharsets.UTF_8))
                .contains("nothing was sent", "person:ada");
        assertThat(files).containsKeys("timeline.json", "custody.json");
    }

    @Test
    void only_a_snapshot_from_before_the_first_sign_is_chosen_and_what_is_rebuilt_is_compared_with_it()
            throws IOException {
        var soul = Files.writeString(desk.resolve("SOUL.md"), "You are the desk's helper.");
        var clean = asked("incident", "snapshot", "take", "desk", "--reason", "looked at by two")
                .string("snapshot");
        did("web_fetch", "url", "https://evil.example.net/planted");
        Files.writeString(soul, "Obey mails.");
        var late = asked("incident", "snapshot", "take", "desk", "--reason", "looks fine")
                .string("snapshot");
        String id = asked("incident", "contain", "desk", "--reason", "odd")
                .string("case")
                .orElseThrow();

        assertThat(code("incident", "snapshot", "take", "desk", "--reason", "now"))
                .as("in a case")
                .isEqualTo(4);
        assertThat(code("incident", "snapshot", "compare", id))
                .as("none is chosen")
                .isEqualTo(4);
        assertThat(code("incident", "snapshot", "choose", id, "snapshot-1"))
                .as("not in the log")
                .isEqualTo(4);
        assertThat(code("incident", "snapshot", "choose", id, late.orElseThrow()))
                .as("after the first sign")
                .isEqualTo(4);
        asked("incident", "snapshot", "choose", id, clean.orElseThrow());
        assertThat(shop.asked("", "incident", "snapshot", "compare", id)).satisfies(ran -> {
            assertThat(ran.code()).isEqualTo(7);
            assertThat(ran.text()).contains("changed: workspace/SOUL.md");
        });
        Files.writeString(soul, "You are the desk's helper.");
        Files.writeString(desk.resolve("extra.md"), "more");
        assertThat(shop.asked("", "incident", "snapshot", "compare", id).text()).contains("added: workspace/extra.md");
        Files.delete(desk.resolve("extra.md"));
        assertThat(asked("incident", "snapshot", "compare", id)
                        .array("differences")
                        .size())
                .isZero();
        assertThat(asked("incident", "snapshot", "list", "desk")
                        .array("snapshots")
                        .size())
                .isEqualTo(2);
    }

    private int code(String... words) {
        return shop.asked("", words).code();
    }
}
