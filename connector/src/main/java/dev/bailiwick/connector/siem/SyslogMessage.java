package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Event.Kind;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * One event as an RFC 5424 message of the facility "log audit". What a receiver must know even when it reads nothing else
 * stands in structured data: the sequence, and whether it may have come before. No byte order mark: readers of JSON stumble
 * over it.
 *
 * @param host the name of this machine
 */
record SyslogMessage(String host, Wording wording) {
    private static final int LOG_AUDIT = 13 << 3;

    /** The enterprise number that RFC 5612 reserves for documentation; Bailiwick has none of its own. */
    private static final String DATA = "bailiwick@32473";

    String of(Event event) {
        return "<" + (LOG_AUDIT | severity(event)) + ">1 "
                + event.parcel().at().truncatedTo(ChronoUnit.MICROS)
                + " " + name(host) + " bailiwick - " + name(event.kind()) + " [" + DATA + data(event) + "] "
                + wording.line(event);
    }

    /** {@link #of} with the octets counted before it (RFC 6587, 3.4.1; RFC 5425, 4.3). */
    byte[] counted(Event event) {
        byte[] message = of(event).getBytes(StandardCharsets.UTF_8);
        byte[] count = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[count.length + message.length];
        System.arraycopy(count, 0, whole, 0, count.length);
        System.arraycopy(message, 0, whole, count.length, message.length);
        return whole;
    }

    private static String data(Event event) {
        var out = new StringBuilder();
        event.entry().ifPresent(entry -> {
            parameter(out, "seq", Long.toString(entry.sequence()));
            entry.agent().ifPresent(agent -> parameter(out, "agent", agent));
        });
        event.tier().ifPresent(tier -> parameter(out, "tier", Long.toString(tier)));
        event.verdict().ifPresent(verdict -> parameter(out, "verdict", verdict));
        if (event.resent()) parameter(out, "resent", "true");
        return out.toString();
    }

    private static void parameter(StringBuilder out, String name, String value) {
        var escaped =
                Plain.text(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]");
        out.append(' ').append(name).append("=\"").append(escaped).append('"');
    }

    /** 1 alert, 4 warning, 6 informational. */
    private static int severity(Event event) {
        if (event.is(Kind.ALERT)) return 1;
        return event.refused() ? 4 : 6;
    }

    /** A name of printable ASCII without spaces, as headers want it. */
    private static String name(String text) {
        var name = text.toLowerCase(Locale.ROOT).replaceAll("[^!-~]", "");
        return name.isEmpty() ? "-" : name.substring(0, Math.min(name.length(), 255));
    }
}
