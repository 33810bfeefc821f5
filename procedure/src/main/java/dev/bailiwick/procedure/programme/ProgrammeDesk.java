package dev.bailiwick.procedure.programme;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.core.programme.Recurring;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The calendar of everything that people owe again and again, and where they say that it was done. */
public final class ProgrammeDesk {
    private static final int LONGEST = 2_000;

    /** What nobody has to say: a look at a machine and a drill leave their own entry. */
    private static final Set<String> PROVED = Set.of(MachineLooks.DUTY, Rehearsals.DUTY);

    /** Duties whose dates somebody else knows: credentials, reviews, looks at machines. */
    @FunctionalInterface
    public interface Source {
        Stream<Duty> duties(Programme programme);
    }

    /** What the desk reads, and whom it tells. */
    public record Surroundings(Supplier<Facts> facts, Alerts alerts, Blocking blocking, InstantSource clock) {}

    private final Supplier<Programme> programme;
    private final List<Source> sources;
    private final Surroundings around;
    private final Done done;
    private final Map<String, Integer> told = new HashMap<>();

    public ProgrammeDesk(Supplier<Programme> programme, List<Source> sources, AuditLog log, Surroundings around) {
        this.programme = programme;
        this.sources = List.copyOf(sources);
        this.around = around;
        this.done = new Done(log);
    }

    /** Every duty with its date, what is due first first. */
    public List<Duty> duties() {
        done.follow();
        var now = programme.get();
        return Stream.concat(
                        sources.stream().flatMap(source -> source.duties(now)),
                        now.all().stream().flatMap(this::attested))
                .sorted(Comparator.comparing(Duty::due).thenComparing(Duty::id))
                .toList();
    }

    /** Those whose date follows from when somebody said that they were done. */
    private Stream<Duty> attested(Recurring what) {
        if (PROVED.contains(what.id())) return Stream.empty();
        return switch (what.per()) {
            case HOUSE -> Stream.of(duty(what, "", Optional.empty(), begun()));
            case AGENT -> acting().map(agent -> duty(what, agent.id().value(), Optional.of(agent.id()), agent.since()));
            case CREDENTIAL, REVIEW -> Stream.empty();
        };
    }

    private Instant begun() {
        return done.begun().orElseGet(around.clock()::instant);
    }

    /** Agents that may act at all. */
    private Stream<Agent> acting() {
        return around.facts().get().agents().values().stream().filter(agent -> agent.step() != Step.DRAFT);
    }

    private Duty duty(Recurring what, String subject, Optional<AgentId> agent, Instant since) {
        var last = done.last(subject.isEmpty() ? what.id() : what.id() + "/" + subject);
        return new Duty(what, subject, agent, last, last.orElse(since).plus(what.every()), Optional.empty());
    }

    /** Brings what decisions ask up to now, and tells of what is overdue: once, and again for each one it goes to. */
    public synchronized void look() {
        var all = duties();
        around.blocking().set(all);
        var now = around.clock().instant();
        for (var duty : all) {
            if (duty.overdue(now)) tell(duty, now);
            else told.remove(duty.id());
        }
    }

    private void tell(Duty duty, Instant now) {
        int level = duty.escalations(now);
        var before = told.put(duty.id(), level);
        if (before != null && before >= level) return;
        var owner = duty.owner(around.facts().get().people().values(), now);
        var text = duty.what().title() + " (" + duty.id() + ") is overdue since " + duty.due() + "; it is "
                + Fields.spelling(duty.function(now)) + "'s now: "
                + owner.map(Object::toString).orElse("nobody holds that function");
        around.alerts().raise(duty.agent(), level == 0 ? "duty-overdue" : "duty-escalated", text);
    }

    /** Why this person cannot say that this was done; empty when they can. */
    public Optional<String> obstacle(Duty duty, Actor.Human actor) {
        if (duty.what().per() == Recurring.Per.CREDENTIAL
                || duty.what().per() == Recurring.Per.REVIEW
                || PROVED.contains(duty.what().id()))
            return Optional.of("nobody says that this is done, it shows by itself: "
                    + duty.what().how());
        var person = around.facts()
                .get()
                .person(actor.person())
                .filter(each -> each.activeAt(around.clock().instant()));
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        return person.filter(each -> owns(duty, each)).isPresent()
                ? Optional.empty()
                : Optional.of("this is for " + words(duty.what()));
    }

    private static boolean owns(Duty duty, Person person) {
        return duty.what().owners().stream().anyMatch(person::holds);
    }

    private static String words(Recurring what) {
        return what.owners().stream().map(Fields::spelling).collect(java.util.stream.Collectors.joining(" or "));
    }

    /**
     * Somebody says that a duty was done, and what shows it.
     *
     * @return why that does not count, empty when it does
     */
    public Optional<String> done(String id, Actor.Human actor, String note) {
        var found = duties().stream().filter(duty -> duty.id().equals(id)).findFirst();
        if (found.isEmpty()) return Optional.of("there is no duty " + id);
        var obstacle = obstacle(found.get(), actor);
        if (obstacle.isPresent()) return obstacle;
        if (note.isBlank()) return Optional.of("say what was done and where it is written down");
        if (note.length() > LONGEST) return Optional.of("a note has at most " + LONGEST + " characters");
        done.record(id, actor, note);
        look();
        return Optional.empty();
    }
}
