package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Asks backends to end leases, all at once, and proves each end. Every backend has a deadline of its own: one that hangs costs
 * nobody but itself. Needs no store, no log and no server.
 */
public final class Endings implements AutoCloseable {
    private final Backends backends;
    private final InstantSource clock;
    private final Duration longest;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param longest what no backend's own deadline exceeds */
    public Endings(Backends backends, InstantSource clock, Duration longest) {
        this.backends = backends;
        this.clock = clock;
        this.longest = longest;
    }

    /** What became of each, in the same order. Nothing stops at the first failure. */
    public List<Lease> of(List<Lease> leases) {
        var work = leases.stream()
                .map(lease -> threads.submit(() -> withinItsTime(lease)))
                .toList();
        List<Lease> ended = new ArrayList<>();
        for (int i = 0; i < leases.size(); i++) ended.add(result(leases.get(i), work.get(i)));
        return ended;
    }

    /** The inner call is interrupted when its time is over. */
    private Lease withinItsTime(Lease lease) throws InterruptedException {
        var call = List.<Callable<Lease>>of(() -> endOnce(lease));
        var done = threads.invokeAll(call, deadline(lease).toMillis(), TimeUnit.MILLISECONDS);
        return switch (done.getFirst().state()) {
            case SUCCESS -> done.getFirst().resultNow();
            case FAILED ->
                lease.now(
                        lease.state(),
                        "not ended yet: " + done.getFirst().exceptionNow().getMessage());
            case CANCELLED, RUNNING -> lease.now(lease.state(), "the backend did not answer in time");
        };
    }

    private Duration deadline(Lease lease) {
        try {
            var own = backends.of(lease.secret()).deadline();
            return own.compareTo(longest) < 0 ? own : longest;
        } catch (BackendUnavailable _) {
            return longest; // it fails at once, and says why
        }
    }

    private static Lease result(Lease lease, Future<Lease> work) {
        try {
            return work.get();
        } catch (ExecutionException _) {
            return lease.now(lease.state(), "not ended yet");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return lease;
        }
    }

    /** While a backend hangs over one lease, no later round asks it about that one again. */
    private Lease endOnce(Lease lease) {
        if (!asked.add(lease.id())) throw new BackendUnavailable("asked before, and the backend still hangs");
        try {
            return end(lease);
        } finally {
            asked.remove(lease.id());
        }
    }

    private Lease end(Lease lease) {
        if (lease.state() == State.WITH_A_PERSON) return lease;
        return switch (backends.of(lease.secret()).revoke(lease)) {
            case SecretBackend.Ending.Done() ->
                proved(lease, State.REVOKING, "the backend says it is ended, no probe shows it");
            case SecretBackend.Ending.Queued() -> proved(lease, State.REVOKING, "queued at the backend");
            case SecretBackend.Ending.Lapses(var at) ->
                clock.instant().isBefore(at)
                        ? lease.now(State.LAPSING, "only its expiry ends it, at " + at)
                        : proved(lease, State.LAPSING, "expired");
            case SecretBackend.Ending.ByPerson(var steps) -> lease.now(State.WITH_A_PERSON, steps);
        };
    }

    private Lease proved(Lease lease, State otherwise, String note) {
        return switch (probe(lease)) {
            case REFUSED -> lease.now(State.REVOKED, "the old credential was refused at " + clock.instant());
            case ACCEPTED -> lease.now(otherwise, "the old credential still opens the door");
            case UNKNOWN -> lease.now(otherwise, note);
        };
    }

    SecretBackend.Standing probe(Lease lease) {
        return backends.of(lease.secret()).probe(lease);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
