package dev.bailiwick.host.confine;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.account.Accounts;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An empty network (network_namespaces(7)): loopback and nothing else, no route, no neighbour, abstract sockets of its own. Whoever
 * is not root gets it inside a user namespace; unshare(1) makes both, because a program of several threads cannot.
 */
final class OwnNetwork {
    private static final Path UNSHARE = Path.of("/usr/bin/unshare");
    private static final int INET = 2;
    private static final int STREAM_CLOSED_ON_EXEC = 1 | 0x80000;
    private static final int SET_FLAGS = 0x8914; // SIOCSIFFLAGS
    private static final short UP_AND_RUNNING = 0x41;
    private static final int AMBIENT = 47; // PR_CAP_AMBIENT
    private static final int CLEAR_ALL = 4;
    private static final int CAPABILITIES_OF_64_BITS = 0x20080522;
    private static final int WAITING = 64;

    private final Kernel kernel;
    private final Machine machine;

    OwnNetwork(Kernel kernel, Machine machine) {
        this.kernel = kernel;
        this.machine = machine;
    }

    /** What stands before a command that is to have one. The process stays the same. */
    static List<String> entering() {
        return Accounts.own().isRoot()
                ? List.of(UNSHARE.toString(), "--net", "--")
                : List.of(UNSHARE.toString(), "--user", "--map-current-user", "--keep-caps", "--net", "--");
    }

    /** Why this machine gives none, in its own words; empty when it does. It is tried. */
    static Optional<String> refused() {
        if (!Files.isExecutable(UNSHARE)) return Optional.of("unshare(1) is not installed");
        var command = new ArrayList<>(entering());
        command.add("/bin/true");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("unshare(1) does not end");
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(
                            said.isEmpty()
                                    ? "unshare(1) failed"
                                    : Untrusted.visible(said.lines().findFirst().orElse("")));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** Wakes loopback and listens there: the number of the listening socket, which somebody outside takes over. */
    long listen(int port) {
        long socket = kernel.must("make a socket", machine.socket(), INET, STREAM_CLOSED_ON_EXEC, 0, 0, 0);
        var loopback = kernel.arena().allocate(40, 8); // struct ifreq
        loopback.setString(0, "lo");
        loopback.set(ValueLayout.JAVA_SHORT, 16, UP_AND_RUNNING);
        kernel.must("wake its loopback", machine.sockets().ioctl(), socket, SET_FLAGS, loopback.address(), 0, 0);
        var address = SocketAddress.loopback(port).in(kernel.arena());
        kernel.must("take port " + port, machine.sockets().bind(), socket, address.address(), address.byteSize(), 0, 0);
        kernel.must("listen", machine.sockets().listen(), socket, WAITING, 0, 0, 0);
        return socket;
    }

    /** The rights over the new network were for waking it alone: capset(2) to none, and none to be had by the next program. */
    void giveUpRights() {
        kernel.must("give up its rights", machine.prctl(), AMBIENT, CLEAR_ALL, 0, 0, 0);
        var header = kernel.arena().allocate(8, 4);
        header.set(ValueLayout.JAVA_INT, 0, CAPABILITIES_OF_64_BITS);
        var none = kernel.arena().allocate(24, 4);
        kernel.must("have none left", machine.rights(), header.address(), none.address(), 0, 0, 0);
    }
}
