package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.decision.Attempt;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Sends one permitted request on, passes the answer back without the credential, and reports what it came to.
 *
 * <p>Only a read goes over a connection that was used before: when that one dies, a read may be asked again, while of anything
 * else nobody would know whether it was done.
 */
final class Sending {
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Connections connections;
    private final Outcomes outcomes;
    private final Attempt attempt;
    private final Manner manner;

    Sending(Connections connections, Outcomes outcomes, Attempt attempt, Manner manner) {
        this.connections = connections;
        this.outcomes = outcomes;
        this.attempt = attempt;
        this.manner = manner;
    }

    private record Answered(Connection connection, Head head, int status) {}

    /** Returns whether another request may follow. */
    boolean send(Request request, Connections.Purpose purpose, Scrubber scrubber, OutputStream client)
            throws IOException, Refused {
        var answered = answered(request, purpose);
        boolean again = false;
        try {
            var counted = new Counted(client);
            boolean certain = pass(request, answered, counted, scrubber);
            outcomes.answered(attempt, answered.status(), counted.bytes);
            again = certain && keepsOpen(answered.head());
            return certain;
        } finally {
            if (again) connections.keep(answered.connection());
            else connections.close(answered.connection());
        }
    }

    private Answered answered(Request request, Connections.Purpose purpose) throws Refused {
        if (request.reads()) {
            var used = connections.usedBefore(purpose);
            try {
                if (used.isPresent()) return asked(request, used.get());
            } catch (Refused _) {
                // the service closed it meanwhile
            }
        }
        return asked(request, fresh(purpose));
    }

    private Connection fresh(Connections.Purpose purpose) throws Refused {
        try {
            return connections.open(purpose);
        } catch (Refused refused) {
            outcomes.neverSent(attempt, refused);
            throw refused;
        }
    }

    private Answered asked(Request request, Connection connection) throws Refused {
        try {
            request.write(connection.purpose().to(), connection.out());
            var head = finalHead(connection.in());
            return new Answered(connection, head, status(head));
        } catch (IOException e) {
            connections.close(connection);
            throw Refused.away("the service hung up in the middle");
        } catch (Refused refused) {
            connections.close(connection);
            throw refused;
        }
    }

    private boolean pass(Request request, Answered answered, OutputStream client, Scrubber scrubber)
            throws IOException, Refused {
        var head = answered.head();
        if (head.one("content-encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) throw Refused.away("the answer is encoded although it was asked not to be");
        int status = answered.status();
        boolean bodiless = request.method().equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED;
        var framing = bodiless ? new Head.Framing.Length(0) : head.framing();
        boolean certain = !(framing instanceof Head.Framing.Unsaid);
        client.write(cleaned(manner.answered(head), scrubber)
                .with("connection", certain ? "keep-alive" : "close")
                .bytes());
        var keys = new KeyFinder();
        var sieve = KeyFinder.looksThrough(head) ? scrubber.then(keys) : scrubber;
        boolean more = Bodies.pass(answered.connection().in(), client, framing, sieve);
        client.flush();
        if (keys.found())
            outcomes.foundKey(attempt, answered.connection().purpose().to());
        return more;
    }

    private static boolean keepsOpen(Head head) {
        return head.start().startsWith("HTTP/1.1")
                && head.all("connection").stream()
                        .noneMatch(value ->
                                value.toLowerCase(java.util.Locale.ROOT).contains("close"));
    }

    private static Head finalHead(InputStream in) throws IOException, Refused {
        while (true) {
            var head = Head.read(in).orElseThrow(() -> Refused.away("the service hung up"));
            if (status(head) >= 200) return head;
            if (status(head) == SWITCHING) throw Refused.away("the service wants another protocol");
        }
    }

    private static int status(Head head) throws Refused {
        if (!head.start().matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) throw Refused.away("this is no answer");
        return Integer.parseInt(head.start().substring(9, 12));
    }

    private static Head cleaned(Head head, Scrubber scrubber) {
        var fields = head.without(List.of("connection", "keep-alive", "upgrade", "alt-svc")).fields().stream()
                .map(field -> new Head.Field(field.name(), scrubber.clean(field.value())))
                .toList();
        return new Head(scrubber.clean(head.start()), fields);
    }

    /** How much reached the agent. */
    private static final class Counted extends FilterOutputStream {
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] piece, int from, int length) throws IOException {
            out.write(piece, from, length);
            bytes += length;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }
    }
}
