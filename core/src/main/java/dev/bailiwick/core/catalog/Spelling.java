package dev.bailiwick.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes names and sentences apart into plain lower-case words. */
public final class Spelling {
    private static final int MOST_WORDS = 2_000;

    private Spelling() {}

    /** The words of a name: {@code sendHTTPMail_to} is send, http, mail, to. */
    public static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        for (int i = 0; i < name.length() && words.size() < MOST_WORDS; i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) || startsWord(name, i)) end(word, words);
            if (Character.isLetterOrDigit(c)) word.append(c);
        }
        end(word, words);
        return words;
    }

    /** The words of a sentence; an apostrophe stays inside its word. */
    public static List<String> sentence(String text) {
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        for (int i = 0; i < text.length() && words.size() < MOST_WORDS; i++) {
            char c = text.charAt(i) == '\u2019' ? '\'' : text.charAt(i);
            boolean inside = Character.isLetterOrDigit(c) || (c == '\'' && !word.isEmpty());
            if (inside) word.append(c);
            else end(word, words);
        }
        end(word, words);
        return words;
    }

    private static boolean startsWord(String name, int i) {
        if (i == 0) return false;
        char before = name.charAt(i - 1);
        char c = name.charAt(i);
        if (Character.isUpperCase(c) && Character.isLowerCase(before)) return true;
        return Character.isUpperCase(c)
                && Character.isUpperCase(before)
                && i + 1 < name.length()
                && Character.isLowerCase(name.charAt(i + 1));
    }

    private static void end(StringBuilder word, List<String> words) {
        if (word.isEmpty()) return;
        words.add(word.toString().toLowerCase(Locale.ROOT));
        word.setLength(0);
    }

    /** The word without the ending of a plural or of a third person. */
    public static String stem(String word) {
        if (word.endsWith("'s")) return word.substring(0, word.length() - 2);
        if (word.length() <= 3 || !word.endsWith("s") || word.endsWith("ss")) return word;
        if (word.endsWith("ies")) return word.substring(0, word.length() - 3) + "y";
        boolean sibilant =
                word.endsWith("ches") || word.endsWith("shes") || word.endsWith("sses") || word.endsWith("xes");
        return word.substring(0, word.length() - (sibilant ? 2 : 1));
    }
}
