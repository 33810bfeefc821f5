package dev.bailiwick.bench.register;

import dev.bailiwick.app.wiring.CatalogFiles;
import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decisions with a register of so many agents, twenty approved integrations each; every call is of another agent. */
final class Decisions {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final int GRANTS = 20;
    private static final int CALLS = 20_000;

    private final PolicyDecisionPoint decisions = new PolicyDecisionPoint();
    private final Facts facts;
    private final int agents;

    Decisions(int agents) {
        this.agents = agents;
        var organisation = Organisation.of(Json.parseObject(organisation(agents)));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(each -> each.at(Step.PRODUCTION, NOW))
                .toList();
        facts = Facts.of(
                        organisation,
                        ladder,
                        Freezes.NONE,
                        CatalogFiles.shipped(),
                        Map.of(),
                        Rulebook.of(PolicyFiles.shipped()))
                .granting(IntStream.range(0, agents * GRANTS)
                        .mapToObj(Decisions::grant)
                        .toList());
    }

    private static String organisation(int agents) {
        var list = IntStream.range(0, agents)
                .mapToObj(i -> "{\"id\": \"agent" + i + "\", \"operator\": \"bea\"}")
                .collect(Collectors.joining(","));
        return """
                {"version": 1, "contact": "security", "register": "required",
                 "people": [{"id": "you", "name": "You", "functions": [], "senders": ["person:you"]},
                            {"id": "bea", "name": "Bea", "functions": ["business", "security", "it"]}],
                 "agents": [%s]}""".formatted(list);
    }

    private static Grant grant(int number) {
        return new Grant(
                new IntegrationId("int-%012d".formatted(number)),
                new AgentId("agent" + number / GRANTS),
                number % GRANTS == 0 ? "stripe" : "system" + number % GRANTS,
                Set.of("payments.read"),
                EnumSet.allOf(DataClass.class),
                NOW.plus(Duration.ofDays(30)));
    }

    private long timed(int call) {
        var attempt = new Attempt(
                new AgentId("agent" + call % agents),
                new SessionId("s"),
                Optional.empty(),
                Optional.empty(),
                "payments.read",
                JsonObject.with("id", "pay-" + call).build(),
                new Origin(Origin.Kind.MESSAGE, Optional.of("person:you"), true),
                Optional.empty());
        var session = Session.fresh(new SessionId("s"));
        long start = System.nanoTime();
        var judgement = decisions.decide(attempt, session, facts, Optional.empty(), Moment.at(NOW));
        long took = System.nanoTime() - start;
        if (!judgement.question().agent().equals(attempt.agent())) throw new IllegalStateException("another question");
        return took;
    }

    /** Microseconds, sorted. */
    double[] measure() {
        var took = new double[CALLS];
        for (int i = 0; i < CALLS; i++) took[i] = timed(i) / 1e3;
        Arrays.sort(took);
        return took;
    }
}
