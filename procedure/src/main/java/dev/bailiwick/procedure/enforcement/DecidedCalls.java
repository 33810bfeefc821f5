package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Which tool calls were decided, by the id the model knows them under: the second witness compares a turn's results with
 * it, and a report finds its decision. The last {@value #LIMIT} of each agent; after a start read back from the log.
 */
public final class DecidedCalls {
    static final int LIMIT = 20_000;
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Za-z0-9]");

    /** The decision about one call. */
    public record Decided(long entry, boolean permitted, Optional<TaskId> task) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Map<AgentId, LinkedHashMap<String, Decided>> calls = new HashMap<>();

    /** Reads the newest decisions back from the log. */
    public static DecidedCalls from(AuditLog log) {
        var calls = new DecidedCalls();
        log.read(Math.max(0, log.size() - LIMIT), entry -> {
            calls.restore(entry);
            return true;
        });
        return calls;
    }

    private void restore(Entry entry) {
        if (entry.kind() != dev.bailiwick.core.audit.Event.Kind.DECISION
                || entry.agent().isEmpty()) return;
        var call = entry.body().object("attempt").flatMap(attempt -> attempt.string("call"));
        var permitted = entry.body().string("verdict").equals(Optional.of("permit"));
        call.ifPresent(id -> add(
                new AgentId(entry.agent().get()),
                id,
                new Decided(
                        entry.sequence(), permitted, entry.body().string("task").map(TaskId::new))));
    }

    void add(AgentId agent, String call, Decided decided) {
        lock.lock();
        try {
            var ofAgent = calls.computeIfAbsent(agent, _ -> new LinkedHashMap<>());
            ofAgent.remove(plain(call));
            ofAgent.put(plain(call), decided);
            if (ofAgent.size() > LIMIT) ofAgent.pollFirstEntry();
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Optional<Decided> find(AgentId agent, String call) {
        lock.lock();
        try {
            return known(agent, call);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #find}, but gives a decision or a report that is on its way this long to arrive. */
    Optional<Decided> await(AgentId agent, String call, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            var found = known(agent, call);
            while (found.isEmpty() && left > 0) {
                left = more.awaitNanos(left);
                found = known(agent, call);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Decided> known(AgentId agent, String call) {
        return Optional.ofNullable(
                calls.getOrDefault(agent, new LinkedHashMap<>()).get(plain(call)));
    }

    /** Runtimes give a call's id back to the model without what is no letter and no digit: OpenClaw does. */
    private static String plain(String call) {
        var plain = NEITHER_LETTER_NOR_DIGIT.matcher(call).replaceAll("");
        return plain.isEmpty() ? call : plain;
    }
}
