package dev.bailiwick.core.detection;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words and rules of the data files, ready for reading. */
final class Rules {
    private static final String FORMAT = "bailiwick-screen-1";

    /** One rule that asks for a kind, and as which of its steps. */
    record Asks(int index, Rule rule, int step) {}

    private final Vocabulary vocabulary;
    private final Asks[][] asking;
    private final int count;

    private Rules(Vocabulary vocabulary, Asks[][] asking, int count) {
        this.vocabulary = vocabulary;
        this.asking = asking;
        this.count = count;
    }

    static Rules of(List<JsonObject> files) {
        Map<String, List<String>> terms = new LinkedHashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (JsonObject file : files) {
            var fields = Fields.of(file);
            fields.parsed("format", Rules::known);
            fields.optionalText("about");
            for (var each : fields.list("words")) {
                terms.computeIfAbsent(each.text("kind"), _ -> new ArrayList<>()).addAll(each.texts("any"));
                each.optionalText("language");
                each.end();
            }
            for (var each : fields.list("rules")) rules.add(Rule.of(each));
            fields.end();
        }
        return of(terms, rules);
    }

    private static Rules of(Map<String, List<String>> terms, List<Rule> rules) {
        Map<String, Integer> kinds = new HashMap<>();
        for (String kind : terms.keySet()) kinds.put(kind, kinds.size());
        List<List<Asks>> asking = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) asking.add(new ArrayList<>());
        for (int index = 0; index < rules.size(); index++) {
            var rule = rules.get(index);
            for (int step = rule.kinds().size() - 1; step >= 0; step--) {
                var kind = kinds.get(rule.kinds().get(step));
                if (kind == null) throw new IllegalArgumentException("\"" + rule.id() + "\" asks for an unknown kind");
                asking.get(kind).add(new Asks(index, rule, step));
            }
        }
        return new Rules(
                Vocabulary.of(kinds, terms),
                asking.stream().map(each -> each.toArray(Asks[]::new)).toArray(Asks[][]::new),
                rules.size());
    }

    private static String known(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected the format \"" + FORMAT + "\"");
        return format;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Asks[] asking(int kind) {
        return asking[kind];
    }

    int count() {
        return count;
    }
}
