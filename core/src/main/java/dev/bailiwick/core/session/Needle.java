package dev.bailiwick.core.session;

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
                runs.stream().filter(run -> run.length() > 3).toList(),
                squeezed,
                new StringBuilder(squeezed).reverse().toString(),
                prose ? List.of() : hidden(text));
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
}
