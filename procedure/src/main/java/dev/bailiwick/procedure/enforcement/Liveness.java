package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Whether an agent's enforcement point is alive and is the one that was installed.
 *
 * <p>A heartbeat answers the nonce of the one before, so that it cannot be replayed, and its digests are compared with what
 * Bailiwick reads itself. Time decides when somebody asks: nothing waits for a clock to notice a loss.
 */
public final class Liveness {
    /** Without an accepted heartbeat for this long, enforcement is lost. */
    public static final Duration LIMIT = Duration.ofSeconds(3);

    /** Without its own refusal for this long after a canary was sent, enforcement is lost. */
    public static final Duration CANARY_LIMIT = Duration.ofSeconds(30);

    private static final int NONCES = 64;

    /** How enforcement stands. */
    public enum State {
        /** No heartbeat was ever accepted. */
        NEVER,
        ALIVE,
        LOST,
        /** The plugin or the configuration was changed, or is not what the plugin says it is. */
        CHANGED,
        /** A canary call was not refused. */
        CANARY_PASSED
    }

    /**
     * What a plugin says of itself; its signature was verified by the gateway.
     *
     * @param runtime the version of the runtime it runs in
     */
    public record Heartbeat(AgentId agent, String nonce, long pid, String runtime, RuntimeFiles.Digests digests) {}

    /** @param nonce what the next heartbeat must answer */
    public record Answer(boolean accepted, String nonce) {}

    private static final class Pulse {
        final LinkedHashSet<String> used = new LinkedHashSet<>();
        String expected = "";
        Optional<Heartbeat> last = Optional.empty();
        Instant at = Instant.EPOCH;
        Optional<String> changed = Optional.empty();
        Optional<Instant> canarySent = Optional.empty();
        State told = State.NEVER;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AgentId, Pulse> pulses = new HashMap<>();
    private final RuntimeFiles files;
    private final AuditLog log;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Supplier<String> chance;

    public Liveness(RuntimeFiles files, AuditLog log, Alerts alerts, InstantSource clock, Supplier<String> chance) {
        this.files = files;
        this.log = log;
        this.alerts = alerts;
        this.clock = clock;
        this.chance = chance;
    }

    /** Takes one heartbeat. A nonce that was used before is a replay and raises an alert. */
    public Answer beat(Heartbeat heartbeat) {
        var changed = changed(heartbeat);
        lock.lock();
        try {
            var pulse = pulse(heartbeat.agent());
            if (pulse.used.contains(heartbeat.nonce())) {
                alerts.raise(heartbeat.agent(), "heartbeat-replayed", "a heartbeat was sent twice");
            }
            boolean accepted = !pulse.expected.isEmpty() && pulse.expected.equals(heartbeat.nonce());
            if (accepted) take(pulse, heartbeat, changed);
            return new Answer(accepted, next(pulse, accepted));
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> changed(Heartbeat heartbeat) {
        return files.read(heartbeat.agent())
                .filter(own -> !own.digests().equals(heartbeat.digests()))
                .map(_ -> "what the plugin says of itself is not what lies there");
    }

    private void take(Pulse pulse, Heartbeat heartbeat, Optional<String> changed) {
        pulse.used.add(heartbeat.nonce());
        if (pulse.used.size() > NONCES) pulse.used.removeFirst();
        pulse.last = Optional.of(heartbeat);
        pulse.at = clock.instant();
        pulse.changed = changed;
    }

    /** A rejected heartbeat does not disturb the one that is expected. */
    private String next(Pulse pulse, boolean accepted) {
        if (accepted || pulse.expected.isEmpty()) pulse.expected = chance.get();
        return pulse.expected;
    }

    /**
     * How the agent's enforcement stands now; a change since last asked is recorded and, when bad, an alert. Looks at the
     * agent's files each time: what an agent did to its gate counts before the runtime follows it.
     */
    public State state(AgentId agent) {
        var weakness = files.read(agent).flatMap(RuntimeFiles.Reading::weakness);
        lock.lock();
        try {
            var pulse = pulse(agent);
            var changed = weakness.or(() -> pulse.changed);
            var state = state(pulse, changed.isPresent());
            tell(agent, pulse, state, changed);
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this agent's gate is alive; one without files of its own asks in another way and has none to lose. */
    public boolean gated(AgentId agent) {
        return files.read(agent).isEmpty() || state(agent) == State.ALIVE;
    }

    /** The last accepted heartbeat. */
    public Optional<Heartbeat> last(AgentId agent) {
        lock.lock();
        try {
            return pulse(agent).last;
        } finally {
            lock.unlock();
        }
    }

    /** When the last heartbeat was accepted. */
    public Optional<Instant> lastAt(AgentId agent) {
        lock.lock();
        try {
            return pulse(agent).last.map(_ -> pulse(agent).at);
        } finally {
            lock.unlock();
        }
    }

    /** A canary call was started: from now on its refusal is awaited. */
    public void canarySent(AgentId agent) {
        lock.lock();
        try {
            var pulse = pulse(agent);
            if (pulse.canarySent.isEmpty()) pulse.canarySent = Optional.of(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /** The gate saw the canary and refused it. */
    public void canaryRefused(AgentId agent) {
        lock.lock();
        try {
            pulse(agent).canarySent = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Pulse pulse(AgentId agent) {
        return pulses.computeIfAbsent(agent, _ -> new Pulse());
    }

    private State state(Pulse pulse, boolean changed) {
        var now = clock.instant();
        if (pulse.last.isEmpty()) return State.NEVER;
        if (now.isAfter(pulse.at.plus(LIMIT))) return State.LOST;
        if (changed) return State.CHANGED;
        boolean unanswered = pulse.canarySent
                .filter(sent -> now.isAfter(sent.plus(CANARY_LIMIT)))
                .isPresent();
        return unanswered ? State.CANARY_PASSED : State.ALIVE;
    }

    private void tell(AgentId agent, Pulse pulse, State state, Optional<String> changed) {
        if (pulse.told == state) return;
        pulse.told = state;
        var body = JsonObject.with("state", Fields.spelling(state)).build();
        log.append(Event.of(Event.Kind.LIVENESS, new Actor.House(), agent, body));
        if (state == State.ALIVE) return;
        String why = changed.map(reason -> ": " + reason).orElse("");
        alerts.raise(agent, "enforcement-lost", "enforcement of this agent is " + Fields.spelling(state) + why);
    }
}
