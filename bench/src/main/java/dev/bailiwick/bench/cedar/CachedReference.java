package dev.bailiwick.bench.cedar;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same decisions, asked of the reference implementation's Java binding with its policies cached. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CachedReference {
    @Param("scoped-10")
    public String world = "scoped-10";

    private @Nullable Reference reference;
    private int next;

    @Setup(Level.Trial)
    public void open() throws Exception {
        reference = new Reference(Worlds.named(world));
    }

    @Benchmark
    public Object evaluate() throws Exception {
        if (reference == null) throw new IllegalStateException("not set up");
        next = next + 1 < reference.requests() ? next + 1 : 0;
        return reference.answer(next);
    }
}
