package dev.bailiwick.bench.cedar;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.CompiledAuthorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.evaluation.Verdict;
import dev.bailiwick.cedar.policy.PolicySet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH calls: one decision of a series per call, its requests in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decisions {
    /** The series and its number of policies, as {@link Worlds#named} knows them. */
    @Param("scoped-10")
    public String world = "scoped-10";

    private PolicySet policies = PolicySet.EMPTY;
    private String text = "";
    private EntityStore store = EntityStore.EMPTY;
    private CompiledAuthorizer compiled = CompiledAuthorizer.compile(policies);
    private Verdict verdict = compiled.verdict();
    private Request[] requests = {};
    private List<Entity> session = List.of();
    private int next;

    @Setup(Level.Trial)
    public void open() throws IOException {
        World opened = Worlds.named(world);
        policies = opened.policies();
        text = policies.text();
        store = opened.store();
        compiled = CompiledAuthorizer.compile(policies);
        verdict = compiled.verdict();
        requests = opened.requests().toArray(Request[]::new);
        session = session(requests[0]);
    }

    /** Two entities that exist for one request only. */
    private static List<Entity> session(Request request) {
        var uid = EntityUid.of("Session", "now");
        return List.of(
                Entity.of(uid, RecordValue.of(Map.of("note", Text.of("x"))), List.of(request.principal())),
                Entity.of(EntityUid.of("Target", "now"), RecordValue.EMPTY, List.of(request.resource())));
    }

    private Request request() {
        next = next + 1 < requests.length ? next + 1 : 0;
        return requests[next];
    }

    /** The decision alone, into a verdict that is used again. */
    @Benchmark
    public Decision evaluate() {
        compiled.evaluate(request(), store, verdict);
        return verdict.decision();
    }

    /** The decision with the ids of the policies and the messages of errors. */
    @Benchmark
    public Answer answer() {
        return compiled.answer(request(), store);
    }

    /** A store with two entities of this request laid over it. */
    @Benchmark
    public EntityStore overlay() {
        return store.with(session);
    }

    /** From text to something that decides. */
    @Benchmark
    public CompiledAuthorizer compile() {
        return CompiledAuthorizer.compile(
                PolicySet.parse(text).renamed(policy -> policy.annotation("id").orElse(policy.id())));
    }
}
