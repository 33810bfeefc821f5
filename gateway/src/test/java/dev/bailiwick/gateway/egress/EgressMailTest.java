package dev.bailiwick.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.credential.Placement;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox that an agent uses with a handle. */
class EgressMailTest {
    private static final String HANDLE = "bwh_mail0123456789abcdefghij";
    private static final String LETTER =
            "{\"to\": [\"bea@corp.example\"], \"bcc\": \"eve@evil.example\", \"subject\": \"hello\", \"text\": \"see you\"}";

    private Way way = absent();

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Way absent() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        way = new Way(Placement.bearer());
        way.another("mailbox", HANDLE, "the account", "mail.internal");
    }

    @AfterEach
    void close() throws IOException {
        way.close();
    }

    private String ask(String start, String type, String body, String handle)
            throws IOException, GeneralSecurityException {
        return way.send(
                "mail.internal:443",
                Optional.of("mail.internal"),
                start + " HTTP/1.1\r\nHost: mail.internal\r\nauthorization: Bearer " + handle + "\r\ncontent-type: "
                        + type + "\r\ncontent-length: " + body.length() + "\r\nconnection: close\r\n\r\n" + body);
    }

    private String post(String path, String body) throws IOException, GeneralSecurityException {
        return ask("POST " + path, "application/json", body, HANDLE);
    }

    @Test
    void reading_passes_with_the_account_that_the_agent_never_sees() throws IOException, GeneralSecurityException {
        assertThat(ask("GET /v1/messages", "application/json", "", HANDLE))
                .startsWith("HTTP/1.1 200")
                .contains("\"entered\":\"yes\"")
                .doesNotContain("the account");
    }

    @Test
    void a_draft_is_kept_and_goes_nowhere() throws IOException, GeneralSecurityException {
        assertThat(post("/v1/drafts", LETTER)).startsWith("HTTP/1.1 200");
        assertThat(way.mail.drafts).hasSize(1);
        assertThat(way.mail.sent).isEmpty();
    }

    @Test
    void a_letter_waits_for_people_and_is_not_sent_meanwhile() throws IOException, GeneralSecurityException {
        assertThat(post("/v1/messages", LETTER)).contains("pending", "not started");
        assertThat(way.mail.sent).isEmpty();
    }

    @Test
    void a_body_that_says_its_recipients_where_nobody_decided_about_them_is_no_letter()
            throws IOException, GeneralSecurityException {
        assertThat(ask("POST /v1/drafts", "text/plain", LETTER, HANDLE)).contains("a letter is JSON");
        assertThat(post("/v1/drafts", LETTER.replace("\"bcc\"", "\"Bcc\""))).contains("a letter is JSON");
        assertThat(post("/v1/drafts", LETTER.replace("bea@corp.example", "Bea <bea@corp.example>, x@y.example")))
                .contains("a letter is JSON");
        assertThat(post("/v1/drafts", LETTER.replace("\"hello\"", "\"hello\\r\\nBcc: x@y.example\"")))
                .contains("a letter is JSON");
        assertThat(post("/v1/drafts", LETTER.replace("\"subject\"", "\"from\": \"boss@corp.example\", \"subject\"")))
                .contains("a letter is JSON");
        assertThat(way.mail.drafts).isEmpty();
    }

    @Test
    void without_its_handle_nobody_opens_it() throws IOException, GeneralSecurityException {
        assertThat(ask("GET /v1/messages", "application/json", "", "its-own")).contains("egress_denied");
        assertThat(ask("GET /v1/messages", "application/json", "", Way.HANDLE)).contains("handle_misplaced");
    }

    @Test
    void what_is_no_letter_is_refused_before_people_are_asked() throws IOException, GeneralSecurityException {
        assertThat(ask("POST /v1/messages", "text/plain", LETTER, HANDLE)).contains("a letter is JSON");
        assertThat(ask("DELETE /v1/messages/1", "application/json", "", HANDLE)).contains("no_such_operation");
        assertThat(ask("GET /v1/messages/1/raw", "application/json", "", HANDLE))
                .contains("no_such_operation");
    }

    @Test
    void somebody_s_key_in_a_letter_becomes_stars_and_an_alert() throws IOException, GeneralSecurityException {
        way.mail.text = "use ghp_0123456789abcdefghijABCDEFGHIJ012345 please";
        assertThat(ask("GET /v1/messages/1", "application/json", "", HANDLE))
                .startsWith("HTTP/1.1 200")
                .contains("use ***", "please")
                .doesNotContain("ghp_");
    }

    @Test
    void a_draft_whose_server_is_away_was_not_kept_and_says_so() throws IOException, GeneralSecurityException {
        way.mail.away = true;
        assertThat(post("/v1/drafts", LETTER)).startsWith("HTTP/1.1 502").contains("did not take it");
        assertThat(way.mail.drafts).isEmpty();
    }
}
