package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.discovery.Finding;
import dev.bailiwick.core.register.discovery.Sighting;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds who acts here and stands in no register: on the machine by looking, at the gate by following the log, where nobody
 * unregistered is ever served. Each new finding is an entry and an alert; the log alone keeps them, so a restart knows them
 * again, the last sighting to the day.
 */
public final class Discovery {
    /** More would be read by nobody. */
    static final int MOST = 1_000;

    private static final Duration DAILY = Duration.ofDays(1);
    private static final long BACK = 200_000;
    private static final String WHAT = "unregistered-seen";
    private static final Wanted WANTED =
            Wanted.of(Event.Kind.HOUSE, Event.Kind.ALERT, Event.Kind.DECISION, Event.Kind.ASKED);
    private static final Set<String> STRANGE = Set.of("unknown-credential", "credential-not-in-the-log");

    private final AuditLog log;
    private final LogCursor cursor;
    private final Alerts alerts;
    private final Supplier<List<Sighting>> machine;
    private final InstantSource clock;
    private final Map<String, Finding> findings = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();
    private Set<String> before = new HashSet<>();

    /** @param machine looks at this machine now, and never fails */
    public Discovery(AuditLog log, Alerts alerts, Supplier<List<Sighting>> machine, InstantSource clock) {
        this.log = log;
        this.alerts = alerts;
        this.machine = machine;
        this.clock = clock;
        this.cursor = new LogCursor(log, WANTED, Math.max(0, log.size() - BACK));
    }

    /** Follows the log and looks at the machine. What only passed through, and was gone at the next look, is no finding. */
    public synchronized void look() {
        follow();
        var seen = machine.get();
        seen.stream().filter(each -> before.contains(each.key())).forEach(each -> take(each, clock.instant()));
        before = seen.stream().map(Sighting::key).collect(Collectors.toSet());
    }

    /** The same at once, for a person who asks: what is there counts. */
    public synchronized List<Finding> scan() {
        follow();
        var seen = machine.get();
        seen.forEach(each -> take(each, clock.instant()));
        before = seen.stream().map(Sighting::key).collect(Collectors.toSet());
        return findings();
    }

    /** The latest seen first. */
    public synchronized List<Finding> findings() {
        return findings.values().stream()
                .sorted(Comparator.comparing(Finding::last)
                        .reversed()
                        .thenComparing(each -> each.sighting().key()))
                .toList();
    }

    private void follow() {
        cursor.advance(this::consider);
    }

    private void consider(Entry entry) {
        var body = entry.body();
        switch (entry.kind()) {
            case HOUSE -> known(body);
            case ALERT ->
                body.string("what").filter(STRANGE::contains).ifPresent(what -> take(stranger(body), entry.at()));
            case DECISION, ASKED -> unregistered(entry).ifPresent(each -> take(each, entry.at()));
            default -> {
                // says nothing of who is there
            }
        }
    }

    private static Sighting stranger(JsonObject body) {
        return new Sighting(
                Sighting.Kind.IDENTITY,
                "a caller without a credential of ours",
                body.string("text").orElse("") + "; answered with 401");
    }

    private static Optional<Sighting> unregistered(Entry entry) {
        return entry.body()
                .object("reason")
                .flatMap(reason -> reason.string("code"))
                .filter("not_registered"::equals)
                .flatMap(_ -> entry.agent())
                .map(agent -> new Sighting(
                        Sighting.Kind.IDENTITY,
                        "agent " + agent,
                        "it called as an agent that nobody registered; refused"));
    }

    /** What the log says was found before. */
    private void known(JsonObject body) {
        if (!body.string("what").equals(Optional.of(WHAT))) return;
        try {
            var finding = Finding.of(body.object("finding").orElse(JsonObject.EMPTY));
            findings.merge(
                    finding.sighting().key(),
                    finding,
                    (one, other) -> other.last().isAfter(one.last()) ? other : one);
            told.put(finding.sighting().key(), finding.last());
        } catch (JsonException _) {
            // an entry of another version: it will be seen again
        }
    }

    private void take(Sighting sighting, Instant at) {
        var key = sighting.key();
        var known = findings.get(key);
        if (known == null && findings.size() >= MOST) {
            alerts.raise(
                    "discovery-full", "more than " + MOST + " unregistered things were seen: look at the first ones");
            return;
        }
        var finding = known == null ? Finding.of(sighting, at) : known.again(sighting, at);
        findings.put(key, finding);
        if (known == null || !at.isBefore(told.getOrDefault(key, Instant.MIN).plus(DAILY)))
            tell(finding, known == null);
    }

    private void tell(Finding finding, boolean fresh) {
        var body = JsonObject.with("what", WHAT).and("finding", finding.json()).build();
        told.put(finding.sighting().key(), finding.last());
        log.append(Event.of(Event.Kind.HOUSE, new Actor.House(), body));
        if (fresh)
            alerts.raise(
                    "unregistered-agent",
                    finding.sighting().subject() + " is in no register: "
                            + finding.sighting().detail());
    }
}
