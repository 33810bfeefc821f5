package dev.bailiwick.core.detection;

import dev.bailiwick.json.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what an agent is about to read. Immutable; built once from data files.
 *
 * <p>Each rule that is met gives points once per passage of {@value Passage#WORDS} words; the strongest passage counts,
 * because a long text must not become suspicious by its length. What is written so that people cannot read it (encoded,
 * spelled apart, in invisible characters) is read too, and whatever it orders counts more for having been hidden. {@value
 * #EVEN} points are even odds.
 */
public final class Screen {
    /** The data files shipped as resources beside this class. */
    public static final List<String> FILES = List.of(
            "honest.json",
            "override.json",
            "persona.json",
            "extraction.json",
            "orders.json",
            "disguise.json",
            "languages.json");

    /** Of a longer text only this beginning is read. */
    public static final int LONGEST = 1 << 20;

    private static final int EVEN = 10;
    private static final int DEEPEST = 2;
    private static final int LEAST_CONCEALED = 6;

    private final Rules rules;

    private Screen(Rules rules) {
        this.rules = rules;
    }

    /** @throws dev.bailiwick.json.JsonException naming the file's member that is wrong */
    public static Screen of(List<JsonObject> files) {
        return new Screen(Rules.of(files));
    }

    /** Never fails. */
    public Screening screen(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return judged(read(composed(bounded), 0));
    }

    /** Korean written in single letters is put together; folding does the rest for other scripts. */
    private static String composed(String text) {
        boolean single = text.chars().anyMatch(c -> c >= 0x1100 && c <= 0x11ff);
        return single ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    private Passage read(String text, int depth) {
        var folded = Folded.of(text);
        var reading = new Reading(rules, folded);
        var open = Passage.strongest(folded, reading.read());
        if (depth == DEEPEST) return open;
        List<String> hidden = new ArrayList<>(Encoded.in(text));
        hidden.addAll(Respelled.in(text, reading.met("backwards"), reading.met("rotated")));
        return hidden.stream()
                .map(each -> read(each, depth + 1))
                .filter(passage -> passage.points() >= LEAST_CONCEALED)
                .map(Passage::concealed)
                .reduce(open, Passage::stronger);
    }

    private static Screening judged(Passage passage) {
        double score = passage.points() / (double) (passage.points() + EVEN);
        return passage.points() == 0 ? Screening.NOTHING : new Screening(score, signal(passage), passage.excerpts());
    }

    private static Signal signal(Passage passage) {
        if (passage.points() >= 3 * EVEN && passage.hostile()) return Signal.HOSTILE;
        if (passage.points() >= 2 * EVEN) return Signal.SUSPICIOUS;
        return passage.points() >= EVEN ? Signal.NOTED : Signal.NONE;
    }
}
