package dev.bailiwick.core.session;

import dev.bailiwick.core.session.Content.Entry;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes a structured answer apart: its records' short values here, the prose in them there. */
final class Recorder {
    /** Of more records the rest counts as prose. */
    private static final int MOST_ENTRIES = 2_000;

    private static final int LONGEST_VALUE = 80;
    private static final int MOST_VALUE_WORDS = 5;

    /** Members that people fill with prose, however short. */
    private static final Set<String> PROSE = Set.of(
            "body",
            "text",
            "message",
            "content",
            "contents",
            "subject",
            "description",
            "title",
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "summary",
            "snippet",
            "preview",
            "caption",
            "bio",
            "about",
            "review",
            "reason",
            "memo",
            "reference",
            "label",
            "instructions",
            "details");

    private final List<Entry> entries;
    private final List<String> prose;

    Recorder(List<Entry> entries, List<String> prose) {
        this.entries = entries;
        this.prose = prose;
    }

    void top(JsonValue value) {
        switch (value) {
            case JsonArray(var values) -> values.forEach(this::top);
            case JsonObject object -> record(object);
            default -> new Open().take("", value);
        }
    }

    private void record(JsonObject object) {
        var open = new Open();
        open.members(object);
        if (entries.size() < MOST_ENTRIES) entries.add(new Entry(open.values, open.words));
        else open.values.forEach(value -> prose.add(value.plain()));
    }

    /** The record being read. */
    private final class Open {
        private final List<Entry.Value> values = new ArrayList<>();
        private final Set<String> words = new HashSet<>();

        void members(JsonObject object) {
            object.members().forEach((name, value) -> {
                boolean address = name.indexOf('@') > 0;
                if (address) values.add(new Entry.Value("", Canonical.plain(name)));
                take(address ? "" : name, value);
            });
        }

        void take(String name, JsonValue value) {
            switch (value) {
                case JsonString(var text) -> text(name, text);
                case JsonNumber(var number) -> text(name, number.toPlainString());
                case JsonArray(var items) -> items.forEach(item -> take(name, item));
                case JsonObject inner -> {
                    if (inner.members().values().stream().anyMatch(Recorder::holds)) record(inner);
                    else members(inner);
                }
                case JsonBoolean _, JsonNull _ -> {}
            }
        }

        private void text(String name, String text) {
            if (text.isBlank()) return;
            words.addAll(Canonical.runs(Canonical.plain(text)));
            boolean isProse = PROSE.contains(Canonical.plain(name))
                    || text.length() > LONGEST_VALUE
                    || text.indexOf('\n') >= 0
                    || (Canonical.runs(text).size() > MOST_VALUE_WORDS && text.indexOf('@') < 0);
            // several words may be a name or somebody's prose: they count as both
            if (isProse || !Canonical.honest(text) || text.indexOf(' ') >= 0) prose.add(text);
            if (!isProse && Canonical.honest(text)) values.add(new Entry.Value(name, Canonical.plain(text)));
        }
    }

    private static boolean holds(JsonValue value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }
}
