package dev.bailiwick.procedure.notice;

import dev.bailiwick.core.value.Untrusted;

/**
 * An agent's words as a notice may carry them: one line, everything hidden made visible, no longer than a line is read, and
 * nothing a mail or chat program would make a link, a mention or markup of.
 */
final class Harmless {
    private static final int LONGEST = 200;

    private Harmless() {}

    static String words(String text) {
        String visible = Untrusted.visible(text);
        String cut = visible.codePointCount(0, visible.length()) <= LONGEST
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST)) + " […]";
        return cut.replace("://", "[:]//")
                .replace("www.", "www[.]")
                .replace("@", "[at]")
                .replace("<", "‹")
                .replace(">", "›")
                .replace("&", "＆")
                .replace("`", "'")
                .replace("](", "] (");
    }
}
