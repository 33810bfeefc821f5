package dev.bailiwick.procedure.evaluation;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.detection.Screen;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What ships, with one agent whose person sits before it. */
final class AttendedWorld {
    static final String SENDER = "webchat:dee";
    static final Screen SCREEN = Screen.of(
            Screen.FILES.stream().map(name -> json(Screen.class, name)).toList());
    private static final Catalog CATALOG = Catalog.of(
            Catalog.FILES.stream().map(name -> json(Catalog.class, name)).toList());
    private static final Rulebook POLICIES = Rulebook.of(PolicyText.shipped(name -> text(PolicyText.class, name)));

    private AttendedWorld() {}

    static Facts facts(Pack pack) {
        var organisation = Organisation.of(Json.parseObject("""
                {"version": 1, "contact": "security",
                 "people": [
                   {"id": "dee", "name": "Dee", "functions": [], "senders": ["webchat:dee"]},
                   {"id": "olga", "name": "Olga", "functions": []},
                   {"id": "bea", "name": "Bea", "functions": ["business", "security"]},
                   {"id": "ian", "name": "Ian", "functions": ["it", "security"]}],
                 "agents": [{"id": "desk", "operator": "olga", "account": "desk", "commandAccount": "desk-run"}],
                 "internal": {"hosts": ["wiki.corp.example"], "addresses": [], "recipients": ["*@corp.example"]}}
                """));
        var agents = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, ManualClock.START).heldTo(pack))
                .toList();
        return Facts.of(organisation, agents, Freezes.NONE, CATALOG, Map.of(), POLICIES)
                .with(agents.getFirst());
    }

    static Evaluation evaluation(Pack pack) {
        var facts = facts(pack);
        var agent = facts.agents().keySet().iterator().next();
        return new Evaluation(
                new PolicyDecisionPoint(),
                facts,
                SCREEN,
                new Evaluation.Run(agent, SENDER, Moment.at(ManualClock.START)));
    }

    private static JsonObject json(Class<?> beside, String name) {
        return Json.parseObject(text(beside, name).getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
    }

    static String text(Class<?> beside, String name) {
        try (var file = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
