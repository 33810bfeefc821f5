package dev.bailiwick.connector.siem;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import java.util.List;

/** Splunk's HTTP Event Collector: one object after the other in one request. */
final class HecSink implements Sink {
    private final HttpReceiver receiver;
    private final Wording wording;
    private final String host;

    HecSink(HttpReceiver receiver, Wording wording, String host) {
        this.receiver = receiver;
        this.wording = wording;
        this.host = host;
    }

    @Override
    public void send(List<Parcel> parcels) {
        var body = new StringBuilder();
        for (var parcel : parcels)
            body.append(Plain.json(event(new Event(parcel)))).append('\n');
        receiver.post(body.toString());
    }

    private JsonObject event(Event event) {
        var fields = JsonObject.with("kind", event.kind());
        event.entry().ifPresent(entry -> fields.and("sequence", Long.toString(entry.sequence())));
        if (event.resent()) fields.and("resent", "true");
        return JsonObject.builder()
                .and(
                        "time",
                        dev.bailiwick.json.JsonNumber.of(event.parcel().at().getEpochSecond()))
                .and("host", host)
                .and("source", "bailiwick")
                .and("sourcetype", "bailiwick:audit")
                .and("fields", fields.build())
                .and("event", wording.json(event))
                .build();
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
