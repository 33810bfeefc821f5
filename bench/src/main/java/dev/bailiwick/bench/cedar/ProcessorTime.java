package dev.bailiwick.bench.cedar;

import com.sun.management.ThreadMXBean;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.CompiledAuthorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.Request;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * A decision in processor time of the measuring thread: on a machine with other work this says more than wall time does.
 *
 * @param best nanoseconds per decision in the round that was disturbed least
 */
record ProcessorTime(double best, double median) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 41;
    private static final long ROUND_NANOS = 25_000_000;
    private static final int DECISIONS = 1_000;

    static ProcessorTime of(CompiledAuthorizer compiled, EntityStore store, Request[] requests) {
        var verdict = compiled.verdict();
        double[] cost = new double[ROUNDS];
        long allowed = 0;
        for (int round = 0, at = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            long spent = 0;
            long decisions = 0;
            while (spent < ROUND_NANOS) {
                for (int i = 0; i < DECISIONS; i++) {
                    compiled.evaluate(requests[at], store, verdict);
                    if (verdict.decision() == Decision.ALLOW) allowed++;
                    at = at + 1 < requests.length ? at + 1 : 0;
                }
                decisions += DECISIONS;
                spent = THREADS.getCurrentThreadCpuTime() - start;
            }
            cost[round] = spent / (double) decisions;
        }
        if (allowed == 0) throw new IllegalStateException("a series in which nothing is allowed measures little");
        Arrays.sort(cost);
        return new ProcessorTime(cost[0], cost[ROUNDS / 2]);
    }
}
