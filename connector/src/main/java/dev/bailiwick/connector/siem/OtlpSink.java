package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import java.util.ArrayList;
import java.util.List;

/** OpenTelemetry log records over HTTP, in OTLP's JSON encoding: numbers of 64 bits are strings there. */
final class OtlpSink implements Sink {
    private final HttpReceiver receiver;
    private final Wording wording;
    private final String host;

    OtlpSink(HttpReceiver receiver, Wording wording, String host) {
        this.receiver = receiver;
        this.wording = wording;
        this.host = host;
    }

    @Override
    public void send(List<Parcel> parcels) {
        List<JsonValue> records = new ArrayList<>();
        for (var parcel : parcels) records.add(record(new Event(parcel)));
        var scope = JsonObject.with(
                        "scope", JsonObject.with("name", "bailiwick.audit").build())
                .and("logRecords", new JsonArray(records));
        var resource = JsonObject.with(
                "attributes",
                new JsonArray(List.of(attribute("service.name", "bailiwick"), attribute("host.name", host))));
        var whole =
                JsonObject.with("resource", resource.build()).and("scopeLogs", new JsonArray(List.of(scope.build())));
        receiver.post(Plain.json(JsonObject.with("resourceLogs", new JsonArray(List.of(whole.build())))
                .build()));
    }

    private JsonObject record(Event event) {
        var at = event.parcel().at();
        List<JsonValue> attributes = new ArrayList<>();
        attributes.add(attribute("event.name", "bailiwick." + event.kind()));
        event.entry().ifPresent(entry -> {
            attributes.add(attribute("bailiwick.sequence", Long.toString(entry.sequence())));
            entry.agent().ifPresent(agent -> attributes.add(attribute("bailiwick.agent", agent)));
            entry.session().ifPresent(session -> attributes.add(attribute("bailiwick.session", session)));
        });
        event.tier().ifPresent(tier -> attributes.add(attribute("bailiwick.tier", Long.toString(tier))));
        event.verdict().ifPresent(verdict -> attributes.add(attribute("bailiwick.verdict", verdict)));
        event.tool().ifPresent(tool -> attributes.add(attribute("gen_ai.tool.name", tool)));
        if (event.resent()) attributes.add(attribute("bailiwick.resent", "true"));
        String nanos = at.getEpochSecond() + String.format("%09d", at.getNano());
        return JsonObject.with("timeUnixNano", nanos)
                .and("observedTimeUnixNano", nanos)
                .and("severityNumber", severity(event))
                .and("body", text(Plain.json(wording.json(event))))
                .and("attributes", new JsonArray(attributes))
                .build();
    }

    /** 9 INFO, 13 WARN, 17 ERROR. */
    private static long severity(Event event) {
        if (event.is(Kind.ALERT)) return 17;
        return event.refused() ? 13 : 9;
    }

    private static JsonObject attribute(String key, String value) {
        return JsonObject.with("key", key).and("value", text(value)).build();
    }

    private static JsonObject text(String value) {
        return JsonObject.with("stringValue", value).build();
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public void close() {
        receiver.close();
    }
}
