package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Fatigue;
import dev.bailiwick.core.approval.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Reads the last requests for those who measure. */
final class Measuring {
    private static final int PAGE = 500;
    private static final int MOST = 20_000;

    private Measuring() {}

    /** Newest first they come, so reading ends with the first page that is too old, or with so many. */
    static Fatigue since(TaskBook book, Instant since) {
        List<ApprovalTask> all = new ArrayList<>();
        while (all.size() < MOST) {
            var page = book.approvals().in(EnumSet.allOf(State.class), PAGE, all.size());
            all.addAll(page);
            if (page.size() < PAGE || page.getLast().opened().isBefore(since)) break;
        }
        return Fatigue.of(all, since);
    }
}
