package dev.bailiwick.connector.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.core.register.SinkSettings.Form;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Parcel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileTextTest {
    private final Event hostile = Samples.decision("refused", Samples.HOSTILE);

    @ParameterizedTest
    @EnumSource(Form.class)
    void an_event_is_one_line_of_printable_characters(Form form) {
        var line = new Wording(form, 1 << 20).line(hostile);

        assertThat(line.codePoints()).allMatch(Plain::plain);
        assertThat(line).contains("forged");
    }

    @Test
    void json_says_exactly_what_was_written() {
        String text = Samples.HOSTILE.replace("\0", ""); // no entry holds a NUL: what has one is refused before
        var read = Json.parseObject(new Wording(Form.ENTRY, 1 << 20).line(Samples.decision("refused", text)));

        assertThat(read.object("body")
                        .orElseThrow()
                        .object("attempt")
                        .orElseThrow()
                        .string("tool"))
                .contains(text);
    }

    @Test
    void in_cef_only_our_own_fields_are_fields() {
        var cef = Cef.of(hostile);

        assertThat(cef).startsWith("CEF:0|Bailiwick|Bailiwick|1|decision|decision refused|6|");
        assertThat(cef.split(" act=", -1)).as("act").hasSize(2);
        assertThat(cef).contains("act=refused").contains("act\\=permit");
        var kind = Samples.event(
                Kind.ALERT, JsonObject.with("what", "a|b\\c\n").and("text", "t").build());
        assertThat(Cef.of(kind)).startsWith("CEF:0|Bailiwick|Bailiwick|1|alert|alert a\\|b\\\\c?|8|");
    }

    @Test
    void in_syslog_structured_data_ends_where_we_end_it() {
        var body = Samples.decisionBody("refused\" ] x", "t");
        var message =
                new SyslogMessage("host name\n", new Wording(Form.CEF, 1 << 20)).of(Samples.event(Kind.DECISION, body));

        assertThat(message)
                .startsWith(
                        "<110>1 2026-05-01T10:00:00.123456Z hostname bailiwick - decision [bailiwick@32473 seq=\"7\""
                                + " agent=\"desk\" tier=\"3\" verdict=\"refused\\\" \\] x\"] CEF:0|");
    }

    @Test
    void what_is_larger_than_the_budget_is_sent_as_its_digest() {
        var large = Samples.decision("permit", "x".repeat(100_000));
        for (var form : Form.values()) {
            var line = new Wording(form, 7 << 10).line(large);
            if (form == Form.CEF) assertThat(line).hasSizeLessThan(7 << 10).contains("cs2Label=digest");
            else assertThat(line).hasSizeLessThan(7 << 10).contains("\"tooLarge\":true", "\"sequence\":7");
        }
    }

    @Test
    void what_may_have_come_before_says_so() {
        var again = new Event(
                new Parcel.Logged(Samples.entry(7, Kind.DECISION, Samples.decisionBody("permit", "t")), true));
        var syslog = new SyslogMessage("h", new Wording(Form.ENTRY, 1 << 20));

        assertThat(syslog.of(again)).contains(" resent=\"true\"]").contains("\"resent\":true");
        assertThat(Cef.of(again)).contains("cs1Label=resent cs1=true");
        assertThat(syslog.of(hostile)).doesNotContain("resent");
    }
}
