package dev.bailiwick.core.detection;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what an agent is about to read. Immutable; built once from data files.
 *
 * <p>Each rule that is met gives points once per passage of {@value #PASSAGE} words; the strongest passage counts, because
 * a long text must not become suspicious by its length. {@value #EVEN} points are even odds.
 */
public final class Screen {
    /** The data files shipped as resources beside this class. */
    public static final List<String> FILES = List.of("override.json");

    /** Of a longer text the beginning is read, and the signal says so. */
    public static final int LONGEST = 1 << 20;

    private static final int PASSAGE = 300;
    private static final int EVEN = 10;

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
        if (text.isBlank()) return Screening.NOTHING;
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        var folded = Folded.of(Normalizer.normalize(bounded, Normalizer.Form.NFC));
        return judged(folded, new Reading(rules, folded).read());
    }

    private static Screening judged(Folded folded, List<Match> matches) {
        var passage = strongest(matches);
        int points = Math.max(0, points(passage));
        double score = points / (double) (points + EVEN);
        return new Screening(score, signal(points, passage), excerpts(folded, passage));
    }

    private static Signal signal(int points, List<Match> passage) {
        boolean hostile = passage.stream().anyMatch(match -> match.rule().hostile());
        if (points >= 3 * EVEN && hostile) return Signal.HOSTILE;
        if (points >= 2 * EVEN) return Signal.SUSPICIOUS;
        return points >= EVEN ? Signal.NOTED : Signal.NONE;
    }

    /** One match of each rule within the passage that has the most points. */
    private static List<Match> strongest(List<Match> matches) {
        List<Match> best = List.of();
        for (int i = 0; i < matches.size(); i++) {
            List<Match> passage = new ArrayList<>();
            for (int j = i;
                    j < matches.size() && matches.get(j).at() - matches.get(i).at() <= 2 * PASSAGE;
                    j++) {
                var match = matches.get(j);
                if (passage.stream().noneMatch(each -> each.rule().equals(match.rule()))) passage.add(match);
            }
            if (points(passage) > points(best)) best = passage;
        }
        return best;
    }

    private static int points(List<Match> matches) {
        return matches.stream().mapToInt(match -> match.rule().points()).sum();
    }

    private static List<Excerpt> excerpts(Folded folded, List<Match> passage) {
        return passage.stream()
                .filter(match -> match.rule().points() > 0)
                .sorted(Comparator.comparingInt(match -> -match.rule().points()))
                .limit(Screening.MOST_EXCERPTS)
                .map(match -> new Excerpt(match.rule().id(), new Untrusted(folded.excerpt(match.start(), match.end()))))
                .toList();
    }
}
