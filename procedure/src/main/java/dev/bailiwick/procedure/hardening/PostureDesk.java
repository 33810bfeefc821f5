package dev.bailiwick.procedure.hardening;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Takes scans of agents' machines, writes down what became of each control, and says who may go to production. */
public final class PostureDesk {
    /** After it a scan proves nothing any more. */
    public static final Duration FRESH = Duration.ofHours(24);

    private final CurrentFacts facts;
    private final AuditLog log;
    private final InstantSource clock;
    private final Map<AgentId, Latest> latest = new ConcurrentHashMap<>();

    /** @param told when all controls were last written down */
    private record Latest(Posture posture, Instant seen, Instant told) {}

    public PostureDesk(CurrentFacts facts, AuditLog log, InstantSource clock) {
        this.facts = facts;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Takes a scan. Controls that changed go into the log, all of them once a day. Returns why it is not taken, empty when it
     * was.
     */
    public Optional<String> report(AgentId agent, Posture posture, Actor.Human by) {
        var obstacle = obstacle(agent, by);
        if (obstacle.isPresent()) return obstacle;
        var now = clock.instant();
        var before = Optional.ofNullable(latest.get(agent));
        boolean all =
                before.filter(each -> now.isBefore(each.told().plus(FRESH))).isEmpty();
        var changed = all ? posture.results() : changed(before.orElseThrow().posture(), posture);
        // an entry for each report, even of nothing new: it opens the gate for another day
        log.append(Event.of(Event.Kind.HOUSE, by, agent, body(posture, changed)));
        latest.put(
                agent, new Latest(posture, now, all ? now : before.orElseThrow().told()));
        return Optional.empty();
    }

    private Optional<String> obstacle(AgentId agent, Actor.Human by) {
        var person = facts.now().person(by.person()).filter(Person::active);
        var known = facts.now().agent(agent);
        if (known.isEmpty()) return Optional.of("no agent " + agent + " is registered");
        boolean may = person.filter(each -> each.may(Permission.MOVE_AGENTS)).isPresent();
        if (!may) return Optional.of("a scan is reported by somebody of IT or Security");
        return known.get().operator().equals(by.person())
                ? Optional.of("you run this agent: somebody else reports its scan")
                : Optional.empty();
    }

    private static List<Result> changed(Posture before, Posture after) {
        Map<Check, Standing> known = new EnumMap<>(Check.class);
        before.results().forEach(each -> known.put(each.check(), each.standing()));
        return after.results().stream()
                .filter(each -> known.get(each.check()) != each.standing())
                .toList();
    }

    private static JsonObject body(Posture posture, List<Result> changed) {
        var counts = posture.results().stream().collect(Collectors.groupingBy(Result::standing, Collectors.counting()));
        return JsonObject.with("what", "posture")
                .and("baselineMet", posture.obstacle().isEmpty())
                .and("passed", counts.getOrDefault(Standing.PASS, 0L))
                .and("failed", counts.getOrDefault(Standing.FAIL, 0L))
                .and("unknown", counts.getOrDefault(Standing.UNKNOWN, 0L))
                .and(
                        "controls",
                        new JsonArray(
                                changed.stream().<JsonValue>map(Result::json).toList()))
                .build();
    }

    /** Why an agent may not go to production, empty when its last scan is fresh and met the baseline. */
    public Optional<String> baselineNotMet(AgentId agent) {
        var known = latest.get(agent);
        if (known == null) return Optional.of("no scan of agent " + agent + " was reported since Bailiwick started");
        if (!clock.instant().isBefore(known.seen().plus(FRESH))) {
            return Optional.of("the last scan of agent " + agent + " is older than " + FRESH.toHours() + " hours");
        }
        return known.posture()
                .obstacle()
                .map(each -> "the baseline is not met: " + each.check().id() + " is " + each.standing() + " ("
                        + each.because() + ")");
    }
}
