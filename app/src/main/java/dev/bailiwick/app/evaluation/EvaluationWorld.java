package dev.bailiwick.app.evaluation;

import dev.bailiwick.app.wiring.CatalogFiles;
import dev.bailiwick.app.wiring.OrganisationFile;
import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.ScreenFiles;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.json.Json;
import dev.bailiwick.procedure.evaluation.Evaluation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The organisation in which recorded sessions are judged: in production, nothing frozen, nothing used up, nothing approved.
 *
 * <p>The one that ships has one agent, attended by the person of the prompt; other people hold each function and may be asked.
 * Nothing counts as inside but what a recorded session itself shows as the person's own account.
 */
public final class EvaluationWorld {
    private static final String SHIPPED = """
            {"version": 1, "contact": "the security team",
             "people": [
               {"id": "person", "name": "The person of the prompt", "functions": [], "senders": ["prompt:person"]},
               {"id": "operator", "name": "Who runs the agent", "functions": []},
               {"id": "security", "name": "Security", "functions": ["security"]},
               {"id": "it", "name": "IT", "functions": ["it"]},
               {"id": "business", "name": "Business", "functions": ["business"]},
               {"id": "second", "name": "A second of each", "functions": ["security", "it", "business"]}],
             "agents": [{"id": "agent", "operator": "operator", "account": "agent", "commandAccount": "agent-commands"}]}
            """;

    /** One moment for every run, so that the same file gives the same answers. */
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private EvaluationWorld() {}

    /** @param file an organisation's file; empty for the world that ships */
    public static Evaluation evaluation(Optional<Path> file, Pack pack) {
        var organisation = file.map(OrganisationFile::read).orElseGet(() -> Organisation.of(Json.parseObject(SHIPPED)));
        var agents = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, NOON).heldTo(pack))
                .toList();
        if (agents.size() != 1) throw new Refusal(2, "a world to evaluate in has exactly one agent");
        var sender = organisation.people().values().stream()
                .flatMap(person -> person.senders().stream())
                .sorted()
                .findFirst()
                .orElseThrow(() -> new Refusal(2, "a world to evaluate in has a person with a sender"));
        var facts = Facts.of(
                        organisation,
                        agents,
                        Freezes.NONE,
                        CatalogFiles.shipped(),
                        Map.of(),
                        Rulebook.of(PolicyFiles.shipped()))
                .with(agents.getFirst());
        var run = new Evaluation.Run(agents.getFirst().id(), sender, Moment.at(NOON));
        return new Evaluation(new PolicyDecisionPoint(), facts, ScreenFiles.shipped(), run);
    }
}
