package dev.bailiwick.host.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server may do to us: nothing but a well-formed permit lets anything begin. */
class DecisionClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    private static final JsonObject ATTEMPT = JsonObject.with("tool", "x").build();

    @TempDir
    private Path folder = Path.of("");

    private final AtomicReference<Answering> now = new AtomicReference<>(_ -> {});
    private final AtomicInteger asked = new AtomicInteger();
    private ServerSocket listener = unopened();
    private Path credentials = Path.of("");

    @SuppressWarnings("NullAway") // opened before each test
    private static ServerSocket unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        credentials = folder.resolve("credentials.json");
        Files.writeString(credentials, "{\"ask\": \"bwa_one\", \"report\": \"bwr_two\", \"model\": \"bwm_three\"}");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    /** What the server does once it has the whole request. */
    private interface Answering {
        void answer(Socket socket) throws IOException, InterruptedException;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                asked.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                // closed: the loop ends
            }
        }
    }

    private void answer(Socket accepted) {
        try (var socket = accepted) {
            socket.getInputStream().readNBytes(20);
            now.get().answer(socket);
        } catch (IOException | InterruptedException e) {
            // whoever asked is gone
        }
    }

    private DecisionClient before(Answering answering) {
        now.set(answering);
        return new DecisionClient(
                URI.create("http://127.0.0.1:" + listener.getLocalPort()), credentials, Duration.ofMillis(700));
    }

    private DecisionClient saying(String text) {
        return before(socket -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            // what is closed with something unread is reset
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
    }

    @Test
    void a_permit_names_its_entry() {
        assertThat(saying(OK + "   {\"answer\":\"permit\",\"entry\":17}").ask(ATTEMPT))
                .isEqualTo(new Answer.Permit(17));
    }

    @Test
    void whoever_waits_for_a_person_hears_beats_and_then_the_answer() {
        var server = before(socket -> {
            var out = socket.getOutputStream();
            out.write(OK.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                out.write(' ');
                out.flush();
                Thread.sleep(300);
            }
            out.write("{\"answer\":\"refusal\",\"entry\":3,\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
        assertThat(server.ask(ATTEMPT)).isEqualTo(new Answer.Refused("no"));
    }

    @Test
    void a_server_that_stands_still_has_permitted_nothing_and_is_asked_once() {
        for (var said : new String[] {"", OK, OK + "   "}) {
            asked.set(0);
            var server = before(socket -> {
                socket.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                Thread.sleep(1500);
            });
            assertThatThrownBy(() -> server.ask(ATTEMPT)).isInstanceOf(Unanswered.class);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void anything_but_a_well_formed_answer_is_no_permit() {
        for (var said : new String[] {
            OK + "{\"answer\":\"permit\"}",
            OK + "{\"answer\":\"permit\",\"entry\":-1}",
            OK + "{\"answer\":\"permit\",\"entry\":\"17\"}",
            OK + "{\"answer\":\"permitted\",\"entry\":17}",
            OK + "{\"answer\":\"permit\",\"entry\":17",
            OK + "{\"answer\":\"refusal\",\"answer\":\"permit\",\"entry\":17}",
            OK + "yes",
            OK,
            "HTTP/1.1 503 Busy\r\nConnection: close\r\n\r\n{\"answer\":\"permit\",\"entry\":17}",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\n\r\n",
            "",
        }) {
            assertThatThrownBy(() -> saying(said).ask(ATTEMPT)).as(said).isInstanceOf(Unanswered.class);
        }
    }

    @Test
    void a_freeze_is_a_clear_yes_or_no() {
        assertThat(saying(OK + "{\"frozen\":false}").frozen()).isEmpty();
        assertThat(saying(OK + "{\"frozen\":true,\"reason\":\"leak\"}").frozen())
                .contains("leak");
        assertThatThrownBy(() -> saying(OK + "{\"frozen\":\"false\"}").frozen()).isInstanceOf(Unanswered.class);
    }

    @Test
    void credentials_that_others_can_read_are_not_used_and_never_shown() throws IOException {
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> saying(OK).ask(ATTEMPT)).hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(credentials, "{\"ask\": bwa_one");
        assertThatThrownBy(() -> saying(OK).ask(ATTEMPT))
                .isInstanceOf(Unanswered.class)
                .hasMessageNotContaining("bwa_one");
    }

    @Test
    void a_credential_never_travels_in_the_clear() {
        assertThatThrownBy(() -> new DecisionClient(URI.create("http://192.0.2.7:7430"), credentials))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DecisionClient(URI.create("file:///x"), credentials))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
