package dev.bailiwick.core.decision;

import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Labels;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Label;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the organisation says of its mailboxes, folders and channels holds whatever the agent wants with them. */
class LabelledTest {
    private static final String LABELS = """
            [{"what": "case-4711@corp.example", "labels": ["legal-hold"]},
             {"what": "/shared/deals/*", "labels": ["merger"]},
             {"what": "slack:#people-*", "labels": ["hr"]}]""";

    private final World world = labelled("\"labels\": " + LABELS);

    private static World labelled(String lines) {
        var organisation = Organisation.of(
                Json.parseObject(World.ORGANISATION.replace("\"recipients\"", lines + ", \"recipients\"")));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, World.NOON))
                .toList();
        return World.of(organisation, ladder, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"case-4711@corp.example", "Case-4711@CORP.example", " case-4711@corp.example "})
    void nobody_deletes_in_a_mailbox_on_hold(String mailbox) {
        var judged = world.judge(call(
                "mail.delete",
                JsonObject.with("id", "7").and("mailbox", mailbox).build().text()));
        assertThat(judged.decision())
                .isInstanceOfSatisfying(
                        Decision.Refusal.class,
                        refusal -> assertThat(refusal.reason().code()).isEqualTo("legal_hold"));
        assertThat(judged.meaning().resource().classes()).contains(DataClass.CONFIDENTIAL);
    }

    @Test
    void elsewhere_a_person_is_asked_as_before() {
        assertThat(world.judge(call("mail.delete", "{\"id\": \"7\", \"mailbox\": \"sales@corp.example\"}"))
                        .decision())
                .isInstanceOf(Decision.Requestable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/shared/deals/x.md", "/shared/DEALS/x.md", "/shared/a/../deals/x.md", "/shared//./deals/x.md"})
    void a_change_of_what_bears_a_label_is_tier_3_and_says_so(String path) {
        var judged = world.judge(call(
                "wiki.update",
                JsonObject.with("page", path).and("text", "x").build().text()));
        assertThat(judged.operation().tier()).isEqualTo(Tier.T3);
        assertThat(judged.operation().because().getFirst()).isEqualTo("it changes what is labelled merger");
        assertThat(judged.decision()).isInstanceOf(Decision.Requestable.class);
        assertThat(world.judge(call("wiki.update", "{\"page\": \"/shared/plans/x.md\", \"text\": \"x\"}"))
                        .decision())
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void what_is_on_hold_does_not_leave_whoever_approves() {
        var judged = world.judge(call(
                "mail.forward",
                "{\"id\": \"7\", \"from\": \"case-4711@corp.example\", \"to\": \"jo@elsewhere.example\"}"));
        assertThat(judged.decision())
                .isInstanceOfSatisfying(
                        Decision.Refusal.class,
                        refusal -> assertThat(refusal.reason().code()).isEqualTo("held_outflow"));
    }

    @Test
    void a_run_that_has_read_what_bears_a_label_sends_only_with_security_and_the_label_is_named() {
        var send = call("mail.send", "{\"to\": \"jo@elsewhere.example\", \"text\": \"all fine\"}");
        assertThat(forbids(world, send)).doesNotContain("core.labelled_read");
        var read = new World(
                world.facts(),
                world.session()
                        .read(
                                "chat.read",
                                Json.parseObject("{\"channel\": \"slack\", \"target\": \"#people-eu\"}"),
                                "pay"));
        var judged = read.judge(send);
        assertThat(judged.operation().tier()).isEqualTo(Tier.T3);
        assertThat(judged.meaning().marks().read()).containsExactly(Label.HR);
        assertThat(judged.decision()).isInstanceOfSatisfying(Decision.Requestable.class, asked -> {
            assertThat(asked.reason().text()).contains("labelled hr");
            assertThat(asked.route().functions()).hasSize(2);
        });
    }

    @Test
    void while_the_source_of_the_labels_is_down_everything_bears_them_all() {
        var down = labelled("\"labelsFrom\": {\"file\": \"/srv/labels.json\"}");
        var delete = call("mail.delete", "{\"id\": \"7\", \"mailbox\": \"sales@corp.example\"}");
        assertThat(forbids(down, delete)).contains("core.legal_hold");
        assertThat(down.judge(call("wiki.update", "{\"page\": \"p\", \"text\": \"x\"}"))
                        .operation()
                        .tier())
                .isEqualTo(Tier.T3);

        var up = new World(down.facts().labelling(Labels.of(lines(LABELS))), down.session());
        assertThat(forbids(up, delete)).doesNotContain("core.legal_hold");
        assertThat(forbids(up, call("mail.delete", "{\"id\": \"7\", \"mailbox\": \"case-4711@corp.example\"}")))
                .contains("core.legal_hold");
        assertThat(new World(up.facts().labelling(Labels.UNREADABLE), up.session())
                        .facts()
                        .version())
                .isEqualTo(down.facts().version());
    }

    @Test
    void a_meaning_with_marks_is_the_same_after_it_was_written_and_read() {
        var meaning = world.meaning(call("mail.delete", "{\"id\": \"7\", \"mailbox\": \"case-4711@corp.example\"}"));
        assertThat(meaning.marks()).isNotEqualTo(Marks.NONE);
        assertThat(Meaning.of(meaning.json())).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"what\": \"*\", \"labels\": [\"hr\"]}]",
                "[{\"what\": \"\", \"labels\": [\"hr\"]}]",
                "[{\"what\": \"a\", \"labels\": [\"secretish\"]}]",
                "[{\"what\": \"a\", \"labels\": []}, {\"what\": \"A\", \"labels\": []}]",
                "[{\"what\": \"a\\u202e\", \"labels\": [\"hr\"]}]"
            })
    void a_line_that_says_nothing_exact_is_none(String lines) {
        assertThatThrownBy(() -> Labels.of(lines(lines))).isInstanceOf(JsonException.class);
    }

    private static List<Fields> lines(String array) {
        return Fields.of(Json.parseObject("{\"labels\": " + array + "}")).list("labels");
    }

    private static List<String> forbids(World world, Attempt attempt) {
        return world.judge(attempt).applied().forbids().stream()
                .map(forbid -> forbid.id())
                .toList();
    }
}
