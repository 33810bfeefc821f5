package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.core.value.Digest;

/** An event in the Common Event Format, version 0: seven headers between bars, then {@code key=value}. */
final class Cef {
    /** Longer values are cut, and say so: the whole is in the log. */
    private static final int LONGEST = 1_000;

    private Cef() {}

    static String of(Event event) {
        var out = new StringBuilder("CEF:0|Bailiwick|Bailiwick|1|");
        out.append(header(event.kind())).append('|');
        out.append(header(event.kind() + event.what().map(what -> " " + what).orElse("")))
                .append('|');
        out.append(severity(event)).append('|');
        field(out, "rt", Long.toString(event.parcel().at().toEpochMilli()));
        event.entry().ifPresent(entry -> entry(out, event, entry));
        field(out, "msg", event.message());
        return out.toString().stripTrailing();
    }

    private static void entry(StringBuilder out, Event event, Entry entry) {
        field(out, "externalId", Long.toString(entry.sequence()));
        field(out, "suser", entry.actor());
        entry.agent().ifPresent(agent -> field(out, "dvchost", agent));
        event.verdict().ifPresent(verdict -> field(out, "act", verdict));
        event.tool().ifPresent(tool -> field(out, "request", tool));
        event.target().ifPresent(target -> field(out, "duser", target));
        event.tier().ifPresent(tier -> field(out, "cn1Label=tier cn1", Long.toString(tier)));
        event.reason().flatMap(reason -> reason.string("code")).ifPresent(code -> field(out, "reason", code));
        event.action().ifPresent(action -> field(out, "fileHash", action));
        if (event.resent()) field(out, "cs1Label=resent cs1", "true");
        field(out, "cs2Label=digest cs2", Digest.of(entry.json()).hex());
    }

    private static int severity(Event event) {
        if (event.is(Kind.ALERT)) return 8;
        return event.refused() ? 6 : event.tier().filter(tier -> tier >= 3).isPresent() ? 4 : 2;
    }

    private static String header(String text) {
        return within(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static void field(StringBuilder out, String key, String value) {
        out.append(key)
                .append('=')
                .append(within(value).replace("\\", "\\\\").replace("=", "\\="))
                .append(' ');
    }

    private static String within(String text) {
        var plain = Plain.text(text);
        if (plain.length() <= LONGEST) return plain;
        int end = Character.isHighSurrogate(plain.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return plain.substring(0, end) + "...";
    }
}
