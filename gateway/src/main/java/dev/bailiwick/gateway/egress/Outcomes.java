package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Reports;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reports what became of each permitted request, beside the traffic: no answer waits for it. A request of which nobody knows
 * whether the service took it is not reported, and stays visible as unknown.
 */
final class Outcomes implements AutoCloseable {
    /** Whoever makes more waits. */
    private static final int MOST = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(Outcomes.class.getName());

    private final Reports reports;
    private final Alerts alerts;
    private final Semaphore room = new Semaphore(MOST);

    Outcomes(Reports reports, Alerts alerts) {
        this.reports = reports;
        this.alerts = alerts;
    }

    /** The service answered. */
    void answered(Attempt attempt, int status, long bytes) {
        report(attempt, status < 400, "HTTP " + status + ", " + bytes + " bytes");
    }

    /** A WebSocket is over. */
    void talked(Attempt attempt, long sent, long received) {
        report(attempt, true, "WebSocket, " + sent + " frames sent, " + received + " received");
    }

    /** Nothing of it reached the service. */
    void neverSent(Attempt attempt, Refused why) {
        report(attempt, false, "not sent: " + why.sentence());
    }

    /** Somebody's key lay in an answer: the agent did not get it, and it must be changed all the same. */
    void foundKey(Attempt attempt, Destination at) {
        alerts.raise(
                attempt.agent(),
                "secret-found",
                "an answer of " + at.host() + " held a key in clear; the agent read stars: rotate it, and take it out"
                        + " there (" + attempt.call().orElse("") + ")");
    }

    private void report(Attempt attempt, boolean ok, String text) {
        room.acquireUninterruptibly();
        Thread.ofVirtual().name("outcome").start(() -> {
            try {
                reports.outcome(
                        attempt.agent(),
                        new Reports.Outcome(
                                attempt.session(),
                                attempt.call(),
                                attempt.tool(),
                                Optional.of(attempt.arguments()),
                                ok,
                                text));
            } catch (RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "an outcome was not recorded: {0}",
                        e.getClass().getName());
            } finally {
                room.release();
            }
        });
    }

    /** Waits a moment for what is under way. */
    @Override
    public void close() {
        try {
            if (!room.tryAcquire(MOST, PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                LOG.log(System.Logger.Level.WARNING, "some outcomes were not recorded before the end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
