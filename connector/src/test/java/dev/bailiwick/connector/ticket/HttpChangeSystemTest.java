package dev.bailiwick.connector.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.Change;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.register.ChangeSystemSettings;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.approval.ChangeSystem.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three vendors' tickets against strict doubles of our own, which refuse as the vendors do. */
class HttpChangeSystemTest {
    private static final Instant FROM = Instant.parse("2027-03-01T20:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-03-01T23:00:00Z");
    private static final TicketId CHG = new TicketId("CHG0030001");
    private static final TicketId OPS = new TicketId("OPS-7");
    private static final TicketId ISSUE = new TicketId("acme/infra#12");
    private static final String ISSUE_PATH = "/repos/acme/infra/issues/12";
    private static final String OPS_PATH =
            "/rest/api/2/issue/OPS-7?fields=summary,status,resolution,labels,customfield_1,customfield_2";

    private static final ScriptedVendor.Refusals SERVICE_NOW = new ScriptedVendor.Refusals(
            "{\"error\":{\"message\":\"User Not Authenticated\",\"detail\":\"Required to provide Auth information\"},"
                    + "\"status\":\"failure\"}",
            new ScriptedVendor.Answer(200, "{\"result\":[]}"));
    private static final ScriptedVendor.Refusals JIRA = new ScriptedVendor.Refusals(
            "{\"errorMessages\":[\"You do not have the permission\"],\"errors\":{}}",
            new ScriptedVendor.Answer(404, "{\"errorMessages\":[\"Issue does not exist\"],\"errors\":{}}"));
    private static final ScriptedVendor.Refusals GITHUB = new ScriptedVendor.Refusals(
            "{\"message\":\"Bad credentials\"}", new ScriptedVendor.Answer(404, "{\"message\":\"Not Found\"}"));

    @TempDir
    Path folder;

    private Optional<ScriptedVendor> service = Optional.empty();

    @AfterEach
    void stops() {
        service.ifPresent(ScriptedVendor::close);
    }

    private ScriptedVendor plays(String authorization, ScriptedVendor.Refusals refusals) {
        var played = new ScriptedVendor(authorization, refusals);
        service = Optional.of(played);
        return played;
    }

    private HttpChangeSystem asks(ChangeSystemSettings.Type type, String token, String tickets, Set<String> approved)
            throws IOException {
        var file = Files.writeString(folder.resolve("token"), token + "\n");
        boolean jira = type == ChangeSystemSettings.Type.JIRA;
        var settings = new ChangeSystemSettings(
                type,
                service.orElseThrow().address(),
                file.toString(),
                tickets,
                approved,
                Optional.of("customfield_1").filter(_ -> jira),
                Optional.of("customfield_2").filter(_ -> jira));
        return new HttpChangeSystem(settings, Duration.ofSeconds(2));
    }

    private static Change found(Looked looked) {
        assertThat(looked).isInstanceOf(Looked.Found.class);
        return ((Looked.Found) looked).change();
    }

    private HttpChangeSystem serviceNow(String answer) throws IOException {
        // reader:secret
        plays("Basic cmVhZGVyOnNlY3JldA==", SERVICE_NOW).answers(new ServiceNow().question(CHG), 200, answer);
        return asks(ChangeSystemSettings.Type.SERVICE_NOW, "reader:secret", "CHG", Set.of());
    }

    private static String record(String number, String state, String approval) {
        return """
            {"result": [{"number": {"display_value": "%1$s", "value": "%1$s"},
              "short_description": {"display_value": "new certificates", "value": "new certificates"},
              "state": {"display_value": "as the instance calls it", "value": "%2$s"},
              "approval": {"display_value": "x", "value": "%3$s"},
              "cmdb_ci": {"display_value": "desk", "link": "https://x/y", "value": "4f2a"},
              "start_date": {"display_value": "01.03.2027 21:00:00", "value": "2027-03-01 20:00:00"},
              "end_date": {"display_value": "02.03.2027 00:00:00", "value": "2027-03-01 23:00:00"}}]}
            """.formatted(number, state, approval);
    }

    @Test
    void a_change_request_of_servicenow_is_read_by_its_values_and_in_utc() throws IOException {
        var system = serviceNow(record("CHG0030001", "-1", "approved"));
        assertThat(found(system.look(CHG)))
                .isEqualTo(new Change(CHG, "new certificates", Set.of("desk"), true, Ticket.State.OPEN, FROM, UNTIL));
        assertThat(system.keeps(CHG)).isTrue();
        assertThat(system.keeps(new TicketId("CHG-17")))
                .as("the own register's")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-5, approved, false, OPEN", "-2, approved, true, OPEN", "-1, requested, false, OPEN",
        "-1, rejected, false, OPEN", "0, approved, false, OPEN", "3, approved, true, CLOSED",
        "4, approved, true, CANCELLED", "99, approved, false, OPEN"
    })
    void what_servicenow_calls_its_states_is_known(String state, String approval, boolean approved, Ticket.State open)
            throws IOException {
        var change = found(serviceNow(record("CHG0030001", state, approval)).look(CHG));
        assertThat(change.approved()).isEqualTo(approved);
        assertThat(change.state()).isEqualTo(open);
    }

    @Test
    void another_number_two_records_and_none_are_not_the_ticket() throws IOException {
        assertThat(serviceNow(record("CHG0030002", "-1", "approved")).look(CHG)).isInstanceOf(Looked.Unknown.class);
        assertThat(serviceNow("{\"result\": []}").look(CHG)).isInstanceOf(Looked.Unknown.class);
        var one = record("CHG0030001", "-1", "approved").strip();
        var two = one.replace("]}", ", {}]}");
        assertThat(serviceNow(two).look(CHG)).isInstanceOf(Looked.Away.class);
        assertThat(serviceNow(one).look(new TicketId("CHG0099999"))).isInstanceOf(Looked.Unknown.class);
    }

    private HttpChangeSystem jira(String answer) throws IOException {
        plays("Bearer key", JIRA).answers(OPS_PATH, 200, answer);
        return asks(ChangeSystemSettings.Type.JIRA, "key", "OPS-", Set.of("Approved", "Implementing"));
    }

    private static String issue(String key, String status, String category, String resolution) {
        return """
            {"id": "1", "key": "%s", "fields": {"summary": "new certificates",
              "status": {"name": "%s", "statusCategory": {"key": "%s"}}, "resolution": %s,
              "labels": ["agent-desk", "urgent"],
              "customfield_1": "2027-03-01T21:00:00.000+0100", "customfield_2": "2027-03-01T23:00:00.000+0000"}}
            """.formatted(key, status, category, resolution);
    }

    @Test
    void an_issue_of_jira_is_read_with_the_fields_an_organisation_names() throws IOException {
        assertThat(found(jira(issue("OPS-7", "Approved", "indeterminate", "null"))
                        .look(OPS)))
                .isEqualTo(new Change(OPS, "new certificates", Set.of("desk"), true, Ticket.State.OPEN, FROM, UNTIL));
    }

    @ParameterizedTest
    @CsvSource({
        "To Do, new, null, false, OPEN",
        "Implementing, indeterminate, null, true, OPEN",
        "Done, done, '{\"name\": \"Done\"}', false, CLOSED",
        "Approved, done, null, true, CLOSED",
        "Approved, indeterminate, '{\"name\": \"Won''t Do\"}', true, CANCELLED",
        "Canceled, done, null, false, CANCELLED"
    })
    void what_has_a_resolution_in_jira_is_over(
            String status, String category, String resolution, boolean approved, Ticket.State state)
            throws IOException {
        var change = found(jira(issue("OPS-7", status, category, resolution)).look(OPS));
        assertThat(change.approved()).isEqualTo(approved);
        assertThat(change.state()).isEqualTo(state);
    }

    @Test
    void an_issue_that_moved_and_one_that_is_not_there_are_unknown_and_one_without_a_window_counts_for_nothing()
            throws IOException {
        assertThat(jira(issue("NEW-1", "Approved", "new", "null")).look(OPS)).isInstanceOf(Looked.Unknown.class);
        assertThat(jira(issue("OPS-7", "Approved", "new", "null")).look(new TicketId("OPS-8")))
                .isInstanceOf(Looked.Unknown.class);
        var without = issue("OPS-7", "Approved", "new", "null").replace("\"2027-03-01T21:00:00.000+0100\"", "null");
        assertThat(jira(without).look(OPS)).isInstanceOf(Looked.Away.class);
    }

    private HttpChangeSystem gitHub(int status, String answer) throws IOException {
        plays("Bearer key", GITHUB).answers(ISSUE_PATH, status, answer);
        return asks(ChangeSystemSettings.Type.GITHUB, "key", "acme/infra#", Set.of("approved"));
    }

    private static String gitHubIssue(String state, String reason, String labels) {
        return """
            {"number": 12, "title": "new certificates", "state": "%s", "state_reason": %s, "labels": [%s],
              "repository_url": "https://api.github.com/repos/acme/infra", "body": "agent:other approved",
              "created_at": "2027-03-01T20:00:00Z", "milestone": {"due_on": "2027-03-01T23:00:00Z"}}
            """.formatted(state, reason, labels);
    }

    private static final String LABELS = "{\"name\": \"approved\"}, {\"name\": \"agent:desk\"}";

    @Test
    void an_issue_of_github_is_read_by_its_labels_and_milestone() throws IOException {
        assertThat(found(gitHub(200, gitHubIssue("open", "null", LABELS)).look(ISSUE)))
                .isEqualTo(new Change(ISSUE, "new certificates", Set.of("desk"), true, Ticket.State.OPEN, FROM, UNTIL));
        assertThat(found(gitHub(200, gitHubIssue("open", "null", "")).look(ISSUE)))
                .as("its text gives nothing")
                .isEqualTo(new Change(ISSUE, "new certificates", Set.of(), false, Ticket.State.OPEN, FROM, UNTIL));
        assertThat(found(gitHub(200, gitHubIssue("closed", "\"completed\"", LABELS))
                                .look(ISSUE))
                        .state())
                .isEqualTo(Ticket.State.CLOSED);
        assertThat(found(gitHub(200, gitHubIssue("closed", "\"not_planned\"", LABELS))
                                .look(ISSUE))
                        .state())
                .isEqualTo(Ticket.State.CANCELLED);
    }

    @Test
    void pull_requests_transferred_and_deleted_issues_are_no_tickets() throws IOException {
        var open = gitHubIssue("open", "null", LABELS);
        assertThat(gitHub(200, open.replace("\"title\"", "\"pull_request\": {}, \"title\""))
                        .look(ISSUE))
                .isInstanceOf(Looked.Unknown.class);
        assertThat(gitHub(200, open.replace("repos/acme/infra", "repos/acme/else"))
                        .look(ISSUE))
                .isInstanceOf(Looked.Unknown.class);
        assertThat(gitHub(410, "{\"message\": \"This issue was deleted\"}").look(ISSUE))
                .isInstanceOf(Looked.Unknown.class);
        assertThat(gitHub(301, "{\"message\": \"Moved Permanently\"}").look(ISSUE))
                .as("no redirect is followed")
                .isInstanceOf(Looked.Away.class);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "429", "500", "503"})
    void whoever_answers_with_a_failure_is_away(int status) throws IOException {
        assertThat(gitHub(status, "{\"message\": \"no\"}").look(ISSUE))
                .isEqualTo(new Looked.Away("127.0.0.1 answered with status " + status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "<html>sign in</html>", "[]", "{}", "{\"number\": 12}", "{\"number\": 12, \"number\": 12}"})
    void whatever_is_no_answer_to_the_question_counts_for_nothing(String body) throws IOException {
        assertThat(gitHub(200, body).look(ISSUE)).isInstanceOf(Looked.Away.class);
    }

    @Test
    void an_answer_without_end_a_wrong_token_and_nobody_there_are_away() throws IOException {
        assertThat(gitHub(200, "{\"number\": 12,…").look(ISSUE))
                .isEqualTo(new Looked.Away("127.0.0.1 does not answer"));
        var system = gitHub(200, gitHubIssue("open", "null", LABELS));
        Files.writeString(folder.resolve("token"), "another");
        assertThat(system.look(ISSUE)).isEqualTo(new Looked.Away("127.0.0.1 answered with status 401"));
        Files.delete(folder.resolve("token"));
        assertThat(system.look(ISSUE)).isInstanceOf(Looked.Away.class);
        Files.writeString(folder.resolve("token"), "key");
        service.orElseThrow().close();
        assertThat(system.look(ISSUE)).isEqualTo(new Looked.Away("127.0.0.1 does not answer"));
    }
}
