package dev.bailiwick.core.session;

import java.util.ArrayList;
import java.util.List;

/**
 * One value that is looked for, in every form it is compared in: each is made once for a call, however much was read.
 *
 * @param honest whether it is what it looks like, see {@link Canonical#honest}
 * @param runs the runs of letters and digits of its skeleton
 * @param longer those of them that say something by themselves
 * @param squeezed its skeleton's letters and digits; none of a text
 * @param reversed the same from the end
 * @param hidden the runs of what is encoded in it; none of a text
 */
record Needle(
        String text,
        boolean honest,
        String plain,
        List<String> runs,
        List<String> longer,
        String squeezed,
        String reversed,
        List<List<String>> hidden) {

    private static final int MOST_RUNS = 12;
    private static final int LEAST_TELLING = 4;
    private static final int LEAST_LONGER = 5;
    private static final int LEAST_PIECE = 2;
    private static final int LEAST_JOINED = 8;
    private static final int LONGEST_JOINED = 64;

    static Needle of(String text) {
        String skeleton = Canonical.skeleton(text);
        var runs = Canonical.runs(skeleton);
        boolean prose = runs.size() > MOST_RUNS;
        String squeezed = prose ? "" : Canonical.squeezed(skeleton);
        return new Needle(
                text,
                Canonical.honest(text),
                Canonical.plain(text),
                runs,
                longer(runs),
                squeezed,
                new StringBuilder(squeezed).reverse().toString(),
                prose ? List.of() : hidden(text));
    }

    private static List<String> longer(List<String> runs) {
        List<String> longer = new ArrayList<>(runs.size());
        for (String run : runs) if (run.length() >= LEAST_TELLING) longer.add(run);
        return longer;
    }

    private static List<List<String>> hidden(String text) {
        return Canonical.decoded(text).stream()
                .map(inner -> Canonical.runs(Canonical.skeleton(inner)))
                .toList();
    }

    /** Whether it is rather a text than a value: then it is looked for word by word. */
    boolean prose() {
        return runs.size() > MOST_RUNS;
    }

    /** Whether this prose holds it: in one piece, taken apart, joined, encoded, reversed or drawn alike. */
    boolean isToldBy(Prose prose) {
        if (runs.isEmpty()) return false;
        if (runs.size() == 1 && runs.getFirst().length() < LEAST_TELLING) return prose.hasNumbered(runs.getFirst());
        if (prose.hasAll(runs)) return true;
        if (prose()) return mostIn(prose);
        return joined(squeezed, prose)
                || joined(reversed, prose)
                || hidden.stream().anyMatch(prose::hasAll);
    }

    /** A longer text is told when four in five of its longer words are. */
    private boolean mostIn(Prose prose) {
        if (longer.size() < LEAST_LONGER) return false;
        int mayMiss = longer.size() - (longer.size() * 4 + 4) / 5;
        for (String run : longer) {
            if (!prose.has(run) && --mayMiss < 0) return false;
        }
        return true;
    }

    /** Whether the letters and digits are a row of words that stand in the prose. */
    private static boolean joined(String squeezed, Prose prose) {
        int length = squeezed.length();
        if (length < LEAST_JOINED || length > LONGEST_JOINED) return false;
        var reached = new boolean[length + 1];
        reached[0] = true;
        for (int from = 0; from < length; from++) {
            if (!reached[from]) continue;
            for (int to = from + LEAST_PIECE; to <= length; to++) {
                if (!reached[to] && prose.has(squeezed.substring(from, to))) reached[to] = true;
            }
        }
        return reached[length];
    }
}
