package dev.bailiwick.app.control;

import dev.bailiwick.console.api.AdminApi;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Turns the account at the other end of the control socket into a person, and refuses every agent's. */
public final class LocalRequests implements ControlSocket.Answerer {
    /** What somebody may ask who may change nothing. */
    private static final Set<String> READS = Set.of(
            "accounts.list",
            "agents.list",
            "agents.show",
            "approvals.broken",
            "approvals.delegations",
            "approvals.fatigue",
            "approvals.list",
            "approvals.on-call",
            "approvals.show",
            "audit.export",
            "automations.list",
            "automations.show",
            "audit.holds",
            "audit.search",
            "control.show",
            "credentials.list",
            "duties.list",
            "explain",
            "host.list",
            "incident.list",
            "incident.runbook",
            "incident.show",
            "integrations.list",
            "integrations.show",
            "log.search",
            "log.show",
            "log.tail",
            "metrics.programme",
            "papers.list",
            "papers.readings",
            "papers.show",
            "people.list",
            "policy.list",
            "policy.reach",
            "policy.show",
            "policy.simulate",
            "server",
            "sign-in.link",
            "sinks.list",
            "status",
            "tickets.list",
            "tokens.list",
            "tools.list");

    private final AdminApi api;
    private final CurrentFacts facts;
    private final Alerts alerts;
    private final Server server;
    private final InstantSource clock;

    /** What only this floor knows of the running server. */
    public interface Server {
        URI console();

        /** Where enforcement points ask, and how long they are held. */
        JsonObject description();

        /** Registers an agent for this person and issues its credentials; empty when this person may not. */
        Optional<JsonObject> register(AgentId agent, String account, Actor.Human actor);

        /** The result of what is asked of the house itself, or an answer that says why not; empty when it is something else. */
        Optional<JsonObject> house(Actor.Human actor, JsonObject request);
    }

    public LocalRequests(AdminApi api, CurrentFacts facts, Alerts alerts, Server server, InstantSource clock) {
        this.api = api;
        this.facts = facts;
        this.alerts = alerts;
        this.server = server;
        this.clock = clock;
    }

    @Override
    public JsonObject answer(String account, JsonObject request) {
        var person = person(account).map(known -> new Actor.Human(known.id(), Actor.Channel.COMMAND_LINE));
        var agent = agentOf(account);
        boolean shared = agent.isPresent() && person.isPresent() && closesOrConnects(request);
        if (agent.isPresent() && !shared) return refused(account, agent.get(), request);
        return person.map(known -> answer(known, request))
                .orElseGet(() -> refused("the account \"" + account + "\" belongs to nobody in bailiwick.yaml"));
    }

    private JsonObject refused(String account, Agent agent, JsonObject request) {
        alerts.raise(agent.id(), "agent-on-control-socket", "the agent's account asked: " + verb(request));
        return refused("the account \"" + account + "\" runs agent " + agent.id()
                + ": it decides nothing. Decide in the console at " + server.console()
                + " (serve prints a sign-in link), or from an account of your own");
    }

    /** What a person may still ask whose account an agent runs under too: the agent could ask it as well, and gains nothing. */
    private boolean closesOrConnects(JsonObject request) {
        return switch (verb(request)) {
            case "freeze", "stop", "incident.contain", "openclaw.selftest", "status", "server" -> true;
            case "register.agent" ->
                facts.now().agents().keySet().stream()
                        .anyMatch(known -> request.string("agent").equals(Optional.of(known.value())));
            default -> false;
        };
    }

    /** Answers a person whom a channel has authenticated. */
    public JsonObject answer(Actor.Human actor, JsonObject request) {
        return changing(actor, request).map(LocalRequests::refused).orElseGet(() -> done(actor, request));
    }

    /** Why somebody who only reads may not ask this, empty when they may. A verb nobody listed counts as a change. */
    private Optional<String> changing(Actor.Human actor, JsonObject request) {
        if (READS.contains(verb(request))) return Optional.empty();
        return facts.now().person(actor.person()).flatMap(person -> person.obstacle(Permission.STOP));
    }

    private JsonObject done(Actor.Human actor, JsonObject request) {
        return switch (verb(request)) {
            case "server" -> ok(server.description());
            case "register.agent" -> register(actor, request);
            default -> server.house(actor, request).orElseGet(() -> whole(api.handle(actor, request)));
        };
    }

    private JsonObject register(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var agent = fields.parsed("agent", AgentId::new);
        String account = fields.text("account");
        fields.end();
        return server.register(agent, account, actor)
                .map(LocalRequests::ok)
                .orElseGet(() -> refused("only the agent's operator or IT connects it"));
    }

    public static JsonObject ok(JsonObject result) {
        return JsonObject.builder().and("ok", true).and("result", result).build();
    }

    private Optional<Agent> agentOf(String account) {
        var named = Optional.of(account);
        return facts.now().agents().values().stream()
                .filter(agent ->
                        agent.account().equals(named) || agent.commandAccount().equals(named))
                .findFirst();
    }

    private Optional<Person> person(String account) {
        return facts.now().people().values().stream()
                .filter(person ->
                        person.activeAt(clock.instant()) && person.account().equals(Optional.of(account)))
                .findFirst();
    }

    /** A sign-in path becomes a whole link here: only this floor knows where the console listens. */
    private JsonObject whole(JsonObject answer) {
        var path = answer.object("result").flatMap(result -> result.string("path"));
        if (path.isEmpty()) return answer;
        var link = server.console().resolve(path.get());
        return answer.plus(
                "result",
                JsonObject.with("link", new JsonString(link.toString())).build());
    }

    private static String verb(JsonObject request) {
        return request.string("verb").orElse("?");
    }

    public static JsonObject refused(String why) {
        return failed("refused", why);
    }

    /** Nobody said no: the request itself is not one that can be understood. */
    public static JsonObject notUnderstood(String why) {
        return failed("bad-request", why);
    }

    /** It cannot be done now, and may later. */
    public static JsonObject unavailable(String why) {
        return failed("unavailable", why);
    }

    /** A refusal because there is no such thing. */
    public static JsonObject missing(String why) {
        return refused(why).plus("missing", new JsonBoolean(true));
    }

    private static JsonObject failed(String kind, String why) {
        return JsonObject.builder()
                .and("ok", false)
                .and("why", kind)
                .and("message", why)
                .build();
    }
}
