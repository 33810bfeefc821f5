package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who answers for an agent. {@code bailiwick.yaml} names three people; each says once, here, that they stand by it. What they
 * said is in the log and nowhere else, and counts for exactly this person: whoever is named later says it anew.
 */
public final class Ownership {
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Alerts alerts;
    private Set<AgentId> orphans = Set.of();

    public Ownership(ControlLog log, Supplier<Facts> facts, Alerts alerts) {
        this.log = log;
        this.facts = facts;
        this.alerts = alerts;
    }

    /**
     * One of the three places.
     *
     * @param obstacle what is wrong with it, empty when its owner stands by the agent
     */
    public record Place(Function function, Optional<PersonId> person, boolean accepted, Optional<String> obstacle) {
        /** Whether the person who is named can no longer answer for it. */
        boolean left() {
            return person.isPresent() && obstacle.isPresent() && !WAITING.equals(obstacle.get());
        }
    }

    private static final String WAITING = "has not accepted yet";

    /** The three places of an agent. */
    public List<Place> of(Agent agent) {
        return Arrays.stream(Function.values())
                .map(function -> place(agent, function))
                .toList();
    }

    private Place place(Agent agent, Function function) {
        var named = agent.owners().map(owners -> owners.of(function));
        if (named.isEmpty()) return new Place(function, named, false, Optional.of("nobody is named in bailiwick.yaml"));
        boolean accepted = log.honours(Binding.owned(agent.id(), function, named.get()));
        var obstacle = unfit(agent, function, named.get()).or(() -> accepted ? Optional.empty() : Optional.of(WAITING));
        return new Place(function, named, accepted, obstacle);
    }

    private Optional<String> unfit(Agent agent, Function function, PersonId id) {
        var person = facts.get().person(id);
        if (person.filter(Person::active).isEmpty()) return Optional.of("is not active");
        if (!person.get().holds(function)) return Optional.of("does not hold this function");
        return agent.operator().equals(id)
                ? Optional.of("runs this agent: somebody else answers for it")
                : Optional.empty();
    }

    /** Whose place is empty, in one line that names it; empty when nobody's is, or nobody has to be named. */
    public Optional<String> lacking(Agent agent) {
        if (agent.owners().isEmpty() && !facts.get().grants().required()) return Optional.empty();
        return of(agent).stream()
                .filter(place -> place.obstacle().isPresent())
                .findFirst()
                .map(place -> "owners." + Fields.spelling(place.function()) + " of agent " + agent.id() + ": "
                        + place.person().map(person -> person + " ").orElse("")
                        + place.obstacle().get());
    }

    /** Whether somebody who was named has left. */
    public boolean orphaned(Agent agent) {
        return agent.owners().isPresent() && of(agent).stream().anyMatch(Place::left);
    }

    /** An owner stands by an agent. Returns why that does not count, empty when it does. */
    public Optional<String> accept(AgentId id, Actor.Human actor) {
        var agent = facts.get().agent(id);
        if (agent.isEmpty()) return Optional.of("no agent " + id + " is registered");
        var function = agent.get().owners().flatMap(owners -> owners.functionOf(actor.person()));
        if (function.isEmpty()) return Optional.of("bailiwick.yaml names you as none of its owners");
        var unfit = unfit(agent.get(), function.get(), actor.person());
        if (unfit.isPresent()) return unfit.map(why -> actor.person() + " " + why);
        var binding = Binding.owned(id, function.get(), actor.person());
        if (log.honours(binding)) return Optional.empty();
        var body = JsonObject.with("what", "owner-accepted")
                .and("function", Fields.spelling(function.get()))
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, id, Binding.in(body, binding)));
        return Optional.empty();
    }

    /** Tells people once of each agent one of whose owners has left. */
    public synchronized void look() {
        var now = new HashSet<AgentId>();
        for (var agent : facts.get().agents().values()) {
            if (!orphaned(agent)) continue;
            now.add(agent.id());
            if (!orphans.contains(agent.id())) {
                alerts.raise(
                        agent.id(),
                        "agent-orphaned",
                        lacking(agent).orElse("one of its owners has left") + "; name somebody in bailiwick.yaml");
            }
        }
        orphans = Set.copyOf(now);
    }
}
