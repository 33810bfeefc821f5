package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinksTest {
    @TempDir
    private Path folder = Path.of("");

    private ServerSocket receiver = free();

    private static ServerSocket free() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void write() throws IOException {
        var shop = SmallShop.in(folder);
        Files.writeString(
                shop.data().organisation(), """
                sinks:
                  - {name: lines, type: file, to: "%s", form: ocsf}
                  - {name: siem, type: syslog-tcp, to: "127.0.0.1:%d", form: ocsf}
                """.formatted(lines(), receiver.getLocalPort()), StandardOpenOption.APPEND);
    }

    private Path lines() {
        return folder.resolve("lines.jsonl");
    }

    private Ran sinks(String... words) {
        var whole = new java.util.ArrayList<>(java.util.List.of("sinks"));
        whole.addAll(java.util.List.of(words));
        return Ran.line(whole.toArray(String[]::new));
    }

    private Ran test(String name, String... more) {
        var whole = new java.util.ArrayList<>(
                java.util.List.of("test", name, "--data", folder.resolve("data").toString()));
        whole.addAll(java.util.List.of(more));
        return sinks(whole.toArray(String[]::new));
    }

    /** Takes one connection; keeps what comes, or drops it without a word. */
    private void receive(Path kept, boolean keeps) {
        Thread.ofVirtual().start(() -> {
            try (var connection = receiver.accept()) {
                byte[] some = connection.getInputStream().readNBytes(200);
                byte[] more = new byte[10_000];
                int count = connection.getInputStream().read(more);
                if (keeps)
                    Files.writeString(
                            kept,
                            new String(some, StandardCharsets.UTF_8)
                                    + new String(more, 0, Math.max(count, 0), StandardCharsets.UTF_8));
                connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException _) {
                // the test is over
            }
        });
    }

    @Test
    void a_file_is_read_back_and_holds_to_the_schema() throws IOException {
        assertThat(test("lines").text()).contains("read back from " + lines());
        assertThat(sinks("check", lines().toString()).text()).contains("1 events, 0 faults");

        Files.writeString(lines(), "{\"class_uid\": 6003}\nno JSON\n", StandardOpenOption.APPEND);
        var ran = sinks("check", lines().toString());
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.text()).contains("line 2: the event lacks metadata", "line 3: ");
        assertThat(sinks("schema").json().string("title")).isPresent();
    }

    @Test
    void a_receiver_that_acknowledges_nothing_is_believed_when_its_file_has_the_heartbeat() {
        var kept = folder.resolve("kept");
        receive(kept, true);
        var ran = test("siem", "--read-back", kept.toString());
        assertThat(ran.text()).contains("read back from");
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_receiver_that_takes_everything_and_keeps_nothing_fails_the_test() {
        var kept = folder.resolve("kept");
        receive(kept, false);
        assertThat(test("siem", "--read-back", kept.toString()).code()).isEqualTo(6);
    }
}
