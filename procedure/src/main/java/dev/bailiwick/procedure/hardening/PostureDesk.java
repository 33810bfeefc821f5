package dev.bailiwick.procedure.hardening;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Dossier;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.PostureSettings;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes looks at agents' machines, writes down what became of each control, and says who may go to production. */
public final class PostureDesk {
    private final CurrentFacts facts;
    private final AuditLog log;
    private final Looks looks;
    private final InstantSource clock;
    private final Map<AgentId, Dossier> dossiers = new ConcurrentHashMap<>();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private volatile PostureSettings settings = PostureSettings.USUAL;

    public PostureDesk(CurrentFacts facts, AuditLog log, Looks looks, InstantSource clock) {
        this.facts = facts;
        this.log = log;
        this.looks = looks;
        this.clock = clock;
    }

    /** Takes up what was known before a restart, as far as the log holds its digest. */
    public void restore() {
        looks.all().stream()
                .filter(this::logged)
                .forEach(kept -> dossiers.merge(
                        kept.agent(), Dossier.EMPTY.with(kept.look()), (before, _) -> before.with(kept.look())));
    }

    private boolean logged(Looks.Kept kept) {
        if (kept.entry() < 0 || kept.entry() >= log.size()) return false;
        var found = new Entry[1];
        log.read(kept.entry(), entry -> {
            found[0] = entry;
            return false;
        });
        var entry = found[0];
        return entry != null
                && entry.kind() == Event.Kind.HOUSE
                && entry.agent().equals(Optional.of(kept.agent().value()))
                && log.body(entry)
                        .flatMap(body -> body.string("digest"))
                        .equals(Optional.of(Digest.of(kept.look().json()).hex()));
    }

    /** Follows the settings; what somebody answers for counts from the entry that names it. */
    public void follow(PostureSettings now, JsonObject asWritten) {
        if (now.equals(settings)) return;
        var body = JsonObject.with("what", "posture-settings")
                .and("settings", asWritten)
                .build();
        log.append(Event.of(Event.Kind.HOUSE, new Actor.House(), body));
        settings = now;
    }

    public PostureSettings settings() {
        return settings;
    }

    /** Takes a scan that a person hands in. Returns why it is not taken, empty when it was. */
    public Optional<String> report(AgentId agent, Posture posture, String profile, Actor.Human by) {
        var obstacle = obstacle(agent, by);
        if (obstacle.isPresent()) return obstacle;
        // an entry for each report, even of nothing new: it opens the gate for another day
        take(agent, new Look(Look.Eyes.PERSON, clock.instant(), profile, posture), by, true);
        return Optional.empty();
    }

    /** Takes what Bailiwick saw itself: into the log goes what changed, and once a day everything. */
    void observe(AgentId agent, Look look) {
        take(agent, look, new Actor.House(), false);
    }

    private synchronized void take(AgentId agent, Look look, Actor by, boolean always) {
        var before = dossier(agent).by(look.eyes());
        boolean all = before.isEmpty() || daily(agent, look);
        var changed =
                all ? look.posture().results() : changed(before.orElseThrow().posture(), look.posture());
        if (always || !changed.isEmpty()) {
            var entry = log.append(Event.of(Event.Kind.HOUSE, by, agent, body(look, changed)));
            looks.keep(new Looks.Kept(agent, look, entry.sequence()));
            if (all) told.put(key(agent, look), look.at());
        }
        dossiers.put(agent, dossier(agent).with(look));
    }

    private boolean daily(AgentId agent, Look look) {
        var last = told.get(key(agent, look));
        return last == null || !look.at().isBefore(last.plus(Dossier.FRESH));
    }

    private static String key(AgentId agent, Look look) {
        return look.eyes() + " " + agent;
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

    /** What stands otherwise, or hangs of a file that does. */
    private static List<Result> changed(Posture before, Posture after) {
        Map<Check, Result> known = new EnumMap<>(Check.class);
        before.results().forEach(each -> known.put(each.check(), each));
        return after.results().stream()
                .filter(each -> !same(each, known.getOrDefault(each.check(), each)))
                .toList();
    }

    private static boolean same(Result one, Result other) {
        return one.standing() == other.standing() && one.declared().equals(other.declared());
    }

    private static JsonObject body(Look look, List<Result> changed) {
        var posture = look.posture();
        var counts = posture.results().stream().collect(Collectors.groupingBy(Result::standing, Collectors.counting()));
        return JsonObject.with("what", "posture")
                .and("eyes", dev.bailiwick.json.Fields.spelling(look.eyes()))
                .and("profile", look.profile())
                .and("digest", Digest.of(look.json()).hex())
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

    /** What is known of the agent's machine. */
    public Dossier dossier(AgentId agent) {
        return dossiers.getOrDefault(agent, Dossier.EMPTY);
    }

    /** Why an agent may not be in production, empty when what is known of its machine is fresh and met the baseline. */
    public Optional<String> baselineNotMet(AgentId agent) {
        return dossier(agent).obstacle(settings.suppressions(agent), clock.instant());
    }

    /** Which of the agent's parts the last look found with a known weakness or too old; empty when none, or nobody looked. */
    Optional<String> outdated(AgentId agent) {
        return dossier(agent).posture(clock.instant()).results().stream()
                .filter(each -> each.check() == Check.HST_04 && each.standing() == Standing.FAIL)
                .map(Result::because)
                .findFirst();
    }

    /** Every agent of the register. */
    Stream<AgentId> agents() {
        return facts.now().agents().keySet().stream().sorted(java.util.Comparator.comparing(AgentId::value));
    }
}
