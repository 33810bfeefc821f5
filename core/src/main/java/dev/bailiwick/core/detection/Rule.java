package dev.bailiwick.core.detection;

import dev.bailiwick.json.Fields;
import java.util.List;

/**
 * Kinds of words that together mean something.
 *
 * @param points how much it speaks for an attempt; 0 for words of honest use, which calm what ends within them
 * @param kinds what must be found
 * @param inOrder whether in this order, each within {@code within} words of the one before; else all within so many words
 * @param hostile whether no honest text has it
 */
record Rule(String id, int points, List<String> kinds, boolean inOrder, int within, boolean hostile) {
    private static final int WIDEST = 60;

    Rule {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || kinds.size() > 6)
            throw new IllegalArgumentException("\"" + id + "\" asks for no kind or too many");
        if (points < 0) throw new IllegalArgumentException("\"" + id + "\" takes points away");
        if (within < 0 || within > WIDEST) throw new IllegalArgumentException("\"" + id + "\" looks too far");
    }

    static Rule of(Fields fields) {
        boolean inOrder = fields.has("then");
        var rule = new Rule(
                fields.text("id"),
                (int) fields.number("points"),
                fields.texts(inOrder ? "then" : "all"),
                inOrder,
                fields.optionalNumber("within").orElse(0L).intValue(),
                fields.optionalFlag("hostile").orElse(false));
        fields.end();
        return rule;
    }
}
