package dev.bailiwick.host.confine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/**
 * Hands what comes to a listening socket of another network over to one port of this machine's loopback. A socket belongs to the
 * network it was made in, whoever holds it: that is the whole passage.
 */
final class Relay implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final int PART = 1 << 16;
    private static final int WRITING = 1;
    private static final int BOTH = 2;

    private final Kernel kernel;
    private final Machine machine;
    private final long listener;
    private final InetSocketAddress to;
    private final Semaphore places = new Semaphore(AT_ONCE);

    private Relay(Kernel kernel, Machine machine, long listener, int port) {
        this.kernel = kernel;
        this.machine = machine;
        this.listener = listener;
        this.to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Takes the socket over from the process that made it (pidfd_getfd(2)). */
    static Relay over(Machine machine, long pid, long socket, int port) {
        // its threads may outlive the command by a moment
        var kernel = new Kernel(Arena.ofAuto());
        long process = kernel.must("see the command's process", Machine.PIDFD_OPEN, pid, 0, 0, 0, 0);
        long taken = kernel.must("take its way out over", Machine.PIDFD_GETFD, process, socket, 0, 0, 0);
        kernel.call(machine.sockets().close(), process, 0, 0, 0, 0);
        var relay = new Relay(kernel, machine, taken, port);
        // threads of the system's own: they wait inside the kernel
        Thread.ofPlatform().daemon().name("way-out").start(relay::accept);
        return relay;
    }

    private void accept() {
        while (true) {
            places.acquireUninterruptibly();
            long socket = kernel.call(machine.sockets().accept(), listener, 0, 0, 0, 0);
            if (socket < 0) return; // closed
            Thread.ofPlatform().daemon().name("way-out-one").start(() -> serve(socket));
        }
    }

    private void serve(long socket) {
        try (var outside = SocketChannel.open(to)) {
            var up = Thread.ofPlatform().daemon().name("way-out-up").start(() -> up(socket, outside));
            down(outside, socket);
            up.join();
        } catch (IOException e) {
            kernel.call(machine.sockets().shutdown(), socket, BOTH, 0, 0, 0); // the proxy is away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kernel.call(machine.sockets().close(), socket, 0, 0, 0, 0);
            places.release();
        }
    }

    private void up(long socket, SocketChannel outside) {
        try (var arena = Arena.ofConfined()) {
            var calls = new Kernel(arena);
            var part = arena.allocate(PART);
            long read;
            while ((read = calls.call(machine.sockets().read(), socket, part.address(), PART, 0, 0)) > 0) {
                var bytes = part.asSlice(0, read).asByteBuffer();
                while (bytes.hasRemaining()) outside.write(bytes);
            }
            outside.shutdownOutput();
        } catch (IOException e) {
            kernel.call(machine.sockets().shutdown(), socket, BOTH, 0, 0, 0);
        }
    }

    private void down(SocketChannel outside, long socket) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var calls = new Kernel(arena);
            var part = arena.allocate(PART);
            var buffer = part.asByteBuffer();
            while (outside.read(buffer.clear()) >= 0) {
                for (long sent = 0; sent < buffer.position(); ) {
                    long more = calls.call(
                            machine.sockets().write(), socket, part.address() + sent, buffer.position() - sent, 0, 0);
                    if (more < 0) return;
                    sent += more;
                }
            }
            calls.call(machine.sockets().shutdown(), socket, WRITING, 0, 0, 0);
        }
    }

    @Override
    public void close() {
        kernel.call(machine.sockets().shutdown(), listener, BOTH, 0, 0, 0);
        kernel.call(machine.sockets().close(), listener, 0, 0, 0, 0);
    }
}
