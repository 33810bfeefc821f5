package dev.bailiwick.procedure.hardening;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.PostureSettings.WhenLost;
import dev.bailiwick.core.hardening.PostureSettings.WhenOutdated;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks at each agent's machine when it is due, and at every round weighs who in production no longer meets the baseline, and who
 * runs what is outdated. One thread's: rounds do not overlap.
 */
public final class PostureWatch {
    private static final String PRECAUTION = "posture";
    private static final String OUTDATED = "version";

    /** Where agents run. */
    @FunctionalInterface
    public interface Machines {
        /**
         * Looks now, and never fails: what cannot be seen is unknown. Empty when nobody says how this machine has to be, or
         * when it is away: the next round tries again, and what was seen before grows old.
         */
        Optional<Look> look(AgentId agent, Watched how);
    }

    private final PostureDesk desk;
    private final Machines machines;
    private final Supplier<Facts> facts;
    private final Consequences consequences;
    private final InstantSource clock;
    private final Map<AgentId, Instant> looked = new HashMap<>();
    private final Set<AgentId> lost = new HashSet<>();
    private final Set<AgentId> outdated = new HashSet<>();

    /** What a lost baseline leads to. */
    public record Consequences(Alerts alerts, Precautions precautions) {}

    public PostureWatch(
            PostureDesk desk,
            Machines machines,
            Supplier<Facts> facts,
            Consequences consequences,
            InstantSource clock) {
        this.desk = desk;
        this.machines = machines;
        this.facts = facts;
        this.consequences = consequences;
        this.clock = clock;
    }

    public void round() {
        desk.agents().filter(this::due).forEach(this::look);
        weigh();
    }

    private boolean due(AgentId agent) {
        var last = looked.get(agent);
        return last == null
                || !clock.instant().isBefore(last.plus(desk.settings().every()));
    }

    private void look(AgentId agent) {
        machines.look(agent, desk.settings().watched(agent)).ifPresent(look -> {
            looked.put(agent, clock.instant());
            var before = desk.dossier(agent).by(Look.Eyes.HOUSE);
            desk.observe(agent, look);
            before.filter(each -> !each.profile().equals(look.profile())).ifPresent(each -> {
                var text = "its machine is compared with " + look.profile() + " now, before with " + each.profile();
                consequences.alerts().raise(agent, "posture-profile-changed", text);
            });
        });
    }

    /** Who stands in production without the baseline is told of, and as the settings say held back. */
    public void weigh() {
        desk.agents().forEach(agent -> {
            var why = inProduction(agent) ? desk.baselineNotMet(agent) : Optional.<String>empty();
            if (why.isEmpty()) regained(agent);
            else lost(agent, why.get());
            outdated(agent);
        });
    }

    /** Holds on any step of the ladder: a known weakness does not wait for production. */
    private void outdated(AgentId agent) {
        var why = desk.outdated(agent);
        var name = OUTDATED + "/" + agent;
        if (why.isPresent() && outdated.add(agent)) consequences.alerts().raise(agent, "version-outdated", why.get());
        if (why.isEmpty() && outdated.remove(agent))
            consequences.alerts().raise(agent, "version-renewed", "no part of it is outdated now");
        if (why.isEmpty() || desk.settings().whenOutdated() == WhenOutdated.ALERT) {
            consequences.precautions().end(name);
            return;
        }
        var reason = new Reason(
                "version_outdated",
                "agent " + agent + " runs a version with a known weakness, or one that is too old",
                "Stop and wait. Ask " + facts.get().contact() + ".");
        consequences.precautions().stand(name, new Precautions.Precaution(Tier.T3, reason, agent));
    }

    private boolean inProduction(AgentId agent) {
        return facts.get()
                .agent(agent)
                .filter(each -> each.stepAt(clock.instant()) == Step.PRODUCTION)
                .isPresent();
    }

    private void lost(AgentId agent, String why) {
        if (lost.add(agent)) consequences.alerts().raise(agent, "posture-lost", why);
        if (desk.settings().whenLost() == WhenLost.STOP_TIER_2) {
            var reason = new Reason(
                    "baseline_not_met",
                    "agent " + agent + " stands in production, and its machine does not meet the baseline",
                    "Stop and wait. Ask " + facts.get().contact() + ".");
            consequences.precautions().stand(name(agent), new Precautions.Precaution(Tier.T2, reason, agent));
        } else {
            consequences.precautions().end(name(agent));
        }
    }

    private void regained(AgentId agent) {
        consequences.precautions().end(name(agent));
        if (lost.remove(agent)) consequences.alerts().raise(agent, "posture-regained", "nothing stands against it now");
    }

    private static String name(AgentId agent) {
        return PRECAUTION + "/" + agent;
    }
}
