package dev.bailiwick.app.wiring;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports: taken ones are named before anything is started. */
final class Ports {
    private Ports() {}

    /**
     * The wanted port, or a free one for 0.
     *
     * @throws Refusal when somebody listens there already
     */
    static int free(int wanted, String option) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Refusal(
                    "port " + wanted + " is taken: stop what listens there, or choose another with " + option);
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
