package dev.bailiwick.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private Path path = Path.of("");
    private ControlSocket socket;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        path = folder.resolve("control");
        socket = ControlSocket.open(path, this::answer, Duration.ofMillis(300));
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private JsonObject answer(String account, JsonObject request) {
        await();
        return JsonObject.with("account", account).and("request", request).build();
    }

    private void await() {
        try {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_account_is_what_the_kernel_says() throws IOException {
        released.countDown();
        try (var connection = knock("{\"account\":\"somebody-else\"}\n")) {
            assertThat(Json.parseObject(line(connection)).string("account")).contains(System.getProperty("user.name"));
        }
    }

    @Test
    void who_says_nothing_is_shown_out() throws IOException {
        try (var silent = knock("{\"verb\"")) {
            assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void long_work_outlives_the_patience_with_those_who_ask() throws IOException {
        try (var working = knock("{\"verb\":\"stop\"}\n");
                var silent = knock("")) {
            assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            released.countDown();
            assertThat(line(working)).contains("\"stop\"");
        }
    }

    @Test
    void what_is_no_json_has_an_answer_too() throws IOException {
        try (var connection = knock("freeze!\n")) {
            assertThat(line(connection)).contains("\"usage\"");
        }
    }

    private SocketChannel knock(String words) throws IOException {
        var connection = SocketChannel.open(StandardProtocolFamily.UNIX);
        connection.connect(UnixDomainSocketAddress.of(path));
        connection.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
        return connection;
    }

    private static String line(SocketChannel connection) throws IOException {
        var reader =
                new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
        return String.valueOf(reader.readLine());
    }
}
