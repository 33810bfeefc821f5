package dev.bailiwick.core.register;

import dev.bailiwick.core.register.Retention.RetentionClass;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Period;
import java.util.List;
import java.util.Set;

/** How much the log keeps of contents, and how long it keeps what it has. */
public record Keeping(Capture capture, Retention retention) {
    /** What counts while nobody knows what was agreed to: as much as there is, and nothing goes. */
    public static final Keeping EVERYTHING = new Keeping(
            Capture.DEFAULT,
            new Retention(List.of(new RetentionClass("everything", Set.of(), Set.of(), Tier.T1, Period.ofYears(100)))));

    public JsonObject json() {
        return JsonObject.with("capture", capture.json())
                .and("retention", retention.json())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is none */
    public static Keeping of(JsonObject json) {
        var fields = Fields.of(json);
        var keeping = new Keeping(Capture.of(fields.list("capture")), Retention.of(fields.list("retention")));
        fields.end();
        return keeping;
    }
}
