package dev.bailiwick.acceptance.browser;

import static dev.bailiwick.console.testing.PlayedHouse.ANA;
import static dev.bailiwick.console.testing.PlayedHouse.CLEO;
import static dev.bailiwick.console.testing.PlayedHouse.DESK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.console.testing.PlayedHouse;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Verdict;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {
    private static final JsonObject MAIL = JsonObject.with("to", "customer@example.net")
            .and("subject", "Your refund")
            .and("body", "Dear customer,\nwe refund 12 EUR.")
            .build();

    private Chromium chromium;
    private PlayedHouse house;

    @BeforeAll
    void open() {
        chromium = Chromium.open();
    }

    @BeforeEach
    void begin() {
        house = new PlayedHouse();
        chromium.forgetComplaints();
        chromium.size(Chromium.Size.DESK);
    }

    @AfterEach
    void end() {
        chromium.open("about:blank");
        house.close();
    }

    @AfterAll
    void close() {
        if (chromium != null) chromium.close();
    }

    private State state(TaskId task) {
        return house.desk().find(task).orElseThrow().state();
    }

    @Test
    void a_person_signs_in_sees_an_approval_arrive_reads_it_approves_it_and_finds_it_in_the_timeline() {
        chromium.signIn(house, ANA);
        assertThat(chromium.text("#inbox")).contains("Nothing waits for you.");
        assertThat(chromium.run("return location.search")).isEqualTo("");

        var task = house.pending("message", MAIL);
        chromium.until(() -> chromium.text("#inbox").contains("customer@example.net"));
        chromium.until(() -> chromium.text("nav .count").equals("1"));

        chromium.find("#inbox .card a").click();
        chromium.until(() -> chromium.shows("Exactly this"));
        assertThat(chromium.text(".payload")).contains("Your refund", "we refund 12 EUR.");
        assertThat(chromium.text(".facts"))
                .contains("the recipient is external", "mail:customer@example.net", "Business");
        chromium.until(() -> chromium.find(".approve").isEnabled());
        chromium.find(".approve").click();
        chromium.until(() -> chromium.shows("approved, not started yet"));
        assertThat(state(task)).isEqualTo(State.APPROVED);

        var executed = (Verdict.Permit) house.attempt(DESK, "message", MAIL);
        chromium.until(() -> chromium.text("#state").contains("entry " + executed.entry()));
        chromium.open(house.address("/timeline?kind=decision&answer=permit"));
        assertThat(chromium.text(".lines")).contains("message → customer@example.net", "permit");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void two_pages_see_the_same_and_the_second_is_told_when_the_first_decides() {
        var task = house.pending("message", MAIL);
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        chromium.untilLive();
        house.desk()
                .decide(
                        task,
                        new dev.bailiwick.core.people.Actor.Human(
                                PlayedHouse.DORA, dev.bailiwick.core.people.Actor.Channel.CONSOLE),
                        false,
                        "not today",
                        java.util.Optional.empty());
        chromium.until(() -> chromium.text("#state").contains("not today"));
        chromium.until(() -> chromium.all("#decide").isEmpty());
    }

    @Test
    void approving_opens_only_once_the_end_of_the_arguments_was_on_the_screen() {
        var text = new StringBuilder();
        for (int i = 0; text.length() < 200_000; i++)
            text.append("line ").append(i).append(" of a very long mail\n");
        var task = house.pending(
                "message",
                JsonObject.with("to", "x@example.net")
                        .and("body", text + "THE END")
                        .build());
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        chromium.untilLive();
        assertThat(chromium.find(".approve").isEnabled()).isFalse();
        assertThat(chromium.find(".deny").isEnabled()).isTrue();
        assertThat(chromium.run("return document.querySelector('.payload').textContent.includes('THE END')"))
                .isEqualTo(true);
        chromium.run("window.scrollTo(0, document.getElementById('tail').offsetTop / 2)");
        assertThat(chromium.find(".approve").isEnabled()).isFalse();
        chromium.run("document.getElementById('tail').scrollIntoView({block: 'center'})");
        chromium.until(() -> chromium.find(".approve").isEnabled());
    }

    @Test
    void what_the_bar_with_the_buttons_covers_was_not_seen() {
        var task = house.pending(
                "message",
                JsonObject.with("to", "x@example.net")
                        .and("body", "line\n".repeat(80))
                        .build());
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        chromium.untilLive();
        chromium.run("const t = document.getElementById('tail').getBoundingClientRect();"
                + "window.scrollBy(0, t.bottom - window.innerHeight + 4)");
        chromium.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat(chromium.find(".approve").isEnabled()).isFalse();
    }

    @Test
    void the_focus_is_on_deny_and_enter_never_approves() {
        var task = house.pending("message", MAIL);
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        chromium.until(() -> chromium.find(".approve").isEnabled());
        assertThat(chromium.run("return document.activeElement.className")).isEqualTo("deny");
        chromium.find(".approve").sendKeys(Keys.ENTER);
        chromium.find(".reason textarea").sendKeys("fine", Keys.ENTER);
        assertThat(chromium.run("return location.pathname")).isEqualTo("/approvals/" + task);
        assertThat(state(task)).isEqualTo(State.PENDING);
        chromium.find(".approve").sendKeys(Keys.SPACE);
        chromium.until(() -> state(task) == State.APPROVED);
    }

    @Test
    void denying_without_a_reason_asks_for_one_and_sends_nothing() {
        var task = house.pending("message", MAIL);
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        chromium.untilLive();
        chromium.find(".deny").click();
        assertThat(state(task)).isEqualTo(State.PENDING);
        chromium.find(".reason textarea").sendKeys("wrong customer");
        chromium.find(".deny").click();
        chromium.until(() -> state(task) == State.DENIED);
        chromium.until(() -> chromium.shows("wrong customer"));
    }

    @Test
    void hidden_characters_are_shown_as_escapes_and_flagged() {
        var task = house.pending(
                "message",
                JsonObject.with("to", "x@example.net")
                        .and("body", "pay \u202e001\u202c EUR\u200b to p\u0430ypal")
                        .build());
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        assertThat(chromium.text(".payload")).contains("\\u{202e}", "\\u{202c}", "\\u{200b}");
        assertThat(chromium.text("main")).contains("3 invisible or deceiving characters", "p\\u{430}ypal");
        assertThat((String) chromium.run("return document.body.textContent")).doesNotContain("\u202e", "\u200b");
    }

    @Test
    void a_page_whose_stream_is_cut_says_stale_and_comes_back_by_itself() throws IOException {
        try (var wire = new CuttableWire(house.port())) {
            chromium.signIn(house, ANA, wire.address());
            wire.cut();
            chromium.until(() -> chromium.text("#live").contains("stale"));
            house.pending("message", MAIL);
            assertThat(chromium.text("#inbox")).contains("Nothing waits for you.");
            wire.mend();
            chromium.until(() -> "live".equals(chromium.find("#live").getAttribute("data-state")));
            chromium.until(() -> chromium.text("#inbox").contains("customer@example.net"));
        }
    }

    @Test
    void somebody_signed_out_elsewhere_does_not_stay_live() {
        chromium.signIn(house, ANA);
        house.deactivate(ANA);
        house.pending("message", MAIL);
        chromium.until(() -> chromium.shows("You are not signed in."));
    }

    @Test
    void an_agent_is_frozen_from_its_page_and_the_page_says_so() {
        chromium.signIn(house, CLEO);
        chromium.open(house.address("/agents/desk"));
        chromium.untilLive();
        chromium.find(".lever summary").click();
        chromium.find(".lever input[name=reason]").sendKeys("odd mail");
        chromium.find(".lever button").click();
        chromium.until(() -> chromium.shows("Frozen: its next decision is a refusal."));
        assertThat(house.currentFacts().now().freezes().of(DESK)).isPresent();
        assertThat(chromium.text(".banner.bad")).contains("odd mail");
    }

    @Test
    void a_request_runs_out_before_the_eyes_of_the_person() {
        var task = house.pending("message", MAIL);
        house.clock().advance(PlayedHouse.TTL.minusSeconds(8));
        chromium.signIn(house, ANA);
        chromium.open(house.address("/approvals/" + task));
        assertThat(chromium.text(".facts")).contains("the action is not started");
        chromium.until(() -> chromium.text("#state").contains("expired"));
        assertThat(chromium.all("#decide")).isEmpty();
    }
}
