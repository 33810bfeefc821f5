package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a crash left between store and log, put right at start: a claim without an entry did nothing and is free again; an
 * entry without an outcome is unknown, and no machine repeats it.
 */
public final class Reconciliation {
    private final Approvals approvals;
    private final AuditLog log;

    public Reconciliation(Approvals approvals, AuditLog log) {
        this.approvals = approvals;
        this.log = log;
    }

    /** What was put right. */
    public record Report(int released, int unknown) {}

    public Report run() {
        var claimed = approvals.in(EnumSet.of(State.CLAIMED), 10_000, 0);
        if (claimed.isEmpty()) return new Report(0, 0);
        var executions =
                executions(claimed.stream().mapToLong(ApprovalTask::asked).min().orElse(0));
        int released = 0;
        for (var task : claimed) {
            var entry = Optional.ofNullable(executions.get(task.id().value()));
            if (entry.isEmpty()) released++;
            approvals.replace(entry.map(task::lost).orElseGet(task::released));
        }
        return new Report(released, claimed.size() - released);
    }

    private Map<String, Long> executions(long from) {
        Map<String, Long> found = new HashMap<>();
        log.read(from, entry -> {
            execution(entry).ifPresent(task -> found.put(task, entry.sequence()));
            return true;
        });
        return found;
    }

    private static Optional<String> execution(Entry entry) {
        boolean permit = entry.kind() == Event.Kind.DECISION
                && entry.body().string("verdict").equals(Optional.of("permit"));
        return permit ? entry.body().string("task") : Optional.empty();
    }
}
