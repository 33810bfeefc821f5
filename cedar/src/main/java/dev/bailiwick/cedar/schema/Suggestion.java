package dev.bailiwick.cedar.schema;

import dev.bailiwick.cedar.Text;
import java.util.Collection;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Suggestion {
    /** Beyond this a guess costs more than it helps. */
    private static final int MAX_CANDIDATES = 2_000;

    private static final int MAX_LENGTH = 80;

    private Suggestion() {}

    /** {@code did you mean `view`?}, or nothing when no known name is close. */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > MAX_LENGTH || known.size() > MAX_CANDIDATES) return Optional.empty();
        String best = "";
        int least = name.length() / 3 + 1;
        for (String candidate : known) {
            if (candidate.length() > MAX_LENGTH || Math.abs(candidate.length() - name.length()) >= least + 1) continue;
            int distance = distance(name, candidate);
            if (distance > 0 && (distance < least || (best.isEmpty() && distance == least))) {
                best = candidate;
                least = distance;
            }
        }
        return best.isEmpty() || !printsPlainly(best) ? Optional.empty() : Optional.of("did you mean `" + best + "`?");
    }

    /** Whether a name, quotes aside, needs no escape: a guess is not worth a strange character in a message. */
    private static boolean printsPlainly(String name) {
        String bare = name.replace("\"", "").replace("\\", "");
        return Text.quoted(bare).length() == bare.length() + 2;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
