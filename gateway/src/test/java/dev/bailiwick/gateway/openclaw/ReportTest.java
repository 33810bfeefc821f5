package dev.bailiwick.gateway.openclaw;

import static dev.bailiwick.gateway.testing.Doors.json;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final String SESSION = "agent:main:main";

    private final Doors doors = Doors.open();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void an_outcome_stands_under_its_decision_and_settles_the_approval() {
        var task = new TaskId(decide("c1").string("task").orElseThrow());
        doors.house.desk.decide(task, by(BUSINESS), true, "", Optional.empty());
        var permit = decide("c2");
        report("{\"type\":\"outcome\",\"session\":\"" + SESSION
                + "\",\"call\":\"c2\",\"tool\":\"t3\",\"ok\":true,\"text\":\"sent\"}");

        var outcome = doors.house.log.of(Event.Kind.OUTCOME).getLast().body();
        assertThat(outcome.get("decision")).isEqualTo(permit.get("entry"));
        assertThat(doors.house.approvals.find(task).orElseThrow().state()).isEqualTo(State.EXECUTED);
    }

    @Test
    void every_kind_of_event_is_understood_and_recorded() {
        long before = doors.house.log.size();
        int accepted = report("""
                {"type":"session","session":"s1","phase":"started"},
                {"type":"message","session":"s1","sender":"webchat:42","owner":true,"text":"hello"},
                {"type":"prompt","session":"s1","text":"do it"},
                {"type":"sub-agent","session":"s1","child":"agent:main:subagent:1","phase":"started"},
                {"type":"outcome","session":"s1","tool":"read","ok":false,"text":"no such file"},
                {"type":"schedule","job":"nightly","change":"added","command":false},
                {"type":"install","name":"skill-x","source":"a registry"},
                {"type":"session","session":"s1","phase":"ended"}""");

        assertThat(accepted).isEqualTo(8);
        assertThat(doors.house.log.size()).isEqualTo(before + 8);
        assertThat(doors.house.reports.session(AGENT, new SessionId("s1")).id()).isEqualTo(new SessionId("s1"));
    }

    @Test
    void a_scheduled_command_raises_an_alert_because_no_decision_would_meet_it() {
        report("{\"type\":\"schedule\",\"job\":\"n\",\"change\":\"added\",\"command\":true}");

        assertThat(doors.house.log.of(Event.Kind.ALERT).getLast().body().string("what"))
                .contains("ungated-schedule");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"permit\"}",
                "{\"type\":\"prompt\",\"session\":\"s\"}",
                "{\"type\":\"prompt\",\"session\":\"s\",\"text\":\"x\",\"approved\":true}",
                "{\"type\":\"prompt\",\"session\":\"two words\",\"text\":\"x\"}",
                "{\"type\":\"outcome\",\"session\":\"s\",\"tool\":\"t\",\"ok\":\"yes\",\"text\":\"\"}",
                "{\"type\":\"session\",\"session\":\"s\",\"phase\":\"paused\"}",
                "7"
            })
    void one_event_that_is_not_understood_leaves_the_whole_report_aside(String wrong) {
        long before = doors.house.log.size();
        var answer = doors.post(
                Use.REPORT,
                "/openclaw/v1/report",
                "{\"events\":[{\"type\":\"prompt\",\"session\":\"s\",\"text\":\"fine\"}," + wrong + "]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/events/1");
        assertThat(doors.house.log.size()).isEqualTo(before);
    }

    @Test
    void a_report_has_at_most_256_events() {
        String event = "{\"type\":\"prompt\",\"session\":\"s\",\"text\":\"x\"}";
        String many = "{\"events\":[" + (event + ",").repeat(256) + event + "]}";

        assertThat(doors.post(Use.REPORT, "/openclaw/v1/report", many).statusCode())
                .isEqualTo(400);
        assertThat(report((event + ",").repeat(255) + event)).isEqualTo(256);
    }

    @Test
    void what_was_read_is_remembered_with_all_that_was_asked() {
        begin();
        decide("c1", """
                {"folders":[{"name":"legal"}],"first":3}""");
        outcome("c1");
        assertThat(remembered()).contains("\"folders\":[{\"name\":\"legal\"}]", "\"forgotten\":false");
    }

    @Test
    void an_answer_to_what_nobody_asked_is_never_one_to_a_call_without_arguments() {
        begin();
        outcome("c-nobody-asked");
        assertThat(remembered()).contains("notKept", "\"forgotten\":true");
    }

    @Test
    void arguments_too_long_to_be_kept_are_not_kept_in_part() {
        begin();
        String text = "\"" + "x".repeat(4_000) + "\"";
        decide("c1", "{\"folder\":\"legal\",\"texts\":[" + (text + ",").repeat(17) + text + "]}");
        outcome("c1");
        assertThat(remembered()).contains("notKept", "\"forgotten\":true").doesNotContain("xxx");
    }

    @Test
    void a_long_text_is_kept_by_its_beginning() {
        begin();
        decide("c1", "{\"folder\":\"legal\",\"text\":\"" + "x".repeat(100_000) + "\"}");
        outcome("c1");
        assertThat(remembered())
                .contains("\"folder\":\"legal\"", "\"forgotten\":false")
                .hasSizeLessThan(10_000);
    }

    private void begin() {
        report("{\"type\":\"session\",\"session\":\"" + SESSION + "\",\"phase\":\"started\"}");
    }

    private void outcome(String call) {
        report("{\"type\":\"outcome\",\"session\":\"" + SESSION + "\",\"call\":\"" + call
                + "\",\"tool\":\"t1\",\"ok\":true,\"text\":\"an answer\"}");
    }

    private String remembered() {
        return doors.house.reports.session(AGENT, new SessionId(SESSION)).json().text();
    }

    @Test
    void a_log_that_cannot_be_written_is_no_success() {
        doors.house.log.breakDown();
        var answer = doors.post(
                Use.REPORT,
                "/openclaw/v1/report",
                "{\"events\":[{\"type\":\"prompt\",\"session\":\"s\",\"text\":\"x\"}]}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("audit_unavailable");
    }

    private dev.bailiwick.json.JsonObject decide(String call) {
        return decide(call, "{}");
    }

    private dev.bailiwick.json.JsonObject decide(String call, String arguments) {
        return json(doors.post(
                Use.ASK,
                "/openclaw/v1/decide",
                "{\"session\":\"" + SESSION + "\",\"call\":\"" + call + "\",\"tool\":\"t3\",\"arguments\":" + arguments
                        + ",\"origin\":{\"kind\":\"unknown\",\"owner\":false}}"));
    }

    private int report(String events) {
        var answer = doors.post(Use.REPORT, "/openclaw/v1/report", "{\"events\":[" + events + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return (int) dev.bailiwick.json.Fields.of(json(answer)).number("accepted");
    }
}
