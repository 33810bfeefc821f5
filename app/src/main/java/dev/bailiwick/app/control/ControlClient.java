package dev.bailiwick.app.control;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Asks a running server. */
public final class ControlClient {
    private final Path socket;

    public ControlClient(Path socket) {
        this.socket = socket;
    }

    /** @throws ServerAway when no server listens there */
    public JsonObject ask(JsonObject request) {
        try (var connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            connection.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.wrap((request.text() + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) connection.write(bytes);
            var answer = Channels.newInputStream(connection).readAllBytes();
            return Json.parseObject(answer, JsonLimits.FILE);
        } catch (IOException e) {
            throw new ServerAway("no Bailiwick answers at " + socket + ": start it with `./bailiwick serve`", e);
        }
    }

    /** Nobody listens on the control socket. */
    public static final class ServerAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ServerAway(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
