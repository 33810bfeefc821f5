package dev.bailiwick.bench.cedar;

import com.sun.management.ThreadMXBean;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.CompiledAuthorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.evaluation.Verdict;
import dev.bailiwick.cedar.policy.PolicySet;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Cedar decisions: cost by number of policies, allocation, compile time, and the reference implementation beside. */
public final class Main {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 31;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(
                "series   policies   ns/decision      best   B/decision   ns/answer   cedar-java us   times");
        double ten = measure(Worlds.scoped(10));
        measure(Worlds.scoped(100));
        double thousand = measure(Worlds.scoped(1_000));
        measure(Worlds.scoped(10_000));
        for (int count : List.of(51, 200, 1_000, 10_000)) measure(Worlds.pack(count));
        System.out.printf("scoped, cost ratio 10 -> 1,000: %.2f%n", thousand / ten);
        compile(Worlds.scoped(1_000));
        compile(Worlds.pack(1_000));
    }

    private static double measure(World world) throws Exception {
        EntityStore store = world.store();
        CompiledAuthorizer ours = CompiledAuthorizer.compile(world.policies());
        Request[] requests = world.requests().toArray(Request[]::new);
        var reference = new Reference(world);
        compare(world, ours, store, reference);
        Verdict verdict = ours.verdict();
        double[] cost = new double[ROUNDS];
        double[] words = new double[ROUNDS];
        double bytes = 0;
        int loops = Math.max(1, 100_000 / requests.length);
        int allowed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < loops; i++) {
                for (Request request : requests) {
                    ours.evaluate(request, store, verdict);
                    if (verdict.decision() == Decision.ALLOW) allowed++;
                }
            }
            cost[round] = (THREADS.getCurrentThreadCpuTime() - start) / ((double) loops * requests.length);
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / ((double) loops * requests.length);
            start = THREADS.getCurrentThreadCpuTime();
            int few = Math.max(1, loops / 10);
            for (int i = 0; i < few; i++) {
                for (Request request : requests)
                    allowed += ours.answer(request, store).permits().size();
            }
            words[round] = (THREADS.getCurrentThreadCpuTime() - start) / ((double) few * requests.length);
        }
        double theirs = reference(reference, world.policies().policies().size());
        double mine = median(cost);
        System.out.printf(
                "%-8s %8d %13.0f %9.0f %12.1f %11.0f %15.1f %7.0f   (%d)%n",
                world.name(),
                world.policies().policies().size(),
                mine,
                Arrays.stream(cost).min().orElseThrow(),
                bytes,
                median(words),
                theirs / 1000,
                theirs / mine,
                allowed % 10);
        // the ratio compares the undisturbed rounds: on a shared machine the median says more about the neighbours
        return Arrays.stream(cost).min().orElseThrow();
    }

    private static double reference(Reference reference, int policies) throws Exception {
        int calls = Math.max(5, Math.min(500, 50_000 / policies));
        double[] cost = new double[5];
        for (int round = 0; round < cost.length; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < calls; i++) reference.answer(i % reference.requests());
            cost[round] = (THREADS.getCurrentThreadCpuTime() - start) / (double) calls;
        }
        return median(cost);
    }

    /** Every request of the reference once on both sides: a comparison of speed between different answers would say nothing. */
    private static void compare(World world, CompiledAuthorizer ours, EntityStore store, Reference reference)
            throws Exception {
        for (int i = 0; i < reference.requests(); i++) {
            Answer answer = ours.answer(world.requests().get(i), store);
            var errors = new TreeSet<String>();
            answer.errors().forEach(error -> errors.add(error.policyId()));
            var mine = new Reference.Said(answer.decision() == Decision.ALLOW, new TreeSet<>(answer.reasons()), errors);
            var theirs = reference.answer(i);
            if (!mine.equals(theirs)) {
                throw new IllegalStateException(
                        world.name() + " request " + i + ": ours " + mine + ", reference " + theirs);
            }
        }
    }

    private static void compile(World world) {
        PolicySet policies = world.policies();
        String text = policies.text();
        double[] cost = new double[9];
        double first = 0;
        for (int round = 0; round < cost.length; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            CompiledAuthorizer compiled = CompiledAuthorizer.compile(PolicySet.parse(text));
            cost[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            if (round == 0) first = cost[0];
            if (compiled.policies().size() != policies.policies().size()) throw new IllegalStateException("lost some");
        }
        System.out.printf(
                "%s, parse and compile %d policies: first %.1f ms, median %.1f ms%n",
                world.name(), policies.policies().size(), first, median(cost));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
