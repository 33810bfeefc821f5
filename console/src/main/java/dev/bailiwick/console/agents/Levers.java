package dev.bailiwick.console.agents;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.stop.AgentHost;
import dev.bailiwick.procedure.stop.StopDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Freeze, lift and stop as a person pulls them: what did not work comes back as words. */
public final class Levers {
    private final StopDesk desk;
    private final Function<AgentId, AgentHost.Whereabouts> whereabouts;
    private final Supplier<Facts> facts;

    /** @param whereabouts where an agent runs, as the house knows it now */
    public Levers(StopDesk desk, Function<AgentId, AgentHost.Whereabouts> whereabouts, Supplier<Facts> facts) {
        this.desk = desk;
        this.whereabouts = whereabouts;
        this.facts = facts;
    }

    /** What could not be written; the freeze holds all the same. */
    public List<String> freeze(Optional<AgentId> agent, String reason, Actor.Human actor) {
        return desk.freeze(agent, reason, actor);
    }

    /** Why the freeze still holds, empty when it is lifted. */
    public Optional<String> lift(Optional<AgentId> agent, String reason, Actor.Human actor) {
        return desk.lift(agent, reason, actor);
    }

    /** What is left of the agent or could not be written, empty when it is gone. */
    public List<String> stop(AgentId agent, String reason, Actor.Human actor) {
        var report = desk.stop(whereabouts.apply(agent), reason, actor);
        var words = new ArrayList<>(report.failed());
        if (!report.stopped().left().isEmpty()) {
            words.addFirst(agent + " is frozen, but processes are left: "
                    + report.stopped().left());
        }
        return words;
    }

    /** Everything is frozen first, then each agent is stopped. */
    public List<String> stopAll(String reason, Actor.Human actor) {
        var words = new ArrayList<>(desk.freeze(Optional.empty(), reason, actor));
        for (var agent : facts.get().agents().keySet()) words.addAll(stop(agent, reason, actor));
        return words;
    }
}
