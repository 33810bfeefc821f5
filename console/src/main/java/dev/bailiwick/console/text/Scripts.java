package dev.bailiwick.console.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words that mix alphabets with letters of the same shape. A short form of the "highly restrictive" level of Unicode
 * Technical Standard 39, section 5.2: only the confusable European alphabets are looked at, the rest is ordinary text.
 */
final class Scripts {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Set<UnicodeScript> ALIKE = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE);
    private static final int ENOUGH = 5;

    private Scripts() {}

    static List<String> mixedWords(String text) {
        if (text.chars().allMatch(c -> c < 0x250)) return List.of();
        var found = new LinkedHashSet<String>();
        var words = WORD.matcher(text);
        while (words.find() && found.size() < ENOUGH) {
            if (mixed(words.group())) found.add(pointed(words.group()));
        }
        return List.copyOf(found);
    }

    /** The word with its letters that are not Latin as escapes: they are what deceives beside Latin ones. */
    private static String pointed(String word) {
        var out = new StringBuilder();
        word.codePoints().forEach(c -> {
            var script = UnicodeScript.of(c);
            if (script != UnicodeScript.LATIN && ALIKE.contains(script)) out.append(String.format("\\u{%x}", c));
            else out.appendCodePoint(c);
        });
        return out.toString();
    }

    private static boolean mixed(String word) {
        var scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).forEach(scripts::add);
        return scripts.size() > 1;
    }
}
