package dev.bailiwick.bench.cedar;

import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.CompiledAuthorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.Request;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Cedar decisions: cost by number of policies, allocation, compile time, and the reference implementation beside. */
public final class Main {
    private static final List<String> SERIES = List.of(
            "scoped-10", "scoped-100", "scoped-1000", "scoped-10000", "pack-51", "pack-200", "pack-1000", "pack-10000");
    private static final List<String> LARGE = List.of("scoped-1000", "scoped-10000", "pack-1000", "pack-10000");
    private static final List<String> THOUSAND = List.of("scoped-1000", "pack-1000");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        var processor = new HashMap<String, ProcessorTime>();
        for (String name : SERIES) {
            World world = Worlds.named(name);
            CompiledAuthorizer compiled = CompiledAuthorizer.compile(world.policies());
            EntityStore store = world.store();
            compare(world, compiled, store);
            Request[] requests = world.requests().toArray(Request[]::new);
            // the first series would pay for the compiler of the machine
            if (processor.isEmpty()) ProcessorTime.of(compiled, store, requests);
            processor.put(name, ProcessorTime.of(compiled, store, requests));
        }
        System.out.println("every series answered alike by both; now JMH, about three minutes");
        var decisions = run(Decisions.class, "evaluate", SERIES, 2);
        var words = run(Decisions.class, "answer", LARGE, 1);
        var theirs = run(CachedReference.class, "evaluate", THOUSAND, 1);
        print(processor, decisions, words, theirs);
        run(Decisions.class, "overlay", THOUSAND, 1)
                .forEach((name, cost) -> one("two entities over a store", name, cost));
        run(Decisions.class, "compile", THOUSAND, 1).forEach((name, cost) -> one("parse and compile", name, cost));
    }

    /**
     * What one benchmark cost, over the iterations of all its forks.
     *
     * @param bytes allocated per call
     */
    private record Cost(double best, double median, double worst, double error, double bytes) {
        static Cost of(RunResult result) {
            var times = result.getPrimaryResult().getStatistics();
            double bytes = Objects.requireNonNull(
                            result.getSecondaryResults().get("gc.alloc.rate.norm"), "JMH ran without its profiler")
                    .getScore();
            return new Cost(times.getMin(), times.getPercentile(50), times.getMax(), times.getMeanErrorAt(0.99), bytes);
        }
    }

    private static Map<String, Cost> run(Class<?> where, String method, List<String> worlds, int forks)
            throws Exception {
        var options = new OptionsBuilder()
                .include(where.getName().replace(".", "\\.") + "\\." + method + "$")
                .param("world", worlds.toArray(String[]::new))
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(6)
                .measurementTime(TimeValue.milliseconds(300))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        return costs(new Runner(options).run());
    }

    private static Map<String, Cost> costs(Collection<RunResult> results) {
        var costs = new TreeMap<String, Cost>();
        for (RunResult result : results) costs.put(result.getParams().getParam("world"), Cost.of(result));
        return costs;
    }

    private static void print(
            Map<String, ProcessorTime> processor,
            Map<String, Cost> decisions,
            Map<String, Cost> words,
            Map<String, Cost> theirs) {
        System.out.println("wall time by JMH, ns per decision                                      processor time"
                + "                                cedar-java");
        System.out.println("series          best  median     max   error   bytes    best  median"
                + "   with words: best  median   bytes      best us   times");
        for (String name : SERIES) {
            Cost ours = decisions.get(name);
            ProcessorTime cpu = processor.get(name);
            if (ours == null || cpu == null) throw new IllegalStateException("not measured: " + name);
            var line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%-12s %7.0f %7.0f %7.0f %7.0f %7.1f %7.0f %7.0f",
                    name,
                    ours.best(),
                    ours.median(),
                    ours.worst(),
                    ours.error(),
                    ours.bytes(),
                    cpu.best(),
                    cpu.median()));
            Cost worded = words.get(name);
            line.append(
                    worded == null
                            ? " ".repeat(37)
                            : String.format(
                                    Locale.ROOT, "%21.0f %7.0f %7.0f", worded.best(), worded.median(), worded.bytes()));
            Cost reference = theirs.get(name);
            if (reference != null) {
                line.append(String.format(
                        Locale.ROOT, "%13.1f %7.0f", reference.best() / 1000, reference.best() / ours.best()));
            }
            System.out.println(line.toString().stripTrailing());
        }
        System.out.println(String.format(
                Locale.ROOT,
                "scoped, cost ratio 10 -> 1,000: %.2f by JMH, %.2f in processor time, best against best",
                best(decisions, "scoped-1000") / best(decisions, "scoped-10"),
                cpu(processor, "scoped-1000") / cpu(processor, "scoped-10")));
    }

    private static double best(Map<String, Cost> costs, String name) {
        Cost cost = costs.get(name);
        return cost == null ? Double.NaN : cost.best();
    }

    private static double cpu(Map<String, ProcessorTime> times, String name) {
        ProcessorTime time = times.get(name);
        return time == null ? Double.NaN : time.best();
    }

    private static void one(String what, String world, Cost cost) {
        System.out.println(String.format(
                Locale.ROOT,
                "%s, %s: best %.2f us, median %.2f us, %.0f bytes",
                what,
                world,
                cost.best() / 1000,
                cost.median() / 1000,
                cost.bytes()));
    }

    /** Every request of the reference once on both sides: a comparison of speed between different answers would say nothing. */
    private static void compare(World world, CompiledAuthorizer ours, EntityStore store) throws Exception {
        var reference = new Reference(world);
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
}
