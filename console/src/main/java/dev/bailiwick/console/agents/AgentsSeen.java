package dev.bailiwick.console.agents;

import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.enforcement.Budgets;
import dev.bailiwick.procedure.enforcement.Liveness;
import dev.bailiwick.procedure.register.Ladder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Agents as people see them, put together from what the house knows at this moment. */
public final class AgentsSeen {
    private static final int COUNTED = 500;

    private final Supplier<Facts> facts;
    private final Watched watched;
    private final Ladder ladder;
    private final Approvals approvals;
    private final InstantSource clock;

    /** What is known of running agents: that they are alive, what was decided, what they have used up. */
    public record Watched(Liveness liveness, Observed observed, Budgets budgets) {}

    public AgentsSeen(Supplier<Facts> facts, Watched watched, Ladder ladder, Approvals approvals, InstantSource clock) {
        this.facts = facts;
        this.watched = watched;
        this.ladder = ladder;
        this.approvals = approvals;
        this.clock = clock;
    }

    public List<AgentView> all() {
        var waiting = waiting();
        return facts.get().agents().values().stream()
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .map(agent -> of(agent, waiting))
                .toList();
    }

    public AgentView of(Agent agent) {
        return of(agent, waiting());
    }

    private AgentView of(Agent agent, Map<AgentId, Long> waiting) {
        var now = clock.instant();
        var step = agent.stepAt(now);
        var last = watched.liveness().lastAt(agent.id());
        return new AgentView(
                agent.id().value(),
                agent.operator().value(),
                Spoken.step(step),
                Spoken.time(agent.since()),
                step == Step.OBSERVE
                        ? Optional.of(Spoken.time(agent.since().plus(Agent.OBSERVATION)))
                        : Optional.empty(),
                Fields.spelling(watched.liveness().state(agent.id())),
                last.map(Spoken::time).orElse("never"),
                frozen(agent),
                banners(agent, step),
                watched.observed().of(agent.id().value()),
                waiting.getOrDefault(agent.id(), 0L).intValue(),
                watched.budgets().standing(agent.id(), agent.limits(), now).stream()
                        .map(AgentView.Limit::of)
                        .toList());
    }

    /** Why nobody should feel safe about this agent. */
    private List<String> banners(Agent agent, Step step) {
        var banners = new ArrayList<String>();
        if (step == Step.OBSERVE) banners.add("Not protected: nothing is stopped while this agent is only observed.");
        ladder.separated(agent).ifPresent(why -> banners.add("Not protected: " + why + "."));
        if (agent.commandsSpeakForGateway()) {
            banners.add(
                    "Its commands can speak in its gateway's name: reported prompts and senders may raise an answer,"
                            + " never lower one.");
        }
        return banners;
    }

    private Optional<AgentView.Frozen> frozen(Agent agent) {
        var freezes = facts.get().freezes();
        return freezes.of(agent.id()).map(freeze -> frozen(freeze, freezes.all().isPresent()));
    }

    static AgentView.Frozen frozen(Freeze freeze, boolean everything) {
        return new AgentView.Frozen(freeze.reason(), freeze.by(), Spoken.time(freeze.at()), everything);
    }

    /** How many requests of each agent wait, among the newest. */
    private Map<AgentId, Long> waiting() {
        return approvals.in(EnumSet.of(State.PENDING), COUNTED, 0).stream()
                .collect(Collectors.groupingBy(ApprovalTask::agent, Collectors.counting()));
    }
}
