package dev.bailiwick.connector.siem;

import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** How one receiver's events are written: the form, and how large one may be. */
record Wording(SinkSettings.Form form, int budget) {
    static Wording of(SinkSettings settings) {
        return new Wording(settings.form(), settings.budget());
    }

    /** One line within the budget. */
    String line(Event event) {
        var line = form == SinkSettings.Form.CEF ? Cef.of(event) : Plain.json(whole(event));
        return size(line) <= budget ? line : Plain.json(pointer(event));
    }

    /** The event as a JSON object within the budget. */
    JsonObject json(Event event) {
        var whole = whole(event);
        return size(whole.text()) <= budget ? whole : pointer(event);
    }

    private JsonObject whole(Event event) {
        return form == SinkSettings.Form.OCSF ? Ocsf.of(event) : event.json();
    }

    private JsonObject pointer(Event event) {
        return form == SinkSettings.Form.OCSF ? Ocsf.pointer(event) : event.pointer();
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
