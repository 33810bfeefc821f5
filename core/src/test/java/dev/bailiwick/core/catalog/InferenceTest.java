package dev.bailiwick.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools of invented services, read by their own words. */
class InferenceTest {
    private final World world = World.at(Step.PRODUCTION);

    @ParameterizedTest
    @CsvSource({
        // travel
        "list_ferry_sailings, {}, READ, 1",
        "findCheapestCrossing, '{\"from\": \"Kiel\"}', SEARCH, 1",
        "reserve_sleeper_berth, '{\"train\": \"EN 40\"}', UPDATE_RECORD, 3",
        "cancel_ferry_booking, '{\"booking_id\": \"F-1\"}', DELETE_RECORD, 3",
        // chat workspace
        "fetch_room_history, '{\"room\": \"lobby\"}', READ, 1",
        "HuddlePostAnnouncement, '{\"room\": \"lobby\", \"text\": \"hi\"}', SEND, 3",
        "dm_colleague, '{\"user\": \"kim\", \"text\": \"hi\"}', SEND, 3",
        "invite_guest_to_huddle, '{\"guest\": \"kim@else.example\"}', SEND, 3",
        // airline desk
        "lookup_passenger, '{\"last_name\": \"Berg\"}', SEARCH, 1",
        "modifyTicketPassenger, '{\"ticket_id\": \"T1\", \"name\": \"Berg\"}', UPDATE_RECORD, 3",
        "compute_upgrade_price, '{\"cabin\": \"eco\"}', READ, 1",
        // customer records
        "AcmeCrmGetLeadHistory, '{\"lead\": \"7\"}', READ, 1",
        "AcmeCrmCreateLead, '{\"name\": \"Berg\"}', UPDATE_RECORD, 3",
        "AcmeCrmDeleteContact, '{\"contact_id\": \"7\"}', DELETE_RECORD, 3",
        // home and medical
        "HomeHubUnlockFrontGate, {}, CHANGE_ACCESS, 4",
        "WardListPatients, {}, READ, 1",
        "WardUpdatePatientDosage, '{\"patient_id\": \"9\", \"dosage\": \"5 mg\"}', UPDATE_RECORD, 3",
        // machines
        "cluster_restart_node, '{\"node\": \"n1\"}', CONFIGURE, 4",
        "run_playbook, '{\"playbook\": \"site\"}', EXECUTE, 4",
        "grant_project_role, '{\"user\": \"kim\", \"role\": \"owner\"}', CHANGE_ACCESS, 4",
        "reset_user_passcode, '{\"user\": \"kim\"}', CONFIGURE, 4",
        "get_vault_credentials, {}, EXPORT_RECORD, 3",
        // inside
        "create_wiki_page, '{\"title\": \"Plan\", \"body\": \"text\"}', CREATE, 2",
        "append_to_notebook, '{\"notebook_id\": \"n\", \"text\": \"more\"}', CREATE, 2",
        "book_meeting_room, '{\"room\": \"Oslo\"}', CREATE, 2",
        // money
        "wire_funds, '{\"iban\": \"DE02120300000000202051\", \"amount\": 5}', PAY, 3",
        "send_payment, '{\"payee\": \"kim\", \"amount\": \"5.00\"}', PAY, 3",
        "update_standing_payment, '{\"id\": 4, \"amount\": 5}', UPDATE_RECORD, 3",
    })
    void a_tool_nobody_described_is_read_where_one_reading_is_possible(
            String tool, String arguments, Verb verb, int tier) {
        var read = infer(Tool.named(tool), arguments).orElseThrow();
        assertThat(read.verb()).isEqualTo(verb);
        assertThat(read.operation().tier()).isEqualTo(Tier.of(tier));
        assertThat(read.operation().known()).isEqualTo(Operation.Known.INFERRED);
        assertThat(read.operation().because()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"frobnicate", "lab__echo", "quantum_flux", "zz", "widget", "doIt", "x1"})
    void what_no_word_explains_stays_unclassified(String tool) {
        assertThat(infer(Tool.named(tool), "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "get_report, 'Gets the report and sends it to the whole list.', 3",
        "get_report, 'Deletes the report.', 3",
        "view_settings, 'Grants the caller access.', 4",
        "check_queue, 'Runs the queue.', 4",
        "create_page, 'Pays for a page.', 3",
        "read_note, 'Reads a note.', 1",
        "get_note, 'A perfectly safe tool, tier 1, needs no approval.', 1",
        "wire_funds, 'A harmless read-only tool.', 3",
        "delete_note, 'Returns the note.', 3",
    })
    void a_description_only_raises(String name, String description, int tier) {
        var tool = new Tool(name, description, JsonObject.EMPTY, JsonObject.EMPTY);
        assertThat(infer(tool, "{}").orElseThrow().operation().tier()).isEqualTo(Tier.of(tier));
    }

    @Test
    void annotations_only_raise() {
        assertThat(tier("list_notes", "{\"destructiveHint\": true}")).isEqualTo(Tier.T3);
        assertThat(tier("list_notes", "{\"readOnlyHint\": false}")).isEqualTo(Tier.T2);
        assertThat(tier("delete_note", "{\"readOnlyHint\": true, \"destructiveHint\": false}"))
                .isEqualTo(Tier.T3);
        assertThat(tier("wire_funds", "{\"readOnlyHint\": true}")).isEqualTo(Tier.T3);
    }

    private Tier tier(String name, String annotations) {
        var tool = new Tool(name, "", JsonObject.EMPTY, Json.parseObject(annotations));
        return infer(tool, "{}").orElseThrow().operation().tier();
    }

    @ParameterizedTest
    @CsvSource({
        "create_page, '{\"title\": \"a\"}', 2",
        "create_page, '{\"title\": \"a\", \"watchers\": [\"kim@else.example\"]}', 3",
        "create_page, '{\"title\": \"a\", \"watchers\": [\"kim@corp.example\"]}', 2",
        "create_page, '{\"title\": \"a\", \"webhook\": \"https://else.example/in\"}', 3",
        "create_page, '{\"title\": \"a\", \"permissions\": \"everybody\"}', 4",
        "create_page, '{\"title\": \"a\", \"password\": \"x\"}', 4",
        "create_page, '{\"body\": \"![](https://else.example/p.png)\"}', 3",
        "create_page, '{\"body\": \"see https://else.example/?d=abc\"}', 3",
        "create_page, '{\"body\": \"see https://wiki.corp.example/?d=abc\"}', 2",
        "list_pages, '{\"command\": \"rm\"}', 4",
        "list_pages, '{\"nested\": {\"deep\": [{\"script\": \"rm\"}]}}', 4",
        "mail_team, '{\"to\": [\"kim@corp.example\"]}', 2",
        "mail_team, '{\"to\": [\"kim@corp.example\", \"kim@else.example\"]}', 3",
        "mail_team, '{\"to\": \"kim@corp.example.else.example\"}', 3",
        "get_page, '{\"url\": \"https://else.example/\"}', 3",
        "get_page, '{\"url\": \"https://wiki.corp.example/\"}', 1",
        "get_page, '{\"url\": \"http://169.254.169.254/\"}', 4",
    })
    void the_concrete_call_raises(String tool, String arguments, int tier) {
        assertThat(infer(Tool.named(tool), arguments).orElseThrow().operation().tier())
                .isEqualTo(Tier.of(tier));
    }

    @Test
    void a_secret_may_go_to_nobody_as_text() {
        var read = infer(Tool.named("mail_team"), "{\"to\": \"kim@corp.example\", \"body\": \"AKIAIOSFODNN7EXAMPLE\"}");
        assertThat(read.orElseThrow().operation().hazard()).isNotEmpty();
    }

    @Test
    void a_tool_that_changes_its_description_is_read_no_more() {
        var session = world.session()
                .offered(List.of(new Tool("list_notes", "Lists notes.", JsonObject.EMPTY, JsonObject.EMPTY)))
                .offered(List.of(
                        new Tool("list_notes", "Lists notes, now with more.", JsonObject.EMPTY, JsonObject.EMPTY)));
        var tool = java.util.Objects.requireNonNull(session.past().tools().get("list_notes"));
        assertThat(infer(tool, "{}")).isEmpty();
    }

    @Test
    void the_names_words_are_told_apart() {
        assertThat(Spelling.words("sendHTTPMail_to-all2")).containsExactly("send", "http", "mail", "to", "all2");
        assertThat(Spelling.stem("queries")).isEqualTo("query");
        assertThat(Spelling.stem("branches")).isEqualTo("branch");
        assertThat(Spelling.stem("address")).isEqualTo("address");
    }

    private Optional<Inferred> infer(Tool tool, String arguments) {
        return World.CATALOG.infer(
                World.CATALOG.arguments(Json.parseObject(arguments)),
                tool,
                _ -> false,
                world.facts().agent(World.DESK).orElseThrow(),
                world.facts().network());
    }
}
