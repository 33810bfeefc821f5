package dev.bailiwick.secrets.openssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The ssh agent of one certificate: says that it has it, and signs with its key. */
final class Agent implements AutoCloseable {
    private static final int FAILURE = 5;
    private static final int ASKED_WHAT = 11;
    private static final int HAVE = 12;
    private static final int ASKED_TO_SIGN = 13;
    private static final int SIGNED = 14;
    private static final int LARGEST = 64 * 1024;

    private final ServerSocketChannel door;
    private final KeyPair holder;
    private final byte[] certificate;

    private Agent(ServerSocketChannel door, KeyPair holder, byte[] certificate) {
        this.door = door;
        this.holder = holder;
        this.certificate = certificate;
    }

    static Agent on(Path socket, KeyPair holder, byte[] certificate) throws IOException {
        var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));
        var agent = new Agent(door, holder, certificate);
        Thread.ofVirtual().name("ssh agent").start(agent::serve);
        return agent;
    }

    private void serve() {
        while (true) {
            try (var client = door.accept()) {
                converse(client);
            } catch (IOException | IllegalArgumentException _) {
                if (!door.isOpen()) return;
            }
        }
    }

    private void converse(SocketChannel client) throws IOException {
        while (true) {
            int length = read(client, Integer.BYTES).getInt();
            if (length < 1 || length > LARGEST) throw new IOException("no message of an agent's client");
            var answer = answer(read(client, length));
            var framed = ByteBuffer.wrap(new Wire().string(answer).bytes());
            while (framed.hasRemaining()) client.write(framed);
        }
    }

    private byte[] answer(ByteBuffer message) {
        return switch (message.get()) {
            case ASKED_WHAT ->
                new Wire()
                        .one(HAVE)
                        .number(1)
                        .string(certificate)
                        .string("probe")
                        .bytes();
            case ASKED_TO_SIGN -> sign(Wire.string(message), Wire.string(message));
            default -> new Wire().one(FAILURE).bytes();
        };
    }

    private byte[] sign(byte[] key, byte[] data) {
        return Arrays.equals(key, certificate)
                ? new Wire().one(SIGNED).string(holder.sign(data)).bytes()
                : new Wire().one(FAILURE).bytes();
    }

    private static ByteBuffer read(SocketChannel client, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (client.read(buffer) < 0) throw new EOFException("the client went");
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
