package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a tool that stands in no catalogue from its name, its description and its arguments' names.
 *
 * <p>Conservative: of several things it may do the one that reaches furthest counts, and where its words say nothing that we
 * know, nothing is said. A description never makes a tool look milder than its name does.
 */
final class Inference {
    private static final Set<String> JOINING = Set.of("and", "or", "then", "also", "will");

    private final Lexicon lexicon;

    Inference(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Empty where not exactly one reading is possible. */
    Optional<Sense> sense(Tool tool) {
        var words = Spelling.words(tool.name());
        var described = Spelling.sentence(tool.beginning());
        return deed(words, described).map(found -> floored(sense(found, words, described, tool), tool));
    }

    /** A tool whose entry says what it does. */
    Optional<Sense> as(String verb, Tool tool, Optional<Sense> own) {
        var deed = lexicon.deed(verb);
        if (deed.isEmpty() || own.filter(sense -> sense.deed() == deed.get()).isPresent()) return own;
        return deed.map(found -> sense(new Found(found, -1), Spelling.words(tool.name()), List.of(), tool));
    }

    /** What the tool does, and which word of its name says so; -1 when only the description does. */
    private record Found(Deed deed, int at) {}

    private Optional<Found> deed(List<String> words, List<String> described) {
        var named = named(words);
        var first = described.isEmpty() ? Optional.<Deed>empty() : deedOf(described.getFirst());
        if (named.isEmpty()) return first.map(deed -> new Found(deed, -1));
        return named.map(found -> first.filter(said -> reachesFurther(said, found.deed()))
                .map(said -> new Found(said, found.at()))
                .orElse(found));
    }

    private static boolean reachesFurther(Deed said, Deed named) {
        return said.compareTo(named) > 0 && !said.onlyReads();
    }

    private Optional<Deed> deedOf(String word) {
        return lexicon.deed(word).or(() -> lexicon.deed(Spelling.stem(word)));
    }

    /** The first word if it is a verb; else the verbs that are no nouns; else the nouns that may be verbs. The furthest of them. */
    private Optional<Found> named(List<String> words) {
        Optional<Found> sure = Optional.empty();
        Optional<Found> doubtful = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            var deed = lexicon.deed(words.get(i));
            if (deed.isEmpty()) continue;
            boolean verb = i == 0 || !lexicon.alsoNoun(words.get(i)) || JOINING.contains(words.get(i - 1));
            if (verb) sure = further(sure, new Found(deed.get(), i));
            else doubtful = further(doubtful, new Found(deed.get(), i));
        }
        return sure.isPresent() ? sure : doubtful;
    }

    private static Optional<Found> further(Optional<Found> known, Found other) {
        return known.filter(found -> found.deed().compareTo(other.deed()) >= 0).or(() -> Optional.of(other));
    }

    private Sense sense(Found found, List<String> words, List<String> described, Tool tool) {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (i != found.at()) objects.add(Spelling.stem(words.get(i)));
        }
        Set<String> families = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (i != found.at() || words.size() == 1) families.addAll(lexicon.families(words.get(i)));
        }
        boolean money = tool.parameters().stream()
                .flatMap(name -> Spelling.words(name).stream())
                .anyMatch(word -> lexicon.argument("amount", word));
        if (money) families.add("money");
        var deed = settled(found.deed(), objects, families);
        boolean single = words.stream().allMatch(word -> Spelling.stem(word).equals(word));
        return new Sense(deed, objects, families, single, also(described, Deed.SEND), Tier.T1, List.of());
    }

    /** Who sends money pays; a transfer without money hands somebody over to somebody. */
    private Deed settled(Deed deed, List<String> objects, Set<String> families) {
        boolean money = objects.stream().anyMatch(word -> lexicon.lists("sent-money", word));
        if (deed == Deed.SEND && money) return Deed.PAY;
        return deed == Deed.PAY && !families.contains("money") && !families.contains("booking") ? Deed.SEND : deed;
    }

    /** Whether the description says, after its first word, that the tool also does something that reaches this far. */
    private boolean also(List<String> described, Deed least) {
        for (int i = 2; i < described.size(); i++) {
            if (!JOINING.contains(described.get(i - 1))) continue;
            if (deedOf(described.get(i))
                    .filter(deed -> deed.compareTo(least) >= 0)
                    .isPresent()) return true;
        }
        return false;
    }

    private Sense floored(Sense sense, Tool tool) {
        var read = byDeed(sense, tool);
        if (sense.deed() == Deed.READ && names(sense, "secrets"))
            read = read.atLeast(Tier.T3, "its name says that it shows what opens something");
        if (!sense.deed().onlyReads() && names(sense, "access"))
            read = read.atLeast(Tier.T4, "its name says that it changes who may do what");
        if (!sense.deed().onlyReads() && names(sense, "infrastructure"))
            read = read.atLeast(Tier.T4, "its name says that it changes what runs");
        if (tool.admitsDestruction()) read = read.atLeast(Tier.T3, "its server says that it destroys");
        if (tool.admitsChange()) read = read.atLeast(Tier.T2, "its server says that it changes something");
        return read;
    }

    private boolean names(Sense sense, String list) {
        return sense.objects().stream().anyMatch(word -> lexicon.lists(list, word));
    }

    private Sense byDeed(Sense sense, Tool tool) {
        return switch (sense.deed()) {
            case READ, SEARCH ->
                sense.notifies()
                        ? sense.atLeast(Tier.T3, "its description says that it also sends something")
                        : reason(sense, "its name says that it only reads");
            case FETCH -> reason(sense, "its name says that it fetches something");
            case CREATE, UPDATE -> changes(sense, tool);
            case DELETE -> sense.atLeast(Tier.T3, "its name says that it deletes");
            case SEND, SHARE, PUBLISH -> sense.atLeast(Tier.T2, "its name says that it writes to somebody");
            case PAY, REFUND -> sense.atLeast(Tier.T3, "its name says that it moves money");
            case BOOK ->
                sense.atLeast(
                        names(sense, "inside-things") ? Tier.T2 : Tier.T3,
                        "its name says that it orders or reserves something");
            case EXECUTE -> sense.atLeast(Tier.T4, "its name says that it runs something");
            case CONFIGURE -> sense.atLeast(Tier.T4, "its name says that it changes how something runs");
            case GRANT -> sense.atLeast(Tier.T4, "its name says that it changes who may do what");
        };
    }

    private Sense changes(Sense sense, Tool tool) {
        var read = sense.atLeast(Tier.T2, "its name says that it writes something");
        if (sense.about("money")) read = read.atLeast(Tier.T3, "its name says that it changes a payment");
        boolean customers = sense.about("customer") || sense.about("order") || sense.about("booking");
        return customers && !ownRecord(sense, tool)
                ? read.atLeast(Tier.T3, "its name says that it changes somebody's record")
                : read;
    }

    /** The record of the account that the tool works for: its arguments leave no way to say whose. */
    private boolean ownRecord(Sense sense, Tool tool) {
        var parameters = tool.parameters();
        return sense.deed() == Deed.UPDATE
                && !parameters.isEmpty()
                && sense.objects().stream().allMatch(word -> lexicon.lists("own-records", word))
                && parameters.stream().noneMatch(this::says);
    }

    private boolean says(String parameter) {
        var words = Spelling.words(parameter);
        return words.stream()
                .map(Spelling::stem)
                .anyMatch(word -> word.equals("id") || word.equals("user") || word.equals("account"));
    }

    private static Sense reason(Sense sense, String why) {
        return new Sense(
                sense.deed(),
                sense.objects(),
                sense.families(),
                sense.single(),
                sense.notifies(),
                sense.floor(),
                List.of(why));
    }
}
