package dev.bailiwick.core.catalog;

import dev.bailiwick.json.Fields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The general words of software tools and of people who ask for their use. Data ({@code words.json}); knows no tool.
 *
 * @param deeds words of tool names
 * @param nouns words of {@code deeds} that are as often the name of a thing
 * @param families of each word, the sorts of things it is a name of
 * @param arguments words of argument names, by what the argument is for; under {@code web} those that hold addresses
 * @param asks words by which people ask
 * @param lists small lists by name
 */
public record Lexicon(
        Map<String, Deed> deeds,
        Set<String> nouns,
        Map<String, Set<String>> families,
        Map<String, Set<String>> arguments,
        Map<Deed, Set<String>> asks,
        Map<String, Set<String>> lists) {
    /** Knows no word: infers nothing. */
    static final Lexicon NONE = new Lexicon(Map.of(), Set.of(), Map.of(), Map.of(), Map.of(), Map.of());

    private static final List<String> LISTS = List.of(
            "infrastructure",
            "access",
            "secrets",
            "things-of-others",
            "own-records",
            "inside-things",
            "sent-money",
            "searched-things",
            "written-things",
            "most",
            "least",
            "newest",
            "oldest",
            "least-access",
            "weak-payments",
            "not",
            "delegates",
            "delegated");

    public Lexicon {
        deeds = Map.copyOf(deeds);
        nouns = Set.copyOf(nouns);
        families = Map.copyOf(families);
        arguments = Map.copyOf(arguments);
        asks = Map.copyOf(asks);
        lists = Map.copyOf(lists);
    }

    static Lexicon of(Fields fields) {
        Map<String, Deed> deeds = new HashMap<>();
        for (var each : fields.list("deeds")) {
            var deed = each.oneOf("deed", Deed.class);
            each.texts("words").forEach(word -> deeds.putIfAbsent(word, deed));
            each.end();
        }
        Map<String, Set<String>> families = new HashMap<>();
        for (var each : fields.list("things")) {
            String family = each.text("thing");
            for (String word : each.texts("words")) {
                families.computeIfAbsent(word, _ -> new LinkedHashSet<>()).add(family);
            }
            each.end();
        }
        Map<Deed, Set<String>> asks = new HashMap<>();
        for (var each : fields.list("asks")) {
            asks.put(each.oneOf("deed", Deed.class), new HashSet<>(each.texts("words")));
            each.end();
        }
        Map<String, Set<String>> lists = new HashMap<>();
        LISTS.forEach(name -> lists.put(name, new HashSet<>(fields.texts(name))));
        var lexicon =
                new Lexicon(deeds, new HashSet<>(fields.texts("nouns")), families, argumentWords(fields), asks, lists);
        fields.end();
        return lexicon;
    }

    private static Map<String, Set<String>> argumentWords(Fields fields) {
        var given = fields.fields("arguments");
        Map<String, Set<String>> arguments = new HashMap<>();
        for (var name : List.of("destination", "content", "amount", "secret", "command", "access", "web")) {
            arguments.put(name, new HashSet<>(given.texts(name)));
        }
        given.end();
        return arguments;
    }

    /** What this word of a tool's name does. */
    Optional<Deed> deed(String word) {
        return Optional.ofNullable(deeds.get(word));
    }

    boolean alsoNoun(String word) {
        return nouns.contains(word);
    }

    /** Whether this word, or its singular, is on the list. */
    public boolean lists(String list, String word) {
        var words = lists.getOrDefault(list, Set.of());
        return words.contains(word) || words.contains(Spelling.stem(word));
    }

    /** The families this word belongs to. */
    public Set<String> families(String word) {
        var plural = families.getOrDefault(word, Set.of());
        var single = families.getOrDefault(Spelling.stem(word), Set.of());
        if (plural.isEmpty() || plural.equals(single)) return single;
        Set<String> both = new LinkedHashSet<>(plural);
        both.addAll(single);
        return both;
    }

    boolean argument(String role, String word) {
        var words = arguments.getOrDefault(role, Set.of());
        return words.contains(word) || words.contains(Spelling.stem(word));
    }

    /** Whether a person who uses this word may mean this deed. */
    public boolean asks(Deed deed, String word) {
        return asks.getOrDefault(deed, Set.of()).contains(word);
    }
}
