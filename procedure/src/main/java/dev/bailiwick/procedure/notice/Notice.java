package dev.bailiwick.procedure.notice;

import dev.bailiwick.core.value.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing people are told.
 *
 * @param entry the log's entry it was made of: the same notice twice has the same number
 * @param about what kind of thing, such as {@code approval}
 * @param event what happened, such as {@code opened} or {@code yes}
 * @param thread what it is about: a task's id, a glass's, an alert's word and agent; everything about one thing has one thread
 * @param first whether the thread begins with it
 * @param over whether nobody need answer any more
 * @param to whom it is for
 * @param title in our words alone
 * @param lines in our words alone
 * @param agentWords what the agent wrote or may have, made visible and harmless
 * @param path where in the console it stands
 */
public record Notice(
        long entry,
        Instant at,
        String about,
        String event,
        String thread,
        boolean first,
        boolean over,
        Set<PersonId> to,
        String title,
        List<String> lines,
        Optional<String> agentWords,
        String path) {
    public Notice {
        to = Set.copyOf(to);
        lines = List.copyOf(lines);
    }
}
