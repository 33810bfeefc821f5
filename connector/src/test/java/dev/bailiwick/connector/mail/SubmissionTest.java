package dev.bailiwick.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.mail.Letter;
import dev.bailiwick.procedure.mail.MailAway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that fail as real ones do, played word by word. */
class SubmissionTest {
    private ServerSocket door = opened("127.0.0.1");
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private static ServerSocket opened(String address) {
        try {
            return new ServerSocket(0, 1, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    /** What it answers to a letter's end; nothing: it hangs up. */
    private void serve(String refused, String toTheEnd) {
        Thread.ofVirtual().start(() -> {
            try (var client = door.accept()) {
                talk(client, refused, toTheEnd);
            } catch (IOException _) {
                // the test is over
            }
        });
    }

    private void talk(Socket client, String refused, String toTheEnd) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 here");
        boolean letter = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (letter && !line.equals(".")) continue;
            if (letter && toTheEnd.isEmpty()) return;
            if (letter) say(client, toTheEnd);
            else if (!refused.isEmpty() && line.contains(refused)) say(client, "550 no such person");
            else say(client, line.equals("DATA") ? "354 go on" : "250 well");
            letter = line.equals("DATA");
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void send() {
        send("smtp://127.0.0.1:" + door.getLocalPort());
    }

    private static void send(String smtp) {
        var account = JsonObject.with("imap", "imap://127.0.0.1:1")
                .and("smtp", smtp)
                .and("user", "desk")
                .and("password", "mailbox-canary")
                .and("from", "desk@corp.example")
                .build();
        new ImapSmtp(InstantSource.system())
                .send(
                        new Secret(account.text()),
                        Letter.of(JsonObject.with("to", "bea@corp.example")
                                .and("bcc", "eve@evil.example")
                                .and("text", "see you")
                                .build()));
    }

    private static void failed(MailAway away, boolean nothingDone) {
        assertThat(away.nothingDone()).isEqualTo(nothingDone);
        assertThat(away).hasMessageNotContaining("canary").hasNoCause();
    }

    @Test
    void a_server_that_hangs_up_over_a_whole_letter_may_have_taken_it() {
        serve("", "");
        assertThatThrownBy(this::send).isInstanceOfSatisfying(MailAway.class, away -> failed(away, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 this is spam", "451 later"})
    void a_letter_that_was_refused_was_not_sent(String answer) {
        serve("", answer);
        assertThatThrownBy(this::send).isInstanceOfSatisfying(MailAway.class, away -> failed(away, true));
    }

    @Test
    void where_one_is_refused_nobody_gets_it() {
        serve("eve@evil.example", "250 taken");
        assertThatThrownBy(this::send).isInstanceOfSatisfying(MailAway.class, away -> failed(away, true));
        assertThat(String.join("\n", heard)).contains("bea@corp.example").doesNotContain("DATA");
    }

    @Test
    void the_sender_on_the_envelope_is_the_mailbox_s_own() {
        serve("", "250 taken");
        send();
        assertThat(String.join("\n", heard))
                .contains("MAIL FROM:<desk@corp.example>")
                .containsPattern("Message-ID: <.*@corp.example>");
    }

    /** An address of this machine that is none of those where nobody listens in between. */
    @Test
    void a_server_elsewhere_that_speaks_no_tls_gets_no_password() throws IOException {
        door.close();
        door = opened("127.0.0.2");
        serve("", "250 taken");
        assertThatThrownBy(() -> send("smtp://127.0.0.2:" + door.getLocalPort()))
                .isInstanceOfSatisfying(MailAway.class, away -> failed(away, true));
        assertThat(String.join("\n", heard)).contains("EHLO").doesNotContain("AUTH", "canary", "MAIL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pop3://127.0.0.1",
                "http://127.0.0.1",
                "smtp:nowhere",
                "smtp://desk:secret-canary@127.0.0.1",
                "not a uri"
            })
    void what_is_no_server_is_no_account(String smtp) {
        assertThatThrownBy(() -> send(smtp)).isInstanceOfSatisfying(MailAway.class, away -> failed(away, true));
    }
}
