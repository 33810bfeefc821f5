package dev.bailiwick.core.session;

import java.util.List;

/**
 * One value that is looked for, in every form it is compared in: each is made once for a call, however much was read.
 *
 * @param honest whether it is what it looks like, see {@link Canonical#honest}
 * @param runs the runs of letters and digits of its skeleton
 * @param longer those of them that say something by themselves
 * @param squeezed its skeleton's letters and digits
 * @param reversed the same from the end
 * @param hidden the runs of what is encoded in it
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

    static Needle of(String text) {
        String skeleton = Canonical.skeleton(text);
        var runs = Canonical.runs(skeleton);
        String squeezed = Canonical.squeezed(skeleton);
        return new Needle(
                text,
                Canonical.honest(text),
                Canonical.plain(text),
                runs,
                runs.stream().filter(run -> run.length() > 3).toList(),
                squeezed,
                new StringBuilder(squeezed).reverse().toString(),
                Canonical.decoded(text).stream()
                        .map(inner -> Canonical.runs(Canonical.skeleton(inner)))
                        .toList());
    }
}
