package dev.bailiwick.core.control;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the entries so far say of control state, taken together: the last word on each record. Not thread-safe. */
public final class ControlFold {
    private final Map<String, Digest> bound = new TreeMap<>();

    public ControlFold() {}

    /** Takes what the next entry says. */
    public void take(Entry entry) {
        Binding.of(entry).forEach(this::take);
    }

    private void take(Binding binding) {
        binding.digest().ifPresentOrElse(digest -> bound.put(binding.key(), digest), () -> bound.remove(binding.key()));
    }

    /** Whether the log's last word on this record is exactly this. */
    public boolean says(Binding binding) {
        return Optional.ofNullable(bound.get(binding.key())).equals(binding.digest());
    }

    /** Whether the log knows of the record at all. */
    public boolean knows(String key) {
        return bound.containsKey(key);
    }

    /** The records of one kind that are in force. */
    public List<Binding> of(Binding.Kind kind) {
        return bound.entrySet().stream()
                .map(each -> new Binding(each.getKey(), Optional.of(each.getValue())))
                .filter(binding -> binding.is(kind))
                .toList();
    }

    /** Lets go of what has lapsed by itself. */
    public void forget(Instant now) {
        bound.entrySet().removeIf(each -> new Binding(each.getKey(), Optional.of(each.getValue())).lapsed(now));
    }

    public JsonObject json() {
        var members = JsonObject.builder();
        bound.forEach((key, digest) -> members.and(key, digest.hex()));
        return members.build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no fold */
    public static ControlFold of(JsonObject json) {
        var fields = Fields.of(json);
        var fold = new ControlFold();
        json.members().keySet().forEach(key -> fold.bound.put(key, fields.parsed(key, Digest::new)));
        return fold;
    }
}
