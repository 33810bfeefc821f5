package dev.bailiwick.core.session;

import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was said and read in one run, as far as it is kept.
 *
 * <p>Bounds: the newest {@value #MOST_WORDS} messages and the newest answers ({@link Contents}), of each answer the first {@value
 * #LONGEST} characters; {@value #MOST_TOOLS} tools; {@value #MOST_SPENT} spent instructions.
 *
 * @param tools what the session's tools say of themselves
 * @param spent the ids of instructions that have allowed an action
 * @param calls how many calls have answered
 * @param forgotten whether something was not kept: then a value from nowhere counts as untrusted, and nothing is instructed
 *     twice
 */
public record Past(
        List<Words> words,
        Contents contents,
        Map<String, Tool> tools,
        Set<String> spent,
        int calls,
        boolean forgotten) {
    static final int MOST_WORDS = 64;
    static final int LONGEST = 1 << 16;
    static final int MOST_TOOLS = 1024;
    static final int MOST_SPENT = 1024;

    static final Past NOTHING = new Past(List.of(), Contents.NONE, Map.of(), Set.of(), 0, false);

    /** A run whose past was not restored. */
    static final Past UNKNOWN = new Past(List.of(), Contents.NONE, Map.of(), Set.of(), 0, true);

    public Past {
        words = List.copyOf(words);
        tools = Map.copyOf(tools);
        spent = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(spent));
    }

    Past heard(Words heard) {
        var all = new ArrayList<>(words);
        all.add(heard);
        boolean full = all.size() > MOST_WORDS;
        var kept = full ? all.subList(all.size() - MOST_WORDS, all.size()) : all;
        return new Past(kept, contents, tools, spent, calls, forgotten || full);
    }

    Past read(String tool, JsonObject arguments, String text, int signal) {
        boolean cut = text.length() > LONGEST;
        var content = new Content(calls + 1, tool, arguments, cut ? text.substring(0, LONGEST) : text, signal);
        var kept = contents.and(content);
        boolean lost = cut || kept.size() <= contents.size();
        return new Past(words, kept, tools, spent, calls + 1, forgotten || lost);
    }

    Past raised(String text, int signal) {
        String kept = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return new Past(words, contents.raised(kept, signal), tools, spent, calls, forgotten);
    }

    Past forgetting() {
        return forgotten ? this : new Past(words, contents, tools, spent, calls, true);
    }

    Past answeredNothing() {
        return new Past(words, contents, tools, spent, calls + 1, forgotten);
    }

    /** A tool that comes back with another description is believed in neither. */
    Past offered(List<Tool> offered) {
        var all = new LinkedHashMap<>(tools);
        for (Tool tool : offered) {
            if (all.size() >= MOST_TOOLS && !all.containsKey(tool.name())) continue;
            var before = all.put(tool.name(), tool);
            if (before != null && !before.equals(tool)) all.put(tool.name(), changed(tool.name()));
        }
        return new Past(words, contents, all, spent, calls, forgotten);
    }

    /** Its name as one that nobody can read. */
    private static Tool changed(String name) {
        return new Tool(
                name,
                "",
                JsonObject.EMPTY,
                JsonObject.builder().and("changed", true).build());
    }

    Past spent(String instruction) {
        var all = new LinkedHashSet<>(spent);
        all.add(instruction);
        boolean full = all.size() > MOST_SPENT;
        if (full) all.removeFirst();
        return new Past(words, contents, tools, all, calls, forgotten || full);
    }

    Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    JsonObject json() {
        return JsonObject.with(
                        "words",
                        new JsonArray(
                                List.copyOf(words.stream().map(Words::json).toList())))
                .and(
                        "contents",
                        new JsonArray(
                                List.copyOf(contents.stream().map(Content::json).toList())))
                .and(
                        "tools",
                        new JsonArray(List.copyOf(tools.values().stream()
                                .sorted(java.util.Comparator.comparing(Tool::name))
                                .map(Tool::json)
                                .toList())))
                .and("spent", JsonArray.ofStrings(spent))
                .and("calls", calls)
                .and("forgotten", forgotten)
                .build();
    }

    static Past of(Fields fields) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        for (var value : fields.list("tools")) {
            var tool = Tool.of(value);
            tools.put(tool.name(), tool);
        }
        var past = new Past(
                fields.list("words").stream().map(Words::of).toList(),
                Contents.of(fields.list("contents").stream().map(Content::of).toList()),
                tools,
                new LinkedHashSet<>(fields.texts("spent")),
                (int) fields.number("calls"),
                fields.flag("forgotten"));
        fields.end();
        return past;
    }
}
