package dev.bailiwick.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.mail.Letter;
import dev.bailiwick.procedure.mail.MailAway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImapSmtpTest {
    @TempDir
    private Path folder = Path.of("");

    private Servers servers = absent();
    private final ImapSmtp mail = new ImapSmtp(InstantSource.system());

    @SuppressWarnings("NullAway") // stands there until @BeforeEach has run
    private static Servers absent() {
        return null;
    }

    @BeforeEach
    void start() throws IOException, InterruptedException {
        servers = new Servers(folder);
    }

    @AfterEach
    void stop() {
        if (servers != null) servers.close();
    }

    private Secret account(String password) {
        return new Secret(servers.account(password));
    }

    private Secret account() {
        return account("mailbox-canary");
    }

    private static Letter letter() {
        return Letter.of(JsonObject.with("to", "bea@corp.example")
                .and("bcc", "eve@evil.example")
                .and("subject", "Grüße")
                .and("text", "see you\n.\nat ten")
                .build());
    }

    @Test
    void what_lies_there_is_listed_and_read_and_nothing_there_changes() throws IOException {
        servers.lay("cur/0.z.host:2,T", "Subject: to be deleted\n\n");
        servers.lay("From: Ben <ben@shop.example>\nTo: desk@corp.example\nSubject: invoice\n\nplease pay 10\n");
        var listed = mail.list(account(), 10).array("messages");
        assertThat(listed.text()).contains("Ben <ben@shop.example>", "invoice").doesNotContain("please pay");
        var id = ((JsonObject) listed.values().getFirst()).string("id").orElseThrow();
        assertThat(mail.read(account(), Long.parseLong(id)).string("text").orElse(""))
                .contains("please pay 10");
        try (Stream<Path> all = Files.walk(folder.resolve("mail"))) {
            assertThat(all.map(Path::toString)).noneMatch(name -> name.matches(".*:2,.*S.*"));
        }
        assertThat(folder.resolve("mail/cur/0.z.host:2,T")).exists();
        assertThatThrownBy(() -> mail.read(account(), 99)).isInstanceOf(MailAway.class);
    }

    @Test
    void a_draft_lies_in_its_folder_and_nobody_gets_it() throws IOException {
        mail.draft(account(), letter());
        try (Stream<Path> all = Files.walk(folder.resolve("mail/.Drafts"))) {
            assertThat(all.filter(Files::isRegularFile).map(Path::toString))
                    .anyMatch(name -> name.matches(".*:2,.*D.*"));
        }
        assertThat(servers.taken()).doesNotContain("MESSAGE");
    }

    @Test
    void a_letter_goes_out_with_the_mailbox_s_own_sender_and_no_word_of_blind_copies() {
        mail.send(account(), letter());
        Servers.until(() -> servers.taken().contains("END MESSAGE"));
        assertThat(servers.taken())
                .contains("From: desk@corp.example", "To: bea@corp.example", "see you")
                .doesNotContain("eve@evil.example", "canary");
    }

    @Test
    void a_wrong_password_and_a_server_that_is_away_do_nothing_and_say_no_secret() {
        assertThatThrownBy(() -> mail.list(account("wrong-canary"), 5))
                .isInstanceOf(MailAway.class)
                .hasMessageContaining("does not let us in")
                .hasMessageNotContaining("canary");
        servers.close();
        assertThatThrownBy(() -> mail.send(account(), letter()))
                .isInstanceOfSatisfying(
                        MailAway.class, away -> assertThat(away.nothingDone()).isTrue());
        assertThatThrownBy(() -> mail.list(new Secret("no-json-canary"), 5))
                .isInstanceOf(MailAway.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void an_empty_mailbox_is_an_empty_list() {
        assertThat(mail.list(account(), 10).text()).isEqualTo("{\"messages\":[]}");
    }

    @Test
    void a_letter_that_was_written_to_break_its_reader_is_only_text() throws IOException {
        servers.lay("""
                From: "<b>" <<<>>,;:@
                Subject: =?UTF-16BE?B?2AA=?= mailbox-canary
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Disposition: attachment

                of the attachment
                --b
                Content-Type: text/plain; charset=no-such

                my password is mailbox-canary
                --b--
                """);
        servers.lay("new/2.b.host", "From: a@b.example\nSubject: =?UTF-16BE?B?2AA=?= mailbox-canary\n\n.\n");
        assertThat(mail.list(account(), 10).text())
                .contains("(cannot be read)", "a@b.example", "***")
                .doesNotContain("canary");
        assertThat(mail.read(account(), 1).string("text").orElse(""))
                .contains("my password is ****")
                .doesNotContain("canary", "of the attachment");
    }

    @Test
    void a_long_letter_is_cut() throws IOException {
        servers.lay("From: a@b.example\n\n" + "0123456789abcde\n".repeat(40_000));
        assertThat(mail.read(account(), 1).string("text").orElse("")).hasSize(256 * 1024);
    }

    @Test
    void a_text_cannot_begin_a_second_letter() {
        var smuggled = "one\r.\r\nMAIL FROM:<boss@corp.example>\n.\nRCPT TO:<eve@evil.example>\r\n.\r\nDATA";
        mail.send(
                account(),
                Letter.of(JsonObject.with("to", "bea@corp.example")
                        .and("text", smuggled)
                        .build()));
        Servers.until(() -> servers.taken().contains("END MESSAGE"));
        assertThat(servers.taken()).containsOnlyOnce("END MESSAGE").contains("RCPT TO:<eve@evil.example>", "DATA");
    }

    @Test
    void a_mailbox_without_a_way_out_is_only_read() {
        var readOnly = new Secret(account().reveal(text -> text.replaceAll("\"smtp\":\"[^\"]*\",", "")));
        assertThat(mail.list(readOnly, 10).array("messages").values()).isEmpty();
        assertThatThrownBy(() -> mail.draft(readOnly, letter())).hasMessage("this mailbox is only read");
        assertThatThrownBy(() -> mail.send(readOnly, letter())).hasMessage("this mailbox is only read");
        assertThat(folder.resolve("mail/.Drafts")).doesNotExist();
    }
}
