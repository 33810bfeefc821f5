package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Agents one of whose owners has left: after a grace they do nothing above tier 2 until somebody is named. Since when is in the
 * log, so that no restart begins the grace anew.
 */
public final class Orphans {
    /** So long nobody has to be named. */
    public static final Duration GRACE = Duration.ofDays(7);

    private static final String SINCE = "/left/";
    private static final String PRECAUTION = "owner-left/";

    private final Ownership ownership;
    private final CurrentFacts facts;
    private final ControlLog log;
    private final Precautions precautions;
    private final InstantSource clock;

    public Orphans(
            Ownership ownership, CurrentFacts facts, ControlLog log, Precautions precautions, InstantSource clock) {
        this.ownership = ownership;
        this.facts = facts;
        this.log = log;
        this.precautions = precautions;
        this.clock = clock;
    }

    /** Begins and ends the grace of each agent, and holds back those whose grace is over. */
    public synchronized void look() {
        facts.now().agents().values().forEach(this::look);
    }

    private void look(Agent agent) {
        var now = clock.instant();
        var since = since(agent);
        if (!ownership.orphaned(agent)) {
            since.ifPresent(at -> record(agent, at, "owner-named", Optional.empty()));
            precautions.end(PRECAUTION + agent.id());
            return;
        }
        if (since.isEmpty())
            record(agent, now, "owner-left", Optional.of(Digest.of(agent.id().value())));
        if (!now.isBefore(since.orElse(now).plus(GRACE)))
            precautions.stand(PRECAUTION + agent.id(), new Precautions.Precaution(Tier.T3, reason(agent), agent.id()));
    }

    private Optional<Instant> since(Agent agent) {
        String name = agent.id() + SINCE;
        return log.inForce(Binding.Kind.OWNER).stream()
                .filter(word -> word.id().startsWith(name))
                .map(word -> Instant.parse(word.id().substring(name.length())))
                .min(Instant::compareTo);
    }

    private void record(Agent agent, Instant at, String what, Optional<Digest> digest) {
        var binding = new Binding(Binding.Kind.OWNER.key(agent.id() + SINCE + at), digest);
        var body = JsonObject.with("what", what).build();
        log.append(Event.of(Event.Kind.REGISTER, new Actor.House(), agent.id(), Binding.in(body, binding)));
    }

    private Reason reason(Agent agent) {
        return new Reason(
                "owner_left",
                ownership.lacking(agent).orElse("an owner of agent " + agent.id() + " has left")
                        + "; since the grace is over nothing above tier 2 passes",
                "Stop and wait. Ask " + facts.now().contact() + ".");
    }
}
