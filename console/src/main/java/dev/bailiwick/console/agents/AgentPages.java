package dev.bailiwick.console.agents;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.console.timeline.Filter;
import dev.bailiwick.console.timeline.Line;
import dev.bailiwick.console.timeline.LogSearch;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.register.ConfirmedTools;
import dev.bailiwick.procedure.register.Ladder;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The list of agents, one page per agent, and the levers. */
public final class AgentPages implements Pages {
    private static final int LATEST = 12;
    private static final int TOOLS = 200;

    private final AgentsSeen seen;
    private final Levers levers;
    private final Ladder ladder;
    private final LogSearch log;
    private final ConfirmedTools tools;
    private final Supplier<Facts> facts;

    public AgentPages(
            AgentsSeen seen, Levers levers, Ladder ladder, LogSearch log, ConfirmedTools tools, Supplier<Facts> facts) {
        this.seen = seen;
        this.levers = levers;
        this.ladder = ladder;
        this.log = log;
        this.tools = tools;
        this.facts = facts;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/agents", _ -> Answer.page("Agents", "agents.jte", all()))
                .get("/agents/list", _ -> new Answer.Fragment("agentsList.jte", all()))
                .post("/agents/freeze", visit -> freeze(visit, Optional.empty()))
                .post("/agents/lift", visit -> lift(visit, Optional.empty()))
                .post("/agents/stop", this::stopAll)
                .get("/agents/{id}", visit -> with(visit, agent -> page(visit, agent, 200, Optional.empty())))
                .get(
                        "/agents/{id}/state",
                        visit -> with(
                                visit,
                                agent -> new Answer.Fragment("agentState.jte", one(visit, agent, Optional.empty()))))
                .post("/agents/{id}/freeze", visit -> with(visit, agent -> freeze(visit, Optional.of(agent))))
                .post("/agents/{id}/lift", visit -> with(visit, agent -> lift(visit, Optional.of(agent))))
                .post("/agents/{id}/stop", visit -> with(visit, agent -> stop(visit, agent)))
                .post("/agents/{id}/step", visit -> with(visit, agent -> step(visit, agent)));
    }

    private AgentView.All all() {
        int unclassified = (int) tools.list(TOOLS, 0).stream()
                .filter(tool -> tool.confirmed().isEmpty())
                .count();
        var frozen = facts.get().freezes().all().map(freeze -> AgentsSeen.frozen(freeze, true));
        return new AgentView.All(seen.all(), frozen, unclassified);
    }

    private Answer with(Visit visit, Function<Agent, Answer> then) {
        return visit.part("id", AgentId::new)
                .flatMap(id -> facts.get().agent(id))
                .map(then)
                .orElseGet(() -> Answer.notFound("agent"));
    }

    private Answer page(Visit visit, Agent agent, int status, Optional<String> notice) {
        return new Answer.Page(status, agent.id().value(), "agent.jte", one(visit, agent, notice));
    }

    private AgentView.One one(Visit visit, Agent agent, Optional<String> notice) {
        var current = facts.get().agent(agent.id()).orElse(agent);
        var view = seen.of(current);
        var steps = Stream.of(Step.values())
                .map(step -> choice(current, step, view, visit))
                .toList();
        var latest = log.newest(Filter.ofAgent(view.id()), Optional.empty(), LATEST).entries().stream()
                .map(Line::of)
                .toList();
        boolean operator = current.operator().equals(visit.person().id());
        return new AgentView.One(
                view, steps, latest, operator, notice, visit.asked("done").flatMap(AgentPages::done));
    }

    private AgentView.Choice choice(Agent agent, Step step, AgentView view, Visit visit) {
        String name = Spoken.step(step);
        return new AgentView.Choice(name, name.equals(view.step()), ladder.obstacle(agent, step, visit.actor()));
    }

    /** Only our own sentences are shown after a redirect, never what the address says. */
    private static Optional<String> done(String word) {
        return switch (word) {
            case "frozen" -> Optional.of("Frozen: its next decision is a refusal.");
            case "lifted" -> Optional.of("The freeze is lifted.");
            case "stopped" -> Optional.of("Stopped: frozen, and nothing of it is left in the process table.");
            case "moved" -> Optional.of("The step is set.");
            default -> Optional.empty();
        };
    }

    private Answer freeze(Visit visit, Optional<Agent> agent) {
        var failed = levers.freeze(agent.map(Agent::id), visit.form().reason(), visit.actor());
        if (failed.isEmpty()) return done(agent, "frozen");
        return partly("It is frozen in memory, but not everything could be written: " + String.join("; ", failed));
    }

    private Answer lift(Visit visit, Optional<Agent> agent) {
        String reason = visit.form().reason();
        requireConfirmed(visit.form());
        var failed = levers.lift(agent.map(Agent::id), reason, visit.actor());
        return failed.map(why -> partly("The freeze still holds: " + why)).orElseGet(() -> done(agent, "lifted"));
    }

    private Answer stop(Visit visit, Agent agent) {
        String reason = visit.form().reason();
        requireConfirmed(visit.form());
        var left = levers.stop(agent.id(), reason, visit.actor());
        return left.isEmpty() ? done(Optional.of(agent), "stopped") : partly(String.join("; ", left));
    }

    private Answer stopAll(Visit visit) {
        String reason = visit.form().reason();
        requireConfirmed(visit.form());
        var left = levers.stopAll(reason, visit.actor());
        return left.isEmpty() ? done(Optional.empty(), "stopped") : partly(String.join("; ", left));
    }

    private Answer step(Visit visit, Agent agent) {
        var step = visit.form()
                .parsed("step", AgentPages::step)
                .orElseThrow(() -> new NotUnderstood("Please choose a step."));
        var obstacle = ladder.move(agent.id(), step, visit.actor(), visit.form().reason());
        return obstacle.map(why -> page(visit, agent, 409, Optional.of(why)))
                .orElseGet(() -> done(Optional.of(agent), "moved"));
    }

    /** @throws IllegalArgumentException when the ladder has no such step */
    public static Step step(String text) {
        return Stream.of(Step.values())
                .filter(step -> Spoken.step(step).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the ladder has no such step"));
    }

    private static void requireConfirmed(Form form) {
        if (!form.checked("sure")) throw new NotUnderstood("Please confirm that you mean it.");
    }

    private static Answer done(Optional<Agent> agent, String word) {
        return new Answer.Go(
                agent.map(one -> "/agents/" + one.id() + "?done=" + word).orElse("/agents"));
    }

    private static Answer partly(String what) {
        return new Answer.Refused(500, what + ".", "Do it again, or use ./bailiwick stop on the machine itself.");
    }
}
