package dev.bailiwick.bench.decision;

import dev.bailiwick.app.wiring.CatalogFiles;
import dev.bailiwick.app.wiring.PolicyFiles;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** one decision: a call of 1 KB in a session of 50 calls, classified, traced and evaluated */
public final class Main {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final int ROUNDS = 12;
    private static final int CALLS = 5_000;

    private final PolicyDecisionPoint decisions = new PolicyDecisionPoint();
    private final Facts facts;
    private final Agent agent;
    private final Session session;
    private int number;

    private Main() {
        var organisation = Organisation.of(Json.parseObject(ORGANISATION));
        var agents = organisation.agents(List.of()).values().stream()
                .map(each -> each.at(Step.PRODUCTION, NOW).heldTo(Pack.ATTENDED))
                .toList();
        this.agent = agents.getFirst();
        this.facts = Facts.of(
                organisation,
                agents,
                Freezes.NONE,
                CatalogFiles.shipped(),
                Map.of(),
                Rulebook.of(PolicyFiles.shipped()));
        this.session = session();
    }

    private static final String ORGANISATION = """
            {"version": 1, "contact": "security",
             "people": [{"id": "you", "name": "You", "functions": [], "senders": ["person:you"]},
                        {"id": "bea", "name": "Bea", "functions": ["business", "security", "it"]}],
             "agents": [{"id": "desk", "operator": "bea", "account": "desk", "commandAccount": "commands"}]}
            """;

    /** It has read fifty answers of about 250 letters. */
    private static Session session() {
        var session = Session.fresh(new SessionId("s"))
                .heard("Mail a summary of the plan to kim@corp.example and add a card to the board");
        for (int i = 0; i < 50; i++) {
            session = session.read(
                    "list_cards", JsonObject.EMPTY, """
                    [{"id": "%1$d", "title": "card %1$d", "author": "person%1$d@corp.example", "body": "%2$s"}]
                    """.formatted(i, "the plan number goes on and on ".repeat(6)));
        }
        return session;
    }

    /** A message of about a thousand letters, no two of them alike. */
    private Attempt attempt() {
        var body = new StringBuilder();
        for (int i = 0; i < 30; i++)
            body.append("the plan ")
                    .append(number)
                    .append(" is fine and goes on as ")
                    .append(i);
        number++;
        var arguments = JsonObject.with("to", "kim@corp.example")
                .and("subject", "plan " + number)
                .and("body", body.toString())
                .build();
        return new Attempt(
                agent.id(),
                session.id(),
                Optional.empty(),
                Optional.empty(),
                "mail_somebody",
                arguments,
                new Origin(Origin.Kind.MESSAGE, Optional.of("person:you"), true),
                Optional.empty());
    }

    private long timed() {
        var attempt = attempt();
        long start = System.nanoTime();
        Judgement judgement = decisions.decide(attempt, session, facts, Optional.empty(), Moment.at(NOW));
        long took = System.nanoTime() - start;
        if (!judgement.question().agent().equals(agent.id())) throw new IllegalStateException("another question");
        return took;
    }

    private long[] round() {
        long[] took = new long[CALLS];
        Arrays.setAll(took, _ -> timed());
        Arrays.sort(took);
        return took;
    }

    public static void main(String[] arguments) {
        var bench = new Main();
        System.out.println("one decision: a call of 1 KB in a session of 50 calls (goal: p50 20 us, p99 200 us)");
        for (int i = 1; i <= ROUNDS; i++) {
            long[] took = bench.round();
            System.out.printf(
                    "round %2d%s  p50 %6.1f us  p99 %6.1f us%n",
                    i, i <= 2 ? " (warming up)" : "", took[CALLS / 2] / 1e3, took[CALLS * 99 / 100] / 1e3);
        }
    }
}
