package dev.bailiwick.core.incident;

import java.time.Duration;

/**
 * What containing an agent consists of, in the order in which it is begun. No step waits for the one before to succeed;
 * only the seal is given a head start first, because what it sees dies with the stop.
 */
public enum Step {
    /** The log's signed head and the agent's running processes, as they are before anything is changed. */
    SEAL(Duration.ofSeconds(2), false),
    /** Every next decision is refused: memory first, then every record. */
    CLOSE(Duration.ofSeconds(10), true),
    /** SIGKILL of everything the agent runs, until the process table shows nothing of it. */
    KILL(Duration.ofSeconds(12), true),
    /** Every credential, the furthest-reaching begun first. */
    REVOKE(Duration.ofSeconds(60), true),
    /** What is volatile and still there (RFC 3227). Never delays anything. */
    CAPTURE(Duration.ofSeconds(60), false),
    /** The machine is cut off from the network. */
    ISOLATE(Duration.ofSeconds(30), true);

    private final Duration deadline;
    private final boolean repeated;

    Step(Duration deadline, boolean repeated) {
        this.deadline = deadline;
        this.repeated = repeated;
    }

    /** How long somebody who waits for the step waits at most. */
    public Duration deadline() {
        return deadline;
    }

    /** Whether it is taken again until it is done; what only looks is worth its one moment. */
    public boolean repeated() {
        return repeated;
    }
}
