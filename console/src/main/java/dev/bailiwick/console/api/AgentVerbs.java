package dev.bailiwick.console.api;

import dev.bailiwick.console.agents.AgentView;
import dev.bailiwick.console.agents.AgentsSeen;
import dev.bailiwick.console.agents.Levers;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Ladder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code agents.…}, {@code freeze}, {@code lift}, {@code stop}. */
public final class AgentVerbs {
    private final AgentsSeen seen;
    private final Levers levers;
    private final Ladder ladder;
    private final Supplier<Facts> facts;

    public AgentVerbs(AgentsSeen seen, Levers levers, Ladder ladder, Supplier<Facts> facts) {
        this.seen = seen;
        this.levers = levers;
        this.ladder = ladder;
        this.facts = facts;
    }

    AdminAnswer answer(Actor.Human actor, AdminRequest.OfAgents request) {
        return switch (request) {
            case AdminRequest.ListAgents() ->
                AdminAnswer.list(
                        "agents", seen.all().stream().map(AgentVerbs::json).toList());
            case AdminRequest.ShowAgent(var id) ->
                facts.get()
                        .agent(id)
                        .<AdminAnswer>map(agent -> new AdminAnswer.Ok(json(seen.of(agent))))
                        .orElseGet(() -> AdminAnswer.notFound("agent"));
            case AdminRequest.Move(var id, var step, var reason) ->
                ladder.move(id, step, actor, reason).map(AdminAnswer::refused).orElseGet(AdminAnswer::ok);
            case AdminRequest.Freeze(var agent, var reason) ->
                known(agent, () -> complete(levers.freeze(agent, reason, actor)));
            case AdminRequest.Lift(var agent, var reason) ->
                known(
                        agent,
                        () -> levers.lift(agent, reason, actor)
                                .map(AdminAnswer::refused)
                                .orElseGet(AdminAnswer::ok));
            case AdminRequest.Stop(var agent, var reason) ->
                known(
                        agent,
                        () -> complete(
                                agent.isPresent()
                                        ? levers.stop(agent.get(), reason, actor)
                                        : levers.stopAll(reason, actor)));
        };
    }

    private AdminAnswer known(Optional<AgentId> agent, Supplier<AdminAnswer> then) {
        boolean unknown = agent.filter(id -> facts.get().agent(id).isEmpty()).isPresent();
        return unknown ? AdminAnswer.notFound("agent") : then.get();
    }

    private static AdminAnswer complete(List<String> failed) {
        if (failed.isEmpty()) return AdminAnswer.ok();
        return new AdminAnswer.Not(AdminAnswer.Why.INCOMPLETE, String.join("; ", failed));
    }

    private static JsonObject json(AgentView agent) {
        var counts = agent.counts();
        return JsonObject.with("id", agent.id())
                .and("operator", agent.operator())
                .and("step", agent.step())
                .and("since", agent.since())
                .and("enforcement", agent.pulse())
                .and("heard", agent.heard())
                .and("frozen", agent.frozen().map(frozen -> new JsonString(frozen.reason())))
                .and("banners", JsonArray.ofStrings(agent.banners()))
                .and("pending", agent.pending())
                .and(
                        "decisions",
                        JsonObject.builder()
                                .and("calls", counts.calls())
                                .and("pass", counts.pass())
                                .and("ask", counts.ask())
                                .and("refused", counts.refused())
                                .and("onlyObserved", counts.observed())
                                .and("sinceEntry", counts.since())
                                .build())
                .and("summary", agent.summary())
                .and(
                        "limits",
                        new JsonArray(agent.limits().stream()
                                .<JsonValue>map(AgentVerbs::json)
                                .toList()))
                .build();
    }

    private static JsonObject json(AgentView.Limit limit) {
        return JsonObject.with("what", limit.what())
                .and("used", limit.used())
                .and("limit", limit.most())
                .and("exhausted", limit.exhausted())
                .and("resets", limit.resets())
                .build();
    }
}
