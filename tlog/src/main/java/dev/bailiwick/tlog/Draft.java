package dev.bailiwick.tlog;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An event as the canonical JSON of its entry, but for the two members that only the writer knows: {@code at} and {@code
 * sequence}. So the many callers do the costly part, each on its own thread, and the one writer fills in two numbers.
 */
final class Draft {
    /** Room for the two numbers. */
    private static final int GAPS = 64;

    private final Event event;
    private final byte[] head;
    private final byte[] middle;
    private final byte[] tail;

    private Draft(Event event, byte[] head, byte[] middle, byte[] tail) {
        this.event = event;
        this.head = head;
        this.middle = middle;
        this.tail = tail;
    }

    /** @throws IllegalArgumentException when the body has a number with more digits than a double holds */
    static Draft of(Event event) {
        // RFC 8785 sorts members: actor, agent, at, body, kind, sequence, session
        var head = new StringBuilder("{\"actor\":").append(quoted(event.actor().name()));
        event.agent().ifPresent(agent -> head.append(",\"agent\":").append(quoted(agent.toString())));
        head.append(",\"at\":\"");
        String middle = "\",\"body\":" + CanonicalJson.text(event.body()) + ",\"kind\":"
                + quoted(Fields.spelling(event.kind())) + ",\"sequence\":";
        String tail = event.session()
                        .map(session -> ",\"session\":" + quoted(session.toString()))
                        .orElse("") + "}";
        return new Draft(event, utf8(head.toString()), utf8(middle), utf8(tail));
    }

    private static String quoted(String text) {
        return CanonicalJson.text(new JsonString(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Event event() {
        return event;
    }

    /** At most so many bytes will the entry have. */
    int maxLength() {
        return head.length + middle.length + tail.length + GAPS;
    }

    void writeTo(ByteBuffer out, byte[] at, long sequence) {
        out.put(head).put(at).put(middle);
        out.put(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
        out.put(tail);
    }
}
