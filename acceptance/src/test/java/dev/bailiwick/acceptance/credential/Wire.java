package dev.bailiwick.acceptance.credential;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The wire between Bailiwick and a database without TLS. At one moment it does something else than to pass the word on. */
final class Wire implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int there;
    private final AtomicReference<Armed> armed = new AtomicReference<>(Armed.NOT);

    private record Armed(Moment moment, Runnable then, AtomicInteger turns) {
        static final Armed NOT = new Armed(Moment.before("never", "", 1), () -> {}, new AtomicInteger(1));

        boolean isNow(String words) {
            return words.contains(moment.words()) && turns.incrementAndGet() == moment.turn();
        }
    }

    /** @param there the database's port on loopback */
    Wire(int there) throws IOException {
        this.there = there;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param then done once, when the moment has come; nothing more passes on that connection */
    void arm(Moment moment, Runnable then) {
        armed.set(new Armed(moment, then, new AtomicInteger()));
    }

    /** Whether the moment has not come. */
    boolean waits() {
        return !armed.get().equals(Armed.NOT);
    }

    private void accept() {
        try {
            while (true) {
                var one = socket.accept();
                Thread.ofVirtual().start(() -> joined(one));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void joined(Socket here) {
        try (here;
                var far = new Socket(InetAddress.getLoopbackAddress(), there)) {
            var silent = new AtomicBoolean();
            Thread.ofVirtual().start(() -> answers(far, here, silent));
            words(here.getInputStream(), far.getOutputStream(), silent);
        } catch (IOException e) {
            // one side hung up: so does the other
        }
    }

    private void words(InputStream in, OutputStream out, AtomicBoolean silent) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            var now = armed.get();
            if (now.isNow(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                silent.set(true);
                if (now.moment().lost()) out.write(Arrays.copyOf(buffer, read));
                if (now.moment().lost()) settle();
                armed.set(Armed.NOT);
                now.then().run();
                return;
            }
            out.write(buffer, 0, read);
        }
    }

    /** The database has done what it was told before its answer is thrown away. */
    private static void settle() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answers(Socket far, Socket here, AtomicBoolean silent) {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = far.getInputStream().read(buffer);
                    read >= 0;
                    read = far.getInputStream().read(buffer)) {
                if (!silent.get()) here.getOutputStream().write(buffer, 0, read);
            }
            here.close();
        } catch (IOException e) {
            // one side hung up
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
