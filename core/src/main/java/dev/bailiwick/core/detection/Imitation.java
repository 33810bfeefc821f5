package dev.bailiwick.core.detection;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds names that look like other names: a word in them is almost, and not quite, a word that names are made of. */
final class Imitation {
    private static final String FORMAT = "bailiwick-names-1";

    private static final int LONG = 8;

    private final Misspelt near = new Misspelt();
    private final List<String> words;
    private final Set<String> known;

    private Imitation(List<String> words) {
        this.words = words;
        this.known = Set.copyOf(words);
        for (int i = 0; i < words.size(); i++) near.add(words.get(i), i);
    }

    static Imitation of(JsonObject file) {
        var fields = Fields.of(file);
        if (!fields.text("format").equals(FORMAT))
            throw new IllegalArgumentException("expected the format \"" + FORMAT + "\"");
        fields.optionalText("about");
        var names = fields.texts("names");
        fields.end();
        return new Imitation(names);
    }

    /** The first name among these that imitates, with the word that it imitates. */
    Optional<String> in(String path, String text) {
        var names = new HashSet<String>();
        for (String name : compounds(path + "\n" + text)) {
            if (!names.add(name)) continue;
            var imitated = imitated(name);
            if (imitated.isPresent()) return imitated;
        }
        return Optional.empty();
    }

    /** Words joined by hyphens, at signs or underscores; in a path also by strokes. */
    private static List<String> compounds(String text) {
        List<String> found = new ArrayList<>();
        int start = 0;
        boolean joined = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean joint = "-_@".indexOf(c) >= 0;
            if (joint || letter(c)) {
                joined |= joint;
                continue;
            }
            if (joined && i - start <= 64) found.add(text.substring(start, i));
            joined = c == '/' && joined;
            start = i + 1;
        }
        return found;
    }

    private static boolean letter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private Optional<String> imitated(String name) {
        var folded = Folded.of(name);
        for (int i = 1; i < folded.length(); i++) {
            if (!letter(folded.charAt(i)) || letter(folded.charAt(i - 1))) continue;
            String word = word(folded, i);
            if (known.contains(word)) continue;
            for (int kind : near.at(folded, i)) {
                if (!honest(word, words.get(kind))) return Optional.of(name + " (" + words.get(kind) + ")");
            }
        }
        return Optional.empty();
    }

    private static String word(Folded text, int start) {
        int end = start;
        while (end < text.length() && letter(text.charAt(end))) end++;
        return text.slice(start, end - start).toString();
    }

    /** The same word with another ending, or a word of its own: with one letter changed a short word is another word. */
    private static boolean honest(String word, String known) {
        if (word.startsWith(known) || known.startsWith(word)) return true;
        if (word.length() != known.length()) return false;
        int last = word.length() - 1;
        boolean otherEnding = word.regionMatches(0, known, 0, last);
        return otherEnding || (word.length() < LONG && !swapped(word, known));
    }

    /** Whether only two neighbours changed places. */
    private static boolean swapped(String word, String known) {
        int at = 0;
        while (word.charAt(at) == known.charAt(at)) at++;
        return at + 1 < word.length()
                && word.charAt(at) == known.charAt(at + 1)
                && word.charAt(at + 1) == known.charAt(at)
                && word.regionMatches(at + 2, known, at + 2, word.length() - at - 2);
    }
}
