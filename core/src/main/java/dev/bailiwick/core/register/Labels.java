package dev.bailiwick.core.register;

import dev.bailiwick.core.value.Label;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which mailboxes, folders and channels bear which labels. A line is an address, a path, an id, a name or {@code
 * channel:target} as calls spell it, upper and lower case alike; one that ends in {@code *} means all that begin like it.
 *
 * <p>Where they could not be read, everything bears every label: who does not know what is on hold deletes nothing.
 */
public final class Labels {
    public static final Labels NONE = new Labels(Map.of(), true);

    /** The source of the labels does not answer. */
    public static final Labels UNREADABLE = new Labels(Map.of(), false);

    private static final int LONGEST = 200;

    private final Map<String, Set<Label>> lines;
    private final Map<String, Set<Label>> exact = new HashMap<>();
    private final Map<String, Set<Label>> beginnings = new HashMap<>();
    private final boolean readable;

    private Labels(Map<String, Set<Label>> lines, boolean readable) {
        this.lines = Map.copyOf(lines);
        this.readable = readable;
        lines.forEach((line, labels) -> {
            if (line.endsWith("*")) beginnings.put(line.substring(0, line.length() - 1), labels);
            else exact.put(line, labels);
        });
    }

    /** @throws dev.bailiwick.json.JsonException when one of them is no line with labels */
    public static Labels of(List<Fields> listed) {
        var lines = new TreeMap<String, Set<Label>>();
        for (var each : listed) {
            String line = each.parsed("what", text -> once(text, lines));
            var labels = EnumSet.noneOf(Label.class);
            labels.addAll(each.eachOneOf("labels", Label.class));
            each.end();
            lines.put(line, Set.copyOf(labels));
        }
        return lines.isEmpty() ? NONE : new Labels(lines, true);
    }

    private static String once(String text, Map<String, Set<Label>> before) {
        String line = folded(text);
        boolean visible = text.codePoints().noneMatch(Untrusted::hidden);
        if (line.isEmpty() || line.equals("*") || line.length() > LONGEST || !visible)
            throw new IllegalArgumentException("expected an address, a path or a name of 1 to 200 visible characters");
        if (before.containsKey(line)) throw new IllegalArgumentException("this stands there twice");
        return line;
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether there is anything to look for. */
    public boolean isEmpty() {
        return readable && lines.isEmpty();
    }

    public boolean readable() {
        return readable;
    }

    /** These and more. */
    public Labels and(Labels more) {
        if (!readable || !more.readable) return UNREADABLE;
        var all = new HashMap<>(lines);
        more.lines.forEach((line, labels) -> all.merge(line, labels, Labels::both));
        return new Labels(all, true);
    }

    private static Set<Label> both(Set<Label> some, Set<Label> more) {
        var all = EnumSet.copyOf(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /**
     * What is said of the things that one of these texts names.
     *
     * @param channel the channel that the call names, or nothing
     */
    public Set<Label> of(List<String> texts, String channel) {
        if (!readable) return Label.ALL;
        if (lines.isEmpty()) return Set.of();
        var found = EnumSet.noneOf(Label.class);
        for (String text : texts) {
            if (text.length() > LONGEST) continue;
            String folded = path(folded(text));
            look(folded, found);
            if (!channel.isEmpty()) look(folded(channel) + ":" + folded, found);
            else anyChannel(folded, found);
        }
        return found;
    }

    private void look(String text, Set<Label> found) {
        found.addAll(exact.getOrDefault(text, Set.of()));
        beginnings.forEach((beginning, labels) -> {
            if (text.startsWith(beginning)) found.addAll(labels);
        });
    }

    /** Where the channel is not said, it may be any. */
    private void anyChannel(String text, Set<Label> found) {
        lines.forEach((line, labels) -> {
            int colon = line.indexOf(':');
            if (colon < 0) return;
            String target = line.substring(colon + 1);
            boolean meant = target.endsWith("*")
                    ? text.startsWith(target.substring(0, target.length() - 1))
                    : text.equals(target);
            if (meant) found.addAll(labels);
        });
    }

    /** A path without the steps that lead nowhere, so that a detour is no way around a label. */
    private static String path(String text) {
        if (text.indexOf('/') < 0) return text;
        var steps = new ArrayList<String>();
        for (String step : text.split("/", -1)) {
            if (step.equals("..") && !steps.isEmpty() && !steps.getLast().isEmpty()) steps.removeLast();
            else if (!step.equals(".") && !(step.isEmpty() && !steps.isEmpty())) steps.add(step);
        }
        return String.join("/", steps);
    }

    public JsonArray json() {
        return new JsonArray(new TreeMap<>(lines)
                .entrySet().stream().<JsonValue>map(Labels::json).toList());
    }

    private static JsonObject json(Map.Entry<String, Set<Label>> line) {
        return JsonObject.with("what", line.getKey())
                .and(
                        "labels",
                        JsonArray.ofStrings(line.getValue().stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .build();
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Labels labels && labels.readable == readable && labels.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }
}
