package dev.bailiwick.core.register;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long the bodies of the log's entries are kept, as {@code bailiwick.yaml} states it.
 *
 * @param classes the first that an entry belongs to counts; what belongs to none is kept as {@link #USUAL} says
 */
public record Retention(List<RetentionClass> classes) {
    /** Thirteen months: a year, and the month in which it is looked at. */
    public static final RetentionClass USUAL =
            new RetentionClass("usual", Set.of(), Set.of(), Tier.T1, Period.ofMonths(13));

    public static final Retention DEFAULT = new Retention(List.of());

    /** AI Act, Article 26(6): at least six months, whatever else is agreed. */
    private static final Period SHORTEST = Period.ofMonths(6);

    /**
     * Entries that are kept alike.
     *
     * @param kinds of entries; all when empty
     * @param agents whose entries; all when empty
     * @param from decisions from this tier on
     */
    public record RetentionClass(String name, Set<String> kinds, Set<String> agents, Tier from, Period keep) {
        public RetentionClass {
            if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
                throw new IllegalArgumentException("not a class's name (lower-case letters, digits, -, at most 31)");
            }
            kinds = Set.copyOf(kinds);
            agents = Set.copyOf(agents);
        }

        /** As a tombstone names it. */
        public String rule() {
            return name + " " + keep;
        }

        private static RetentionClass of(Fields fields) {
            var read = new RetentionClass(
                    fields.text("class"),
                    Set.copyOf(fields.texts("kinds")),
                    Set.copyOf(fields.texts("agents")),
                    fields.has("from") ? Tier.of(fields.number("from")) : Tier.T1,
                    fields.parsed("keep", Retention::term));
            fields.end();
            return read;
        }

        private JsonObject json() {
            return JsonObject.with("class", name)
                    .and("kinds", JsonArray.ofStrings(kinds.stream().sorted().toList()))
                    .and("agents", JsonArray.ofStrings(agents.stream().sorted().toList()))
                    .and("from", JsonNumber.of(from.number()))
                    .and("keep", keep.toString())
                    .build();
        }
    }

    public Retention {
        classes = List.copyOf(classes);
    }

    static Retention of(List<Fields> list) {
        List<RetentionClass> classes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (var fields : list) {
            fields.parsed("class", name -> once(name, names));
            classes.add(RetentionClass.of(fields));
        }
        return new Retention(classes);
    }

    private static String once(String name, Set<String> names) {
        if (!names.add(name)) throw new IllegalArgumentException("\"" + name + "\" stands here twice");
        return name;
    }

    private static Period term(String text) {
        var term = Period.parse(text);
        if (LocalDate.EPOCH.plus(term).isBefore(LocalDate.EPOCH.plus(SHORTEST))) {
            throw new IllegalArgumentException("entries are kept for six months (P6M) or longer");
        }
        return term;
    }

    JsonArray json() {
        return new JsonArray(
                classes.stream().<JsonValue>map(RetentionClass::json).toList());
    }
}
