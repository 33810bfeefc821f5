package dev.bailiwick.core.node;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * What became of an order.
 *
 * @param ok whether it was carried out
 * @param note why not, in one line
 */
public record Done(String order, boolean ok, String note, JsonObject result) {
    public static Done well(String order, JsonObject result) {
        return new Done(order, true, "", result);
    }

    public static Done not(String order, String why) {
        return new Done(order, false, why, JsonObject.EMPTY);
    }

    static Done of(Fields fields) {
        var done = new Done(fields.text("order"), fields.flag("ok"), fields.text("note"), fields.object("result"));
        fields.end();
        return done;
    }

    JsonObject json() {
        return JsonObject.with("order", order)
                .and("ok", ok)
                .and("note", note)
                .and("result", result)
                .build();
    }
}
