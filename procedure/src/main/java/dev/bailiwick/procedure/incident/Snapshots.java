package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.inquiry.Inquiry;
import dev.bailiwick.core.incident.recovery.Snapshot;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.secrecy.Redacted;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The register of clean snapshots: taken while nothing was wrong, chosen when something was, compared after the rebuild. One
 * that is not older than the first sign is refused, and so is one that is not in the log.
 */
public final class Snapshots {
    /** What the case says about the snapshot that was chosen, and about the last comparison. */
    static final String CHOSEN = "snapshot-chosen";

    static final String COMPARED = "snapshot-compared";
    private static final int MOST_LINES = 200;

    private final Cases cases;
    private final AuditLog log;
    private final Investigation investigation;
    private final Function<AgentId, Map<String, Digest>> files;

    /** @param files what the agent consists of now, by path; throws when that cannot be seen */
    public Snapshots(
            Cases cases, AuditLog log, Investigation investigation, Function<AgentId, Map<String, Digest>> files) {
        this.cases = cases;
        this.log = log;
        this.investigation = investigation;
        this.files = files;
    }

    /** What was asked for, or why not. */
    public sealed interface Answer<T> {
        record Given<T>(T value) implements Answer<T> {}

        record Refused<T>(String why) implements Answer<T> {}
    }

    /** Says that the agent is clean as it is now. */
    public Answer<Snapshot> take(AgentId agent, String because, Actor.Human actor) {
        if (because.isBlank()) return new Answer.Refused<>("say what shows that it is clean");
        if (cases.all().stream().anyMatch(each -> each.closed().isEmpty() && each.holds(agent)))
            return new Answer.Refused<>("a case of this agent is open: nothing of it is clean");
        var now = files.apply(agent);
        if (now.isEmpty()) return new Answer.Refused<>("there is nothing to see of it on this machine");
        var entry =
                log.append(Event.of(Event.Kind.REGISTER, actor, agent, Snapshot.entry(now, Redacted.text(because))));
        return new Answer.Given<>(new Snapshot("snapshot-" + entry.sequence(), agent, entry.at(), entry.actor(), now));
    }

    /** Those of an agent, newest first. */
    public List<Snapshot> of(AgentId agent) {
        List<Snapshot> all = new ArrayList<>();
        log.read(0, Wanted.of(Event.Kind.REGISTER), entry -> {
            if (entry.agent().equals(Optional.of(agent.value())))
                Snapshot.of(whole(entry)).ifPresent(all::add);
            return true;
        });
        all.sort(Comparator.comparing(Snapshot::at).reversed());
        return all;
    }

    private Entry whole(Entry entry) {
        return log.body(entry).map(entry::with).orElse(entry);
    }

    /** Chooses the one the agent is rebuilt from. */
    public Answer<Snapshot> choose(CaseId id, String snapshot, Actor.Human actor) {
        var found = cases.find(id).filter(incident -> incident.closed().isEmpty());
        if (found.isEmpty()) return new Answer.Refused<>("there is no open case \"" + id + "\"");
        var agent = found.get().agent();
        if (agent.isEmpty()) return new Answer.Refused<>("the case is of every agent: contain each that is rebuilt");
        var chosen = of(agent.get()).stream()
                .filter(each -> each.id().equals(snapshot))
                .findFirst();
        if (chosen.isEmpty()) return new Answer.Refused<>("the log has no such snapshot of " + agent.get());
        var inquiry = investigation.look(found.get(), agent.get());
        if (inquiry.isEmpty()) return new Answer.Refused<>("first the agent is proved to be stopped");
        var sign = firstSign(found.get(), inquiry.get());
        if (!chosen.get().at().isBefore(sign))
            return new Answer.Refused<>("it was taken at " + chosen.get().at() + ", and the first sign is of " + sign);
        write(found.get(), CHOSEN, snapshot, List.of(), actor);
        return new Answer.Given<>(chosen.get());
    }

    /** The earliest of all that was not normal; the opening where nothing is known. */
    private static Instant firstSign(Incident incident, Inquiry inquiry) {
        return Stream.concat(
                        inquiry.answers().stream().flatMap(answer -> answer.sightings().stream()),
                        inquiry.rootCause().evidence().values().stream().flatMap(List::stream))
                .map(sighting -> sighting.at())
                .filter(at -> at.isBefore(incident.opened()))
                .min(Comparator.naturalOrder())
                .orElse(incident.opened());
    }

    /** What is otherwise now than in the chosen one; nothing when the rebuild is what it should be. */
    public Answer<List<String>> compare(CaseId id, Actor.Human actor) {
        var found = cases.find(id).filter(incident -> incident.closed().isEmpty());
        if (found.isEmpty()) return new Answer.Refused<>("there is no open case \"" + id + "\"");
        var incident = found.get();
        var chosen = Optional.ofNullable(incident.said().get(CHOSEN)).map(said -> said.text());
        var snapshot = chosen.flatMap(name -> of(incident.agent().orElseThrow()).stream()
                .filter(each -> each.id().equals(name))
                .findFirst());
        if (snapshot.isEmpty()) return new Answer.Refused<>("no snapshot is chosen: `incident snapshot choose`");
        var lines = snapshot.get().differences(files.apply(incident.agent().orElseThrow()));
        write(incident, COMPARED, lines.isEmpty() ? "the same" : lines.size() + " differences", lines, actor);
        return new Answer.Given<>(lines);
    }

    private void write(Incident incident, String what, String text, List<String> lines, Actor.Human actor) {
        var few = lines.stream().limit(MOST_LINES).toList();
        var body =
                incident.entry(what).plus("text", new JsonString(text)).plus("differences", JsonArray.ofStrings(few));
        log.append(new Event(Event.Kind.INCIDENT, actor, incident.agent(), Optional.empty(), body));
    }
}
