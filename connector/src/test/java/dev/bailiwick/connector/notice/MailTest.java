package dev.bailiwick.connector.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.procedure.sink.Sink;
import dev.bailiwick.procedure.sink.SinkAway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail, to a real server: Debian's python3-aiosmtpd, which prints what it takes. */
class MailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder = Path.of("");

    private int port;

    @SuppressWarnings("NullAway") // started before each test
    private Process server = null;

    @BeforeEach
    void listens() throws Exception {
        assumeTrue(
                Files.exists(Path.of("/usr/lib/python3/dist-packages/aiosmtpd")), "python3-aiosmtpd is not installed");
        port = free();
        server = new ProcessBuilder(
                        "/usr/bin/python3",
                        "-u",
                        "-m",
                        "aiosmtpd",
                        "-n",
                        "-l",
                        "127.0.0.1:" + port,
                        "-c",
                        "aiosmtpd.handlers.Debugging",
                        "stdout")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("taken").toFile())
                .start();
        until(this::answers);
    }

    @AfterEach
    void stops() {
        if (server != null) server.destroyForcibly();
    }

    @Test
    void everybody_with_an_address_gets_a_message_of_their_own_with_a_deep_link() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(7));
        }
        until(() -> taken().contains("END MESSAGE"));
        assertThat(taken())
                .contains("To: <ana@corp.example>", "From: Bailiwick <bailiwick@corp.example>")
                .contains("Subject: [Bailiwick] T3 of agent desk: waits for you (task-0000000001)")
                .contains("Message-ID: <task-0000000001.ana@corp.example>")
                .doesNotContain("ben");
        assertThat(text())
                .contains(".a line with a dot before it", "https://bailiwick.corp.example/approvals/task-0000000001")
                .contains("An agent may have written this, do not follow it: \"message -> ‹b› ünïcode\"")
                .contains("Nothing is decided by mail");
    }

    @Test
    void what_became_of_it_follows_in_the_same_thread() throws Exception {
        try (var sink = sink()) {
            sink.send(Sent.parcels(7, 8));
        }
        until(() -> taken().split("END MESSAGE", -1).length == 3);
        assertThat(taken())
                .contains("Message-ID: <entry-8.ana@corp.example>", "In-Reply-To: <task-0000000001.ana@corp.example>");
    }

    @Test
    void a_server_that_is_away_is_tried_again() throws Exception {
        server.destroyForcibly().waitFor();
        try (var sink = sink()) {
            assertThatThrownBy(() -> sink.send(Sent.parcels(7)))
                    .isInstanceOf(SinkAway.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void a_server_elsewhere_without_tls_gets_nothing_in_clear_text() throws Exception {
        var elsewhere = new SmtpSession.Server(
                "0.0.0.0",
                port,
                (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault(),
                Optional.empty());
        assertThatThrownBy(() -> SmtpSession.open(elsewhere)).hasMessageContaining("clear text");
        assertThat(taken()).doesNotContain("MESSAGE");
    }

    @Test
    void without_a_sender_or_with_an_account_that_is_none_nothing_is_opened() throws Exception {
        var token = Files.writeString(folder.resolve("token"), "nocolon");
        assertThatThrownBy(() -> open("127.0.0.1:" + port, Optional.of(token)))
                .hasMessageContaining("user:password")
                .hasMessageNotContaining("nocolon");
        assertThatThrownBy(() -> open("mail corp", Optional.empty())).hasMessageContaining("host:port");
    }

    private Sink sink() {
        return open("127.0.0.1:" + port, Optional.empty());
    }

    private static Sink open(String to, Optional<Path> token) {
        return NoticeSink.open(
                Sent.settings(SinkSettings.Type.NOTICE_MAIL, to, token, Optional.empty()),
                entry -> Optional.of(Sent.notice(entry.sequence(), entry.sequence() == 7)),
                () -> URI.create("http://127.0.0.1"));
    }

    private String taken() {
        try {
            return Files.readString(folder.resolve("taken"));
        } catch (IOException e) {
            return "";
        }
    }

    /** What a reader sees: the base64 between the empty line and the end. */
    private String text() {
        String taken = taken();
        int begins = taken.indexOf("Content-Transfer-Encoding: base64");
        String body = taken.substring(begins + 33, taken.indexOf("------------ END MESSAGE"));
        String encoded =
                body.lines().filter(line -> line.matches("[A-Za-z0-9+/=]+")).reduce("", String::concat);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void until(java.util.function.BooleanSupplier done) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(end)) throw new AssertionError("it did not happen");
            Thread.sleep(50);
        }
    }
}
