package dev.bailiwick.core.programme;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every duty that comes again, by its name. */
public record Programme(Map<String, Recurring> duties) {
    public static final String FILE = "programme.json";

    private static final Programme NOTHING = new Programme(Map.of());

    public Programme {
        duties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(duties));
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static Programme of(JsonObject json) {
        return NOTHING.with(json);
    }

    /**
     * This programme as an organisation changes it ({@code programme.yaml}): a duty it names again is changed in what it says, one
     * that is new is added.
     *
     * @throws dev.bailiwick.json.JsonException naming the place of what is wrong
     */
    public Programme with(JsonObject json) {
        var fields = Fields.of(json);
        fields.whole("version", Programme::requireFormat);
        var all = new LinkedHashMap<>(duties);
        for (var each : fields.list("duties")) {
            var id = each.text("id");
            all.put(id, Recurring.of(each, id, Optional.ofNullable(duties.get(id))));
        }
        fields.end();
        return new Programme(all);
    }

    private static long requireFormat(long version) {
        if (version != 1) throw new IllegalArgumentException("only version 1 is known");
        return version;
    }

    public Collection<Recurring> all() {
        return duties.values();
    }

    public Optional<Recurring> find(String id) {
        return Optional.ofNullable(duties.get(id));
    }
}
