package dev.bailiwick.core.decision;

import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Any past decision comes out the same when it is made again from its record. */
class ReplayTest {
    private static final int DECISIONS = 1_000;
    private static final List<String> WORDS = List.of(
            "pwd",
            "ls",
            "rm -rf /",
            "list",
            "send",
            "act",
            "open",
            "status",
            "add",
            "action",
            "SOUL.md",
            "notes.md",
            "../x",
            "https://docs.example.org/a",
            "https://wiki.corp.example/",
            "https://x.example/?d=1",
            "bea@corp.example",
            "x@evil.example",
            "command",
            "bailiwick-canary-1",
            "AKIAIOSFODNN7EXAMPLE",
            "",
            "ä\u202e",
            "10");
    private static final List<String> NAMES = List.of(
            "action",
            "command",
            "path",
            "url",
            "target",
            "to",
            "amount",
            "kind",
            "job",
            "message",
            "input",
            "destination",
            "x");

    private final Map<Digest, Facts> kept = new HashMap<>();
    private final PolicyDecisionPoint table = new PolicyDecisionPoint();

    @Test
    void a_thousand_random_decisions_replay_from_their_records() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> records = new ArrayList<>();
        Set<String> answers = new java.util.HashSet<>();
        for (int i = 0; i < DECISIONS; i++) {
            var record = decided(random);
            answers.add(Judgement.of(record.object("judgement").orElseThrow())
                    .decision()
                    .getClass()
                    .getSimpleName());
            records.add(record.text());
        }
        assertThat(answers).as("seed %d", seed).containsExactlyInAnyOrder("Permit", "Refusal", "Requestable");
        for (String text : records) {
            var record = Json.parseObject(text);
            assertThat(replayed(record).json())
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(record.object("judgement").orElseThrow());
        }
    }

    @Test
    void a_thousand_judgements_are_made_again_without_call_session_and_catalogue() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < DECISIONS; i++) {
            var record = decided(random);
            var recorded = Judgement.of(
                    Json.parseObject(record.object("judgement").orElseThrow().text()));
            var facts = java.util.Objects.requireNonNull(
                    kept.get(new Digest(record.string("facts").orElseThrow())));
            assertThat(recorded.versions().facts()).isEqualTo(Digest.of(facts.json()));
            var restored = Facts.of(Json.parseObject(facts.json().text()), Catalog.of(List.of()), ShippedPolicies.RULES)
                    .with(frozen(recorded));
            var again = table.decide(recorded.question(), restored, recorded.evidence(), recorded.moment());
            assertThat(again.json().plus("versions", recorded.versions().json()))
                    .as("seed %d", seed)
                    .isEqualTo(recorded.json());
        }
    }

    private static Freezes frozen(Judgement recorded) {
        return recorded.freeze()
                .map(freeze ->
                        new Freezes(Optional.empty(), Map.of(recorded.question().agent(), freeze)))
                .orElse(Freezes.NONE);
    }

    private JsonObject decided(Random random) {
        var facts = held(random, facts(random));
        kept.put(key(facts), facts);
        var attempt = attempt(random);
        var session = session(random);
        var evidence = random.nextInt(3) == 0
                ? Optional.of(evidence(random, attempt, session, facts))
                : Optional.<Evidence>empty();
        var judgement = table.decide(attempt, session, facts, evidence, NOON);
        return JsonObject.with("attempt", attempt.json())
                .and("session", session.json())
                .and("facts", key(facts).hex())
                .and("evidence", evidence.map(Evidence::json))
                .and("now", NOON.toString())
                .and("judgement", judgement.json())
                .build();
    }

    private Judgement replayed(JsonObject record) {
        var facts = java.util.Objects.requireNonNull(
                kept.get(new Digest(record.string("facts").orElseThrow())));
        return table.decide(
                Attempt.of(record.object("attempt").orElseThrow()),
                Session.of(record.object("session").orElseThrow()),
                facts,
                record.object("evidence").map(Evidence::of),
                Instant.parse(record.string("now").orElseThrow()));
    }

    /** Freezes are no part of the version: beside it they make the key. */
    private static Digest key(Facts facts) {
        return Digest.of(facts.version().hex() + facts.freezes());
    }

    private static Facts facts(Random random) {
        var organisation = Organisation.of(Json.parseObject(World.ORGANISATION));
        var step = one(random, List.of(Step.values()));
        var since = NOON.minus(Duration.ofDays(random.nextInt(20)));
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, since))
                .toList();
        var confirmed = Map.of(World.call("lab__echo", "{}").toolDigest(), one(random, List.of(Tier.values())));
        var freezes = random.nextInt(10) == 0
                ? new Freezes(Optional.empty(), Map.of(World.DESK, new Freeze("drill", "ana", NOON)))
                : Freezes.NONE;
        return Facts.of(organisation, ladder, freezes, World.CATALOG, confirmed, ShippedPolicies.RULES);
    }

    /** Every agent under some pack. */
    private static Facts held(Random random, Facts facts) {
        var changed = facts;
        for (var agent : facts.agents().values())
            changed = changed.with(agent.heldTo(one(random, List.of(Pack.values()))));
        return changed;
    }

    private static Attempt attempt(Random random) {
        var tools = new ArrayList<>(World.CATALOG.tools());
        tools.addAll(List.of("lab__echo", "lab__other", "deploy.x.y", "nothing"));
        var agents = List.of(World.DESK, World.LAB, new AgentId("stranger"));
        Optional<String> sender = random.nextBoolean() ? Optional.of("webchat:bea") : Optional.empty();
        return new Attempt(
                agents.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2)),
                new SessionId("agent:main:" + random.nextInt(5)),
                Optional.empty(),
                Optional.of("call-" + random.nextInt(1_000)),
                tools.get(random.nextInt(tools.size())),
                arguments(random),
                new Origin(one(random, List.of(Origin.Kind.values())), sender, random.nextBoolean()),
                random.nextInt(4) == 0 ? Optional.of(Digest.of("definition")) : Optional.empty());
    }

    private static JsonObject arguments(Random random) {
        var arguments = JsonObject.EMPTY;
        for (int i = random.nextInt(5); i > 0; i--) arguments = arguments.plus(one(random, NAMES), value(random, 0));
        return arguments;
    }

    private static JsonValue value(Random random, int depth) {
        return switch (depth > 2 ? 0 : random.nextInt(6)) {
            case 1 -> JsonNumber.of(random.nextInt(100) - 20);
            case 2 -> new dev.bailiwick.json.JsonBoolean(random.nextBoolean());
            case 3 -> dev.bailiwick.json.JsonArray.of(value(random, depth + 1), value(random, depth + 1));
            case 4 ->
                JsonObject.with(one(random, NAMES), value(random, depth + 1)).build();
            default -> new JsonString(one(random, WORDS));
        };
    }

    private static Session session(Random random) {
        var session = Session.fresh(new SessionId("agent:main:test"));
        if (random.nextBoolean()) session = session.heard("see https://docs.example.org/a please");
        if (random.nextBoolean()) session = session.read("exec", JsonObject.EMPTY, "something");
        return session;
    }

    private Evidence evidence(Random random, Attempt attempt, Session session, Facts facts) {
        var action = random.nextInt(4) == 0
                ? Digest.of("another action")
                : table.decide(attempt, session, facts, Optional.empty(), NOON).action();
        return new Evidence(
                new TaskId("task-0123456789"),
                action,
                random.nextBoolean() ? Set.of(Function.values()) : Set.of(),
                random.nextBoolean() ? Set.of(new PersonId("ana"), new PersonId("bea"), new PersonId("ivo")) : Set.of(),
                NOON.minusSeconds(60),
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of(new TicketId("CHG-1")) : Optional.empty(),
                NOON.plusSeconds(random.nextInt(3) - 1));
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
