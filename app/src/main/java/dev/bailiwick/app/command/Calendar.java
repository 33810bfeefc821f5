package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Dates as a calendar (RFC 5545): one all-day event each, lines folded at 75 octets. */
final class Calendar {
    private static final int LONGEST = 75;

    private Calendar() {}

    static String of(JsonArray duties) {
        var events = duties.values().stream()
                .map(JsonObject.class::cast)
                .map(Calendar::event)
                .collect(Collectors.joining());
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bailiwick//programme//EN\r\n" + events
                + "END:VCALENDAR\r\n";
    }

    private static String event(JsonObject duty) {
        var due = text(duty, "due");
        return "BEGIN:VEVENT\r\n"
                + line("UID:" + text(duty, "id") + "@bailiwick")
                + line("DTSTAMP:" + due.substring(0, 19).replaceAll("[-:]", "") + "Z")
                + line("DTSTART;VALUE=DATE:" + due.substring(0, 10).replace("-", ""))
                + line("SUMMARY:" + text(duty, "title") + " (" + text(duty, "id") + ")")
                + line("DESCRIPTION:" + text(duty, "how") + "; owner " + text(duty, "owner"))
                + "END:VEVENT\r\n";
    }

    private static String text(JsonObject duty, String member) {
        return duty.string(member)
                .orElse("nobody")
                .replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\\p{Cntrl}", " ");
    }

    /** A continuation begins with a blank; no character is cut in two. */
    private static String line(String whole) {
        var out = new StringBuilder();
        int octets = 0;
        for (int i = 0; i < whole.length(); i += Character.charCount(whole.codePointAt(i))) {
            var next = Character.toString(whole.codePointAt(i));
            int size = next.getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > LONGEST) {
                out.append("\r\n ");
                octets = 1;
            }
            out.append(next);
            octets += size;
        }
        return out.append("\r\n").toString();
    }
}
