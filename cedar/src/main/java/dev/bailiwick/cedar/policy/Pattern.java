package dev.bailiwick.cedar.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The right side of {@code like}: text with {@code *} for any run of characters. Matches the whole string, code point
 * by code point, in time linear in text times the longest piece; no regular expressions.
 *
 * @param pieces the literal text between the wildcards; n wildcards lie between n + 1 pieces, pieces may be empty
 */
public record Pattern(List<String> pieces) {
    public Pattern {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) throw new IllegalArgumentException("a pattern has at least one piece");
    }

    /** Whether the whole text fits. */
    public boolean matches(String text) {
        String first = pieces.getFirst();
        if (pieces.size() == 1) return text.equals(first);
        String last = pieces.getLast();
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last))
            return false;
        int at = first.length();
        int end = text.length() - last.length();
        for (int i = 1; i < pieces.size() - 1; i++) {
            // the leftmost place is as good as any: it leaves the most for the pieces to come
            int found = text.indexOf(pieces.get(i), at);
            if (found < 0 || found + pieces.get(i).length() > end) return false;
            at = found + pieces.get(i).length();
        }
        return true;
    }

    /** As a Cedar literal, quotes included. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        for (String piece : pieces) {
            String quoted = dev.bailiwick.cedar.Text.quoted(piece);
            parts.add(quoted.substring(1, quoted.length() - 1).replace("*", "\\*"));
        }
        return "\"" + String.join("*", parts) + "\"";
    }
}
