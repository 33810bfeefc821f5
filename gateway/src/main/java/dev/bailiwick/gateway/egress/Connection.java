package dev.bailiwick.gateway.egress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import javax.net.ssl.SSLSocket;

/** One connection to a service. What was read ahead of one answer belongs to the next. */
final class Connection {
    private final Connections.Purpose purpose;
    private final SSLSocket socket;
    private final long cuts;
    private final InputStream in;
    private final OutputStream out;
    private Instant idleSince = Instant.MAX;

    /** @param cuts how often everything was cut before it was opened */
    Connection(Connections.Purpose purpose, SSLSocket socket, long cuts) throws Refused {
        this.purpose = purpose;
        this.socket = socket;
        this.cuts = cuts;
        try {
            this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            this.out = socket.getOutputStream();
        } catch (IOException e) {
            throw Refused.away("the service hung up");
        }
    }

    Connections.Purpose purpose() {
        return purpose;
    }

    long cuts() {
        return cuts;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    Instant idleSince() {
        return idleSince;
    }

    void idleSince(Instant instant) {
        idleSince = instant;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // gone already
        }
    }
}
