package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.decision.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A WebSocket (RFC 6455) that an operation of the catalogue opens. It is decided at its handshake, where the credential is put in; after that every
 * message is looked at: nothing of the credential comes back, no handle goes out, and it ends with the lease it was opened under.
 */
final class WebSocket {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int SWITCHING = 101;

    /** 1008: somebody's policy ends it. */
    private static final Frames.Message VIOLATION =
            new Frames.Message(8, new Frames.Payload(new byte[] {0x03, (byte) 0xf0}));

    private final Connections connections;
    private final Outcomes outcomes;
    private final Attempt attempt;
    private final Limit limit;
    private final SecureRandom random = new SecureRandom();

    /** Whether it may go on. */
    @FunctionalInterface
    interface Limit {
        /** @throws Refused when the agent was stopped or the lease is over */
        void require() throws Refused;
    }

    WebSocket(Connections connections, Outcomes outcomes, Attempt attempt, Limit limit) {
        this.connections = connections;
        this.outcomes = outcomes;
        this.attempt = attempt;
        this.limit = limit;
    }

    static boolean wanted(Head head) {
        return head.all("upgrade").stream().anyMatch(protocol -> protocol.equalsIgnoreCase("websocket"))
                && head.all("connection").stream()
                        .anyMatch(value ->
                                value.toLowerCase(java.util.Locale.ROOT).contains("upgrade"));
    }

    /** The client's two sides. */
    record Client(InputStream in, OutputStream out) {}

    void run(Request request, Connections.Purpose purpose, Scrubber scrubber, Client client)
            throws IOException, Refused {
        var key = key(request);
        var connection = opened(purpose);
        try {
            request.writeUpgrade(purpose.to(), connection.out());
            var head = Head.read(connection.in()).orElseThrow(() -> Refused.away("the service hung up"));
            accepted(head, key);
            client.out().write(answer(head, scrubber).bytes());
            client.out().flush();
            talk(connection, client, scrubber);
        } finally {
            connections.close(connection);
        }
    }

    private static String key(Request request) throws Refused {
        var key = request.head().one("sec-websocket-key").orElse("");
        if (!request.method().equals("GET") || !request.bodiless() || !key.matches("[A-Za-z0-9+/]{22}=="))
            throw Refused.malformed("this opens no WebSocket");
        if (!request.head().one("sec-websocket-version").equals(Optional.of("13")))
            throw Refused.malformed("only version 13 of WebSocket");
        return key;
    }

    private Connection opened(Connections.Purpose purpose) throws Refused {
        try {
            return connections.open(purpose);
        } catch (Refused refused) {
            outcomes.neverSent(attempt, refused);
            throw refused;
        }
    }

    private void accepted(Head head, String key) throws Refused {
        boolean switched = head.start().startsWith("HTTP/1.1 101")
                && head.one("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                && head.one("sec-websocket-accept").equals(Optional.of(accept(key)))
                && head.all("sec-websocket-extensions").isEmpty();
        if (switched) return;
        outcomes.answered(attempt, 502, 0);
        throw Refused.away("the service does not open a WebSocket");
    }

    private static String accept(String key) {
        try {
            var sha = MessageDigest.getInstance("SHA-1"); // as RFC 6455 has it: it protects nothing
            return Base64.getEncoder().encodeToString(sha.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static Head answer(Head head, Scrubber scrubber) {
        var kept = head.fields().stream()
                .filter(field -> List.of("sec-websocket-accept", "sec-websocket-protocol")
                        .contains(field.name()))
                .map(field -> new Head.Field(field.name(), scrubber.clean(field.value())))
                .toList();
        return new Head("HTTP/1.1 " + SWITCHING + " Switching Protocols", kept)
                .with("upgrade", "websocket")
                .with("connection", "Upgrade");
    }

    /** The service's side has a thread of its own; whichever ends first ends both. */
    private void talk(Connection connection, Client client, Scrubber scrubber) throws IOException, Refused {
        var out = new Frames(client.in(), true);
        var back = new Frames(connection.in(), false);
        var answers = Thread.ofVirtual().name("websocket").start(() -> {
            try {
                passBack(back, client.out(), scrubber);
            } catch (IOException | Refused _) {
                // what follows cannot be read: neither side gets more of it
            } finally {
                connections.close(connection);
                close(client.in());
            }
        });
        try {
            passOut(out, connection.out());
        } catch (Refused refused) {
            Frames.write(client.out(), VIOLATION, new byte[0]);
            throw refused;
        } finally {
            connections.close(connection);
            join(answers);
            outcomes.talked(attempt, out.count(), back.count());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(java.time.Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException _) {
            // gone already
        }
    }

    private void passOut(Frames from, OutputStream to) throws IOException, Refused {
        while (true) {
            var message = from.next();
            limit.require();
            if (Request.holdsHandle(message.payload().bytes()))
                throw Refused.odd("handle_misplaced", "a handle is worth nothing inside a WebSocket");
            byte[] mask = new byte[4];
            random.nextBytes(mask);
            Frames.write(to, message, mask);
            if (message.closes()) return;
        }
    }

    private void passBack(Frames from, OutputStream to, Scrubber scrubber) throws IOException, Refused {
        while (true) {
            var message = from.next();
            limit.require();
            var cleaned = new Frames.Payload(scrubber.clean(message.payload().bytes()));
            Frames.write(to, new Frames.Message(message.opcode(), cleaned), new byte[0]);
            if (message.closes()) return;
        }
    }
}
