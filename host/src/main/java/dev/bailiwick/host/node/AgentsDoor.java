package dev.bailiwick.host.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Where this machine's agents ask, on loopback: what they say goes to the server and what it answers comes back, byte by byte. When
 * the server cannot be reached the door itself answers 503, which permits nothing to anybody who asks.
 */
public final class AgentsDoor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AgentsDoor.class.getName());
    private static final int AT_ONCE = 1024;
    private static final int DRAIN_MILLIS = 1000;
    private static final int DRAINED = 4 << 20;
    private static final String BODY =
            "{\"error\":\"cut_off\",\"message\":\"this machine is cut off from Bailiwick's server: nothing is permitted\"}";
    private static final byte[] CLOSED = ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
                    + "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: " + BODY.length() + "\r\n\r\n"
                    + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private final NodeLine line;
    private final ServerSocket door;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private AgentsDoor(NodeLine line, ServerSocket door) {
        this.line = line;
        this.door = door;
    }

    /** @param port 0 takes a free one */
    public static AgentsDoor open(NodeLine line, int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), AT_ONCE);
        var door = new AgentsDoor(line, socket);
        Thread.ofVirtual().name("agents' door").start(door::welcome);
        return door;
    }

    public int port() {
        return door.getLocalPort();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                var agent = door.accept();
                if (places.tryAcquire()) Thread.ofVirtual().start(() -> serve(agent));
                else agent.close();
            } catch (IOException e) {
                if (!door.isClosed()) LOG.log(System.Logger.Level.WARNING, "the agents' door: " + e.getMessage());
            }
        }
    }

    private void serve(Socket agent) {
        open.add(agent);
        try (agent) {
            agent.setTcpNoDelay(true);
            try (var server = line.open()) {
                open.add(server);
                relay(agent, server);
            } catch (IOException e) {
                refuse(agent);
            }
        } catch (IOException | InterruptedException e) {
            // whoever asked is gone
        } finally {
            open.remove(agent);
            places.release();
        }
    }

    /** Either side's end ends both: half an exchange is worth nothing. */
    private void relay(Socket agent, Socket server) throws IOException, InterruptedException {
        try {
            var up = Thread.ofVirtual().start(() -> copy(agent, server));
            copy(server, agent);
            close(agent);
            close(server);
            up.join();
        } finally {
            open.remove(server);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] part = new byte[16 << 10];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                out.write(part, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }

    /** What is being sent is read first, or the answer would be lost with it. */
    private static void refuse(Socket agent) throws IOException {
        agent.getOutputStream().write(CLOSED);
        agent.getOutputStream().flush();
        agent.shutdownOutput();
        agent.setSoTimeout(DRAIN_MILLIS);
        byte[] part = new byte[16 << 10];
        int left = DRAINED;
        for (int read = agent.getInputStream().read(part);
                read >= 0 && left > 0;
                read = agent.getInputStream().read(part)) left -= read;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the agents' door did not close", e);
        }
        open.forEach(AgentsDoor::close);
    }
}
