package dev.bailiwick.acceptance.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A wire between browser and server on loopback that can be cut and mended. */
final class CuttableWire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    CuttableWire(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + entrance.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(CuttableWire::end);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var browser = entrance.accept();
                if (cut) end(browser);
                else join(browser, new Socket(InetAddress.getLoopbackAddress(), target));
            } catch (IOException e) {
                // the entrance was closed, or the server is away: the browser sees a broken connection either way
            }
        }
    }

    private void join(Socket browser, Socket server) {
        open.add(browser);
        open.add(server);
        Thread.ofVirtual().start(() -> pump(browser, server));
        Thread.ofVirtual().start(() -> pump(server, browser));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end went away; closing both is all there is to do
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }
}
