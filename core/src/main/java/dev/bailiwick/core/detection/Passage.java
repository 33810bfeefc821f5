package dev.bailiwick.core.detection;

import dev.bailiwick.core.value.Untrusted;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a text that speaks most to an agent.
 *
 * @param hostile whether something in it is in no honest text
 */
record Passage(int points, boolean hostile, List<Excerpt> excerpts) {
    static final int WORDS = 300;

    private static final int CONCEALMENT = 12;

    Passage {
        excerpts = List.copyOf(excerpts);
    }

    /** Each rule once within the stretch of words that has the most points. */
    static Passage strongest(Folded text, List<Match> matches) {
        int most = 0;
        int first = 0;
        int last = 0;
        var stretch = new Stretch();
        for (int from = 0, to = 0; to < matches.size(); to++) {
            stretch.add(matches.get(to));
            while (matches.get(to).at() - matches.get(from).at() > 2 * WORDS) stretch.drop(matches.get(from++));
            if (stretch.points <= most) continue;
            most = stretch.points;
            first = from;
            last = to + 1;
        }
        return of(most, text, matches.subList(first, last));
    }

    private static Passage of(int points, Folded text, List<Match> matches) {
        boolean hostile = matches.stream().anyMatch(each -> each.rule().hostile());
        return new Passage(points, hostile, excerpts(text, matches));
    }

    /** How often each rule was met within a moving stretch, and the points of those met at all. */
    private static final class Stretch {
        private final Map<Integer, Integer> times = new HashMap<>();
        private int points;

        void add(Match match) {
            if (times.merge(match.number(), 1, Integer::sum) == 1)
                points += match.rule().points();
        }

        void drop(Match match) {
            if (times.merge(match.number(), -1, Integer::sum) == 0)
                points -= match.rule().points();
        }
    }

    private static List<Excerpt> excerpts(Folded text, List<Match> passage) {
        Map<Integer, Match> firsts = new TreeMap<>();
        for (var match : passage) firsts.putIfAbsent(match.number(), match);
        return firsts.values().stream()
                .sorted(Comparator.comparingInt(match -> -match.rule().points()))
                .limit(Screening.MOST_EXCERPTS)
                .map(match -> new Excerpt(match.rule().id(), new Untrusted(text.excerpt(match.start(), match.end()))))
                .toList();
    }

    /** The same words, found where nobody can read them. */
    Passage concealed() {
        return new Passage(points + CONCEALMENT, true, excerpts);
    }

    Passage stronger(Passage other) {
        return other.points > points ? other : this;
    }
}
