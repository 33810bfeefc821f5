package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.people.Function;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that is to be done, by Bailiwick or by a person.
 *
 * @param key its name at the command line and in the log
 * @param who whose word counts; empty where Bailiwick does it
 * @param proof what closes it; a person's answer when empty
 */
public record Action(
        String id,
        String next,
        String key,
        String name,
        String text,
        Optional<Function> who,
        Optional<Proof> proof,
        Choices choices,
        Terms terms)
        implements Node {

    /** What closes a step that no answer closes. */
    public sealed interface Proof {
        /** A step of the containment that is done. */
        record OfStep(Step step) implements Proof {}

        /** An entry that a command wrote. */
        record OfEntry(String what) implements Proof {}
    }

    /**
     * The answers of a question; none where every text is one.
     *
     * @param otherwise what counts when nobody answered in time
     */
    public record Choices(List<String> all, Optional<String> otherwise) {
        public Choices {
            all = List.copyOf(all);
            if (!all.isEmpty() && otherwise.filter(all::contains).isEmpty())
                throw new IllegalArgumentException("\"otherwise\" must be one of the choices");
        }
    }

    /**
     * When it is to be done.
     *
     * @param due from the opening of the case on
     * @param after what is closed before it
     * @param mandatory whether nobody may leave it out
     */
    public record Terms(Duration due, List<String> after, boolean mandatory) {
        public Terms {
            after = List.copyOf(after);
        }
    }
}
