package dev.bailiwick.connector.siem;

import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import java.util.List;

/** Events as one JSON object, {@code events} with a line for people in {@code text}, by POST. */
final class WebhookSink implements Sink {
    private final HttpReceiver receiver;
    private final Wording wording;

    WebhookSink(HttpReceiver receiver, Wording wording) {
        this.receiver = receiver;
        this.wording = wording;
    }

    @Override
    public void send(List<Parcel> parcels) {
        var events = parcels.stream().map(Event::new).toList();
        var bodies = events.stream().<JsonValue>map(wording::json).toList();
        var lines = events.stream().map(Event::message).map(Plain::text).toList();
        receiver.post(Plain.json(JsonObject.with("text", String.join("\n", lines))
                .and("events", new JsonArray(bodies))
                .build()));
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
