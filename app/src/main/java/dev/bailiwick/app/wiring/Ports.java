package dev.bailiwick.app.wiring;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Loopback ports: taken ones are named before anything is started. */
final class Ports {
    private static final int ROUNDS = 20;
    private static final byte[] SIXTH = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private Ports() {}

    /**
     * The wanted port, or a free one for 0.
     *
     * @throws Refusal when somebody listens there already
     */
    static int free(int wanted, String option) {
        return bound(InetAddress.getLoopbackAddress(), wanted)
                .orElseThrow(() -> new Refusal(
                        "port " + wanted + " is taken: stop what listens there, or choose another with " + option));
    }

    /**
     * The wanted port, or a free one for 0, on every address that {@code localhost} may mean: a browser that finds nobody on
     * one tries the other, and must not find a stranger there.
     *
     * @throws Refusal when somebody listens there already
     */
    static int freeForPeople(int wanted, String option) {
        for (int round = 0; round < ROUNDS; round++) {
            int port = free(wanted, option);
            if (wanted != 0) return free(sixth(), port, option);
            if (bound(sixth(), port).isPresent()) return port;
        }
        throw new Refusal("no port is free on both 127.0.0.1 and [::1]: name one with " + option);
    }

    /**
     * The wanted port of this address, or a free one for 0.
     *
     * @throws Refusal when somebody listens there already, or the address is not this machine's
     */
    static int free(InetAddress address, int wanted, String option) {
        return bound(address, wanted)
                .orElseThrow(() -> new Refusal("cannot listen on " + address.getHostAddress() + " port " + wanted
                        + ": it is taken, or the address is not this machine's; choose another with " + option));
    }

    private static int free(Optional<InetAddress> address, int port, String option) {
        return bound(address, port)
                .orElseThrow(() -> new Refusal("port " + port
                        + " is taken on [::1]: stop what listens there, or choose another with " + option));
    }

    private static Optional<Integer> bound(Optional<InetAddress> address, int port) {
        return address.isEmpty() ? Optional.of(port) : bound(address.get(), port);
    }

    private static Optional<Integer> bound(InetAddress address, int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return Optional.of(probe.getLocalPort());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** IPv6's loopback, where this machine has it. */
    static Optional<InetAddress> sixth() {
        try {
            var address = InetAddress.getByAddress(SIXTH);
            return Optional.of(address).filter(_ -> bound(address, 0).isPresent());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void start(WebServer server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            throw new Refusal("the listeners cannot be opened: " + e.getMessage());
        }
    }
}
