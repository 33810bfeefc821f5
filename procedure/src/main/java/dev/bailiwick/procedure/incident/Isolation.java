package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.hardening.IsolationTable;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Quarantine;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Cutting an agent's machine off, and letting it back. It is cut off when the kill is not proved, when nobody knows the scope in
 * time, or when Security says so; the first two only where {@link Quarantine#automatic} allows it.
 *
 * <p>Cutting closes, so it happens before it is written; letting back opens, so it is written before it happens. Revoking
 * needs the network: the cut leaves it some seconds.
 */
public final class Isolation {
    /** How long revoking goes on once it is known that the kill is not proved. */
    static final Duration REVOKING = Duration.ofSeconds(10);

    private static final String TABLE = "table";
    private static final String RELEASED = "released";

    private final Cases cases;
    private final Casework casework;
    private final AuditLog log;
    private final Function<Optional<AgentId>, HostNetwork> networks;
    private final Supplier<Quarantine> quarantine;
    private final InstantSource clock;

    /** @param networks of the machine that an agent runs on, or of every machine */
    public Isolation(
            Cases cases,
            Casework casework,
            AuditLog log,
            Function<Optional<AgentId>, HostNetwork> networks,
            Supplier<Quarantine> quarantine,
            InstantSource clock) {
        this.cases = cases;
        this.casework = casework;
        this.log = log;
        this.networks = networks;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** As a step of a containment. */
    public Achieved step(Order order) {
        var before = cases.remembered(order.id()).flatMap(incident -> incident.at(Step.ISOLATE));
        if (before.filter(Isolation::stands).isPresent()) return cut("as before", order.agent());
        if (cases.remembered(order.id()).flatMap(Incident::drill).isPresent())
            return Achieved.byHand("a drill cuts nobody off");
        boolean killed = order.ended(Step.KILL, Step.KILL.deadline())
                .filter(kill -> kill.outcome() == Outcome.DONE)
                .isPresent();
        if (killed) return Achieved.byHand("the kill is proved; where the scope is not known: " + command(order.id()));
        if (quarantine.get().automatic()) {
            var _ = order.ended(Step.REVOKE, REVOKING);
        }
        return unproved(quarantine.get(), networks.apply(order.agent()));
    }

    private static String command(CaseId id) {
        return "`incident isolate " + id + "`";
    }

    /** What is done when nobody can say that the agent is stopped. */
    public static Achieved unproved(Quarantine quarantine, HostNetwork network) {
        return quarantine.automatic()
                ? cut("the kill is not proved", quarantine.forensic(), network)
                : Achieved.byHand("the kill is not proved: cut the machine off, all but your forensic host, by"
                        + " `incident isolate` or at its provider; then `incident confirm`");
    }

    private Achieved cut(String why, Optional<AgentId> agent) {
        return cut(why, quarantine.get().forensic(), networks.apply(agent));
    }

    private static Achieved cut(String why, List<AddressBlock> forensic, HostNetwork network) {
        try {
            network.isolate(forensic);
        } catch (HostUnavailable e) {
            return Achieved.failed(e.getMessage() + "; cut the machine off at its provider");
        }
        var detail = JsonObject.with(TABLE, IsolationTable.NAME)
                .and(
                        "forensic",
                        JsonArray.ofStrings(
                                forensic.stream().map(AddressBlock::toString).toList()))
                .build();
        return Achieved.done(why + ": nothing passes but loopback and " + forensic.size() + " forensic hosts", detail);
    }

    /** Cuts it off because a person says so. Why it is not, empty when it is. */
    public Optional<String> isolate(CaseId id, String reason, Actor.Human actor) {
        var incident = cases.find(id);
        if (incident.isEmpty()) return Optional.of("there is no case \"" + id + "\"");
        if (incident.get().closed().isPresent()) return Optional.of("the case is closed");
        if (incident.get().drill().isPresent()) return Optional.of("a drill cuts nobody off");
        if (reason.isBlank()) return Optional.of("say why");
        var taken = cutting(incident.get(), Redacted.text(reason), actor);
        return taken.outcome() == Outcome.DONE ? Optional.empty() : Optional.of(taken.note());
    }

    private Taken cutting(Incident incident, String why, Actor actor) {
        var began = clock.instant();
        var taken = taken(cut(why, incident.agent()), began);
        // a failure that is as it was is not said again every ten seconds
        boolean known = incident.at(Step.ISOLATE).filter(taken::repeats).isPresent();
        if (!known || taken.outcome() == Outcome.DONE) write(incident, taken, actor);
        return taken;
    }

    private Taken taken(Achieved achieved, Instant began) {
        var took = Duration.between(began, clock.instant());
        return new Taken(Step.ISOLATE, achieved.outcome(), began, took, achieved.note(), achieved.detail());
    }

    private void write(Incident incident, Taken taken, Actor actor) {
        log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), incident.entry(taken)));
    }

    /** Lets the machine back. Why not, empty when it is. */
    public Optional<String> release(CaseId id, String reason, Actor.Human actor) {
        var why = cases.find(id)
                .map(incident -> held(incident, reason))
                .orElse(Optional.of("there is no case \"" + id + "\""));
        if (why.isPresent()) return why;
        var incident = cases.find(id).orElseThrow();
        var before = incident.at(Step.ISOLATE).orElseThrow();
        var note = "released by " + actor.name() + ": " + Redacted.text(reason);
        var now = clock.instant();
        var detail = JsonObject.with(RELEASED, now.toString()).build();
        write(incident, new Taken(Step.ISOLATE, Outcome.DONE, before.began(), before.took(), note, detail), actor);
        return released(networks.apply(incident.agent()));
    }

    private Optional<String> held(Incident incident, String reason) {
        if (reason.isBlank()) return Optional.of("say why");
        var isolate = incident.at(Step.ISOLATE);
        if (isolate.filter(each -> stands(each) || each.detail().has(RELEASED)).isEmpty())
            return Optional.of("this case did not cut the machine off");
        if (!incident.done(Step.KILL))
            return Optional.of("nobody can say that the agent is stopped: contain it again, or confirm it first");
        return cases.all().stream()
                .filter(other -> !other.id().equals(incident.id()))
                .filter(other ->
                        other.at(Step.ISOLATE).filter(Isolation::stands).isPresent())
                .findFirst()
                .map(other -> other.id() + " holds the machine too: release that first");
    }

    private static Optional<String> released(HostNetwork network) {
        try {
            network.release();
            return Optional.empty();
        } catch (HostUnavailable e) {
            return Optional.of(e.getMessage() + "; by hand: nft delete table inet bailiwick_isolation");
        }
    }

    /** Whether Bailiwick itself cut it off, and did not let it back. */
    static boolean stands(Taken isolate) {
        return isolate.outcome() == Outcome.DONE && isolate.detail().has(TABLE);
    }

    /** What a person confirmed may be trusted too, until the machine was let back. */
    static boolean counts(Taken isolate) {
        return isolate.outcome() == Outcome.DONE && !isolate.detail().has(RELEASED);
    }

    /** Cuts off again what a start of the machine let back, and what nobody knew the scope of in time. */
    public void round() {
        for (var incident : cases.all()) {
            if (incident.closed().isEmpty() && incident.drill().isEmpty()) due(incident);
        }
    }

    private void due(Incident incident) {
        boolean stands = incident.at(Step.ISOLATE).filter(Isolation::stands).isPresent();
        if (stands && letBack(incident)) cutting(incident, "again, after the table was gone", new Actor.House());
        if (!stands && quarantine.get().automatic() && scopeUnknown(incident))
            cutting(incident, "nobody knows the scope", new Actor.House());
    }

    /** A machine that nobody hears is as it was left. */
    private boolean letBack(Incident incident) {
        try {
            return !networks.apply(incident.agent()).isolated();
        } catch (HostUnavailable e) {
            return false;
        }
    }

    private boolean scopeUnknown(Incident incident) {
        return casework.course(incident)
                .row("isolate")
                .filter(row -> !row.isClosed())
                .isPresent();
    }
}
