package dev.bailiwick.core.command;

import java.util.List;
import java.util.regex.Pattern;

/** Lists in the data files: words with blanks between them. */
final class Words {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Words() {}

    static List<String> of(String text) {
        return BLANKS.splitAsStream(text.strip())
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
