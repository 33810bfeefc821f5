package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.openclaw.CanaryCall;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Liveness;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;

/** Once a minute makes every connected OpenClaw attempt what must be refused: the gate is proved from outside, again and again. */
final class Canaries implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(Canaries.class.getName());

    private final CurrentFacts facts;
    private final Installations installations;
    private final Liveness liveness;
    private final Supplier<String> chance;
    private final HttpClient http = HttpClient.newHttpClient();

    Canaries(CurrentFacts facts, Installations installations, Liveness liveness, Supplier<String> chance) {
        this.facts = facts;
        this.installations = installations;
        this.liveness = liveness;
        this.chance = chance;
    }

    /** Returns at once; an OpenClaw that does not answer, or cannot be found, keeps nobody else waiting. */
    void send() {
        for (var agent : facts.now().agents().keySet()) {
            if (liveness.state(agent) == Liveness.State.NEVER) continue;
            Thread.ofVirtual().name("canary").start(() -> send(agent));
        }
    }

    private void send(AgentId agent) {
        try {
            installations.find(agent).ifPresent(found -> send(agent, found));
        } catch (Refusal e) {
            LOG.log(System.Logger.Level.WARNING, "no canary for agent {0}: {1}", agent, e.getMessage());
        }
    }

    private void send(AgentId agent, Installations.Installation installation) {
        liveness.canarySent(agent);
        var canary = new CanaryCall(installation.gateway(), () -> Store.secret(installation.tokenFile()), http);
        // the refusal itself is seen at the gate; an OpenClaw that does not offer the tool can only be believed by its
        // heartbeat
        if (canary.fire(chance.get()).result() == CanaryCall.Result.NOT_OFFERED) liveness.canaryRefused(agent);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
