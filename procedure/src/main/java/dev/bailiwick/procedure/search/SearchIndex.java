package dev.bailiwick.procedure.search;

import dev.bailiwick.core.audit.Runs;
import java.util.List;

/** The index: an entry's searched parts by its sequence, and what was seen of each agent. */
public interface SearchIndex {
    /** One entry's row; what it does not have is the empty text, or tier 0. */
    record Row(
            long sequence,
            long atMillis,
            String kind,
            String actor,
            String agent,
            String session,
            String tool,
            long tier,
            String verdict,
            String words) {}

    /** Something an agent did. */
    record Sight(String agent, String dimension, String value, long sequence) {}

    /** How many entries are in it, counted from the first. */
    long indexed();

    /** Adds rows behind those there are, and remembers sights. Returns the sights that are new, in their order. */
    List<Sight> add(List<Row> rows, List<Sight> sights);

    /** Of these entries it finds that they are pruned, and nothing more. */
    void forget(Runs entries);

    /** How many different values of a dimension an agent was seen with. */
    int seen(String agent, String dimension);

    /** The sequences of what was wanted, newest first, below {@code before}. */
    List<Long> find(Criteria criteria, long before, int limit);

    /** Forgets everything. */
    void clear();
}
