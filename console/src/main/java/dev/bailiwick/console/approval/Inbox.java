package dev.bailiwick.console.approval;

import java.util.List;

/**
 * What waits for people, and what was decided lately.
 *
 * @param unknown executions nobody heard of again: a person looks
 * @param waiting how many wait in all
 * @param page counted from 0
 * @param errands what else waits for the visitor
 */
public record Inbox(
        List<TaskCard> pending,
        List<TaskCard> unknown,
        List<TaskCard> decided,
        int waiting,
        int mine,
        int page,
        boolean more,
        List<Errand> errands) {
    public Inbox {
        pending = List.copyOf(pending);
        unknown = List.copyOf(unknown);
        decided = List.copyOf(decided);
        errands = List.copyOf(errands);
    }
}
