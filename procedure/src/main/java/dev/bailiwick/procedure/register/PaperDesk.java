package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.register.Paper;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.policy.Archive;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Papers of governance: one person puts a version forward, another one of Security puts it into force, and every owner of an
 * agent that is held to it says by its digest that they read it. Until all have, once the days are over, the agent gets nothing
 * new. What is in force, and who read it, is in the log and nowhere else.
 */
public final class PaperDesk {
    private static final String PROPOSED = "proposed/";
    private static final String PUBLISHED = "published/";

    private final ControlLog log;
    private final Archive archive;
    private final CurrentFacts facts;
    private final Alerts alerts;
    private final InstantSource clock;
    private Set<String> told = Set.of();

    /**
     * A version that is in force.
     *
     * @param due when every owner has acknowledged it
     */
    public record Published(Digest digest, Paper paper, int version, Instant at, Instant due) {}

    /**
     * One owner of agents, and what they were to read.
     *
     * @param person empty where nobody is named who could
     */
    public record Reading(Published published, Optional<PersonId> person, List<AgentId> agents, boolean acknowledged) {
        public Reading {
            agents = List.copyOf(agents);
        }

        public boolean overdue(Instant now) {
            return !acknowledged && !now.isBefore(published.due());
        }
    }

    public PaperDesk(ControlLog log, Archive archive, CurrentFacts facts, Alerts alerts, InstantSource clock) {
        this.log = log;
        this.archive = archive;
        this.facts = facts;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * Puts a version forward. Changes nothing yet.
     *
     * @return why that does not count, empty when it does
     */
    public Optional<String> propose(Paper paper, Actor.Human author, String reason) {
        if (reason.isBlank()) return Optional.of("say why");
        if (!active(author)) return Optional.of("you are not active in the register");
        archive.keep(paper.json());
        record("paper-proposed", paper, author, reason, List.of(proposed(paper.digest(), author.person())));
        return Optional.empty();
    }

    private static Binding proposed(Digest paper, PersonId author) {
        return new Binding(Binding.Kind.PAPER.key(PROPOSED + paper + "/" + author), Optional.of(paper));
    }

    /** Puts a version into force: another person than any who put it forward, of Security. */
    public synchronized Optional<String> publish(Digest version, Actor.Human actor, String reason) {
        var authors = words(PROPOSED + version + "/");
        if (authors.isEmpty()) return Optional.of("nobody put the version " + version + " forward");
        if (authors.stream().anyMatch(word -> word.id().endsWith("/" + actor.person())))
            return Optional.of("you put it forward: another person puts it into force");
        if (!may(actor)) return Optional.of("only an active person who may publish policies does this");
        if (reason.isBlank()) return Optional.of("say why");
        var paper = find(version);
        if (paper.isEmpty()) return Optional.of("the text of " + version + " is not in the store");
        List<Binding> bindings = new ArrayList<>();
        authors.forEach(word -> bindings.add(new Binding(word.key(), Optional.empty())));
        var before = words(PUBLISHED + paper.get().subject() + "/");
        before.forEach(word -> bindings.add(new Binding(word.key(), Optional.empty())));
        int next = before.stream().mapToInt(word -> part(word, 2)).max().orElse(0) + 1;
        var now = clock.instant();
        var name = PUBLISHED + paper.get().subject() + "/" + next + "/" + now + "/"
                + now.plus(paper.get().grace());
        bindings.add(new Binding(Binding.Kind.PAPER.key(name), Optional.of(version)));
        record("paper-published", paper.get(), actor, reason, bindings);
        return Optional.empty();
    }

    /** An owner read exactly this. */
    public Optional<String> acknowledge(Digest version, Actor.Human actor) {
        var waiting = readings().stream()
                .filter(each -> each.published().digest().equals(version))
                .filter(each -> each.person().equals(Optional.of(actor.person())))
                .findFirst();
        if (waiting.isEmpty()) return Optional.of("nothing in force under this digest waits for you");
        if (!active(actor)) return Optional.of("you are not active in the register");
        if (waiting.get().acknowledged()) return Optional.empty();
        record(
                "paper-acknowledged",
                waiting.get().published().paper(),
                actor,
                "read",
                List.of(Binding.acknowledged(version, actor.person())));
        return Optional.empty();
    }

    private void record(String what, Paper paper, Actor.Human actor, String reason, List<Binding> bindings) {
        var body = JsonObject.with("what", what)
                .and("paper", paper.subject())
                .and("version", paper.digest().hex())
                .and("reason", reason)
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, bindings)));
    }

    private boolean active(Actor.Human actor) {
        return facts.now().person(actor.person()).filter(Person::active).isPresent();
    }

    private boolean may(Actor.Human actor) {
        return facts.now()
                .person(actor.person())
                .filter(person -> person.may(Permission.PUBLISH_POLICY))
                .isPresent();
    }

    /** A version by its digest, in force or not. */
    public Optional<Paper> find(Digest version) {
        return archive.find(version).map(json -> Paper.of(Fields.of(json)));
    }

    /** What is in force, by name. */
    public List<Published> published() {
        return words(PUBLISHED).stream()
                .flatMap(word -> published(word).stream())
                .sorted(Comparator.comparing(each -> each.paper().subject()))
                .toList();
    }

    private Optional<Published> published(Binding word) {
        var parts = word.id().split("/", -1);
        var digest = word.digest().orElseThrow();
        return find(digest)
                .map(paper ->
                        new Published(digest, paper, part(word, 2), Instant.parse(parts[3]), Instant.parse(parts[4])));
    }

    private static int part(Binding word, int which) {
        return Integer.parseInt(word.id().split("/", -1)[which]);
    }

    private List<Binding> words(String begin) {
        return log.inForce(Binding.Kind.PAPER).stream()
                .filter(word -> word.id().startsWith(begin))
                .toList();
    }

    /** Each owner with each paper that is for one of their agents, read or not. */
    public List<Reading> readings() {
        return published().stream().flatMap(this::readings).toList();
    }

    private Stream<Reading> readings(Published published) {
        var agents = facts.now().agents().values().stream()
                .filter(published.paper()::heldTo)
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .toList();
        var owners = new TreeSet<PersonId>(Comparator.comparing(PersonId::value));
        agents.forEach(agent -> agent.owners().map(PaperDesk::people).ifPresent(owners::addAll));
        var named = owners.stream().map(owner -> reading(published, owner, agents));
        var nobody = agents.stream()
                .filter(agent -> agent.owners().isEmpty())
                .map(Agent::id)
                .toList();
        return nobody.isEmpty()
                ? named
                : Stream.concat(named, Stream.of(new Reading(published, Optional.empty(), nobody, false)));
    }

    private static List<PersonId> people(Owners owners) {
        return List.of(owners.security(), owners.it(), owners.business());
    }

    private Reading reading(Published published, PersonId owner, List<Agent> agents) {
        var theirs = agents.stream()
                .filter(agent -> agent.owners()
                        .map(PaperDesk::people)
                        .filter(people -> people.contains(owner))
                        .isPresent())
                .map(Agent::id)
                .toList();
        boolean read = log.honours(Binding.acknowledged(published.digest(), owner));
        return new Reading(published, Optional.of(owner), theirs, read);
    }

    /** Why this agent gets nothing new, empty when nobody is late. A text that is gone was read by nobody. */
    public Optional<String> obstacle(AgentId agent) {
        if (words(PUBLISHED).size() != published().size())
            return Optional.of("acceptable_use_unacknowledged: the text of a paper in force is not in the store");
        var now = clock.instant();
        return readings().stream()
                .filter(each -> each.overdue(now) && each.agents().contains(agent))
                .findFirst()
                .map(each -> "acceptable_use_unacknowledged: " + late(each));
    }

    private static String late(Reading each) {
        return each.person().map(PersonId::value).orElse("nobody is named as owner who") + " has not acknowledged "
                + each.published().paper().subject() + " version "
                + each.published().version() + ", due "
                + each.published().due();
    }

    /** Tells people once of each owner who is late. */
    public synchronized void look() {
        var now = clock.instant();
        var late = new HashSet<String>();
        for (var each : readings()) {
            if (!each.overdue(now)) continue;
            var key = each.published().digest() + "/" + each.person();
            late.add(key);
            if (!told.contains(key)) alerts.raise("acceptable-use-unacknowledged", late(each));
        }
        told = Set.copyOf(late);
    }
}
