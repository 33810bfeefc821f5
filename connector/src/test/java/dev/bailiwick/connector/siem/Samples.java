package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.sink.Parcel;
import java.time.Instant;
import java.util.Optional;

/** Entries as the house writes them. */
final class Samples {
    static final Instant AT = Instant.parse("2026-05-01T10:00:00.123456789Z");

    /** What a hostile page could bring an agent to write: ends of lines, fields, strings, messages; terminals' own words. */
    static final String HOSTILE =
            "a\r\n<13>1 - - - - - - forged\" ] [x@1 y=\"z\"] | act=permit \\ \u001b[2J\u009b31m \u202egnp.exe\u2028\u0000 end";

    private Samples() {}

    static Entry entry(long sequence, Kind kind, JsonObject body) {
        return new Entry(sequence, AT, kind, "agent:desk", Optional.of("desk"), Optional.of("agent:main:main"), body);
    }

    static Event event(Kind kind, JsonObject body) {
        return new Event(new Parcel.Logged(entry(7, kind, body), false));
    }

    static Event decision(String verdict, String text) {
        return event(Kind.DECISION, decisionBody(verdict, text));
    }

    static JsonObject decisionBody(String verdict, String text) {
        var operation = JsonObject.with("id", "mail.send")
                .and("tier", 3)
                .and("target", text)
                .build();
        var question = nested("meaning", nested("operation", operation)).plus("action", new JsonString("ab"));
        var reason = Json.parseObject("{\"code\": \"approval_required\", \"text\": \"t\", \"next\": \"n\"}");
        var attempt = JsonObject.with("tool", text)
                .and("arguments", JsonObject.with("text", text).build());
        return JsonObject.with("verdict", verdict)
                .and("attempt", attempt.build())
                .and("judgement", nested("question", question).plus("decision", nested("reason", reason)))
                .build();
    }

    private static JsonObject nested(String name, JsonObject inner) {
        return JsonObject.with(name, inner).build();
    }
}
