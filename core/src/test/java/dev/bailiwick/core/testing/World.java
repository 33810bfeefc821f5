package dev.bailiwick.core.testing;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.decision.Understanding;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A small organisation: ana is security, ivo IT, bea business, cleo writes to agents; omar runs the agents desk (own accounts) and lab (shared). */
public record World(Facts facts, Session session) {
    public static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    public static final AgentId DESK = new AgentId("desk");
    public static final AgentId LAB = new AgentId("lab");
    public static final Catalog CATALOG =
            Catalog.of(Catalog.FILES.stream().map(World::resource).toList());

    public static final Commands COMMANDS = Commands.of(Catalog.FILES.stream()
            .map(World::resource)
            .filter(Commands::describedBy)
            .toList());

    public static final String ORGANISATION = """
            {"version": 1, "contact": "security@corp.example",
             "people": [
               {"id": "ana", "name": "Ana", "functions": ["security"]},
               {"id": "ivo", "name": "Ivo", "functions": ["it"]},
               {"id": "bea", "name": "Bea", "functions": ["business"], "senders": ["webchat:bea"]},
               {"id": "cleo", "name": "Cleo", "functions": [], "senders": ["webchat:cleo"]},
               {"id": "omar", "name": "Omar", "functions": ["business", "it"], "senders": ["webchat:omar"]}],
             "agents": [
               {"id": "desk", "operator": "omar", "account": "desk", "commandAccount": "desk-run",
                "workspace": "/srv/desk/workspace", "webList": ["docs.example.org", "*.news.example.org"]},
               {"id": "lab", "operator": "omar", "webList": ["docs.example.org"]}],
             "internal": {
               "hosts": ["wiki.corp.example", "**.apps.corp.example", "localhost:8080"],
               "addresses": ["10.1.0.0/16", "fd00:1::/32"],
               "recipients": ["*@corp.example", "slack:C0123"]}}
            """;

    public static World at(Step step) {
        return at(step, NOON);
    }

    /** In production, where nobody writes to these. */
    public static World closing(String... lines) {
        var closed = "\"closed\": "
                + dev.bailiwick.json.JsonArray.ofStrings(List.of(lines)).text() + ", \"recipients\"";
        var organisation = Organisation.of(Json.parseObject(ORGANISATION.replace("\"recipients\"", closed)));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, NOON))
                .toList();
        return of(organisation, ladder, Map.of());
    }

    public static World at(Step step, Instant since) {
        var organisation = Organisation.of(Json.parseObject(ORGANISATION));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, since))
                .toList();
        return of(organisation, ladder, Map.of());
    }

    public static World of(Organisation organisation, List<Agent> ladder, Map<ToolDigest, Tier> confirmed) {
        return new World(
                Facts.of(organisation, ladder, Freezes.NONE, CATALOG, confirmed, ShippedPolicies.RULES),
                Session.fresh(new SessionId("agent:main:test")));
    }

    public World hearing(String message) {
        return new World(facts, session.heard(message));
    }

    public World reading(String url, String result) {
        return new World(
                facts, session.read("web_fetch", JsonObject.with("url", url).build(), result));
    }

    public World with(Freezes freezes) {
        return new World(facts.with(freezes), session);
    }

    public Judgement judge(Attempt attempt) {
        return judge(attempt, Optional.empty());
    }

    public Judgement judge(Attempt attempt, Optional<Evidence> evidence) {
        return new PolicyDecisionPoint().decide(attempt, session, facts, evidence, NOON);
    }

    public Meaning meaning(Attempt attempt) {
        return Understanding.of(attempt, session, facts.agent(attempt.agent()).orElseThrow(), facts);
    }

    /** The tier of a call of the agent desk. */
    public Tier tier(String tool, String arguments) {
        return judge(call(tool, arguments)).operation().tier();
    }

    /** A call of the agent desk, on behalf of cleo. */
    public static Attempt call(String tool, String arguments) {
        return call(DESK, tool, arguments);
    }

    public static Attempt call(AgentId agent, String tool, String arguments) {
        return new Attempt(
                agent,
                new SessionId("agent:main:test"),
                Optional.of("run-1"),
                Optional.of("call-1"),
                tool,
                Json.parseObject(arguments),
                new Origin(Origin.Kind.MESSAGE, Optional.of("webchat:cleo"), true),
                Optional.empty());
    }

    private static JsonObject resource(String name) {
        try (var stream = Objects.requireNonNull(Catalog.class.getResourceAsStream(name), name)) {
            return Json.parseObject(stream.readAllBytes(), JsonLimits.FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
