package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.signin.SignInDesk;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who has left, as the organisation's directory says, whatever {@code bailiwick.yaml} still says. It takes away and gives back;
 * it makes nobody anything that the register does not say. The log alone keeps it.
 */
public final class Departures {
    private final CurrentFacts facts;
    private final ControlLog log;
    private final SignInDesk signIn;
    private final Ends ends;

    /**
     * What ends with a person besides their sessions.
     *
     * @param approvals closes what rests on people who left
     */
    public record Ends(Runnable approvals, Alerts alerts) {}

    public Departures(CurrentFacts facts, ControlLog log, SignInDesk signIn, Ends ends) {
        this.facts = facts;
        this.log = log;
        this.signIn = signIn;
        this.ends = ends;
    }

    /** Who has left, as the log has it. */
    public static Set<PersonId> of(ControlLog log) {
        return log.inForce(Binding.Kind.DEPARTED).stream()
                .map(each -> new PersonId(each.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean left(PersonId person) {
        return log.knows(Binding.Kind.DEPARTED.key(person.value()));
    }

    /** The directory does not know them any more. */
    public boolean deleted(PersonId person) {
        return log.honours(Binding.departed(person, true));
    }

    /** Why this actor may not say who left or came back, empty when they may. */
    public Optional<String> obstacle(Actor.Human actor) {
        return facts.now()
                .person(actor.person())
                .map(person -> person.obstacle(Permission.PROVISION))
                .orElse(Optional.of("you are not an active person of the register"));
    }

    /**
     * The person counts no more from this moment: memory first, then their sessions, the entry, what they asked and approved.
     *
     * @param deleted whether the directory forgets them
     */
    public synchronized void leave(PersonId person, boolean deleted, Actor actor) {
        if (log.honours(Binding.departed(person, deleted))) return;
        facts.change(before -> before.leaving(Set.of(person)));
        signIn.signOutEverywhere(person, actor);
        record(actor, "person-left", person, Binding.departed(person, deleted));
        ends.approvals().run();
        ends.alerts().raise("person-left", person + " has left, says the directory: look at what is theirs");
    }

    /**
     * The person counts again, as the register says.
     *
     * @param registered the person as the register has them
     */
    public synchronized void comeBack(Person registered, Actor actor) {
        if (!left(registered.id())) return;
        record(
                actor,
                "person-came-back",
                registered.id(),
                Binding.gone(Binding.Kind.DEPARTED, registered.id().value()));
        facts.change(before -> before.with(registered));
    }

    private void record(Actor actor, String what, PersonId person, Binding binding) {
        var body = JsonObject.with("what", what).and("person", person.value()).build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, binding)));
    }
}
