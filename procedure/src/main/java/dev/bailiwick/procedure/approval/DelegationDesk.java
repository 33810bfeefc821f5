package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where people hand their functions over for a while, and take them back. */
public final class DelegationDesk {
    /** So many of one person stand at once; who needs more needs another function. */
    static final int MOST = 20;

    private static final int PAGE = 500;

    private final Delegations delegations;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Supplier<DelegationId> ids;
    private final InstantSource clock;

    /** @param ids makes ids that were never given before */
    public DelegationDesk(
            Delegations delegations,
            ControlLog log,
            Supplier<Facts> facts,
            Supplier<DelegationId> ids,
            InstantSource clock) {
        this.delegations = delegations;
        this.log = log;
        this.facts = facts;
        this.ids = ids;
        this.clock = clock;
    }

    /** What somebody wants to hand over. */
    public record Plan(PersonId to, Set<Function> functions, Instant starts, Instant ends, String reason) {}

    /** What became of it. */
    public sealed interface Answer {
        record Done(Delegation delegation) implements Answer {}

        record NotDone(String why) implements Answer {}
    }

    /** Hands functions over; the entry is durable before it counts. */
    public Answer give(Actor.Human actor, Plan plan) {
        var giver = facts.get().person(actor.person());
        var deputy = facts.get().person(plan.to());
        if (actor.channel() == Actor.Channel.SCRIPT) return new Answer.NotDone("scripts hand nothing over");
        if (actor.channel() == Actor.Channel.API) return new Answer.NotDone("an API token hands nothing over");
        if (giver.isEmpty()) return new Answer.NotDone("you are not an active person of the register");
        if (deputy.isEmpty()) return new Answer.NotDone("the register has no person " + plan.to());
        try {
            return given(actor, giver.get(), deputy.get(), delegation(actor, plan));
        } catch (IllegalArgumentException e) {
            return new Answer.NotDone(String.valueOf(e.getMessage()));
        }
    }

    private Delegation delegation(Actor.Human actor, Plan plan) {
        return new Delegation(
                ids.get(),
                actor.person(),
                plan.to(),
                plan.functions(),
                plan.starts(),
                plan.ends(),
                plan.reason(),
                Optional.empty(),
                1);
    }

    private Answer given(Actor.Human actor, Person giver, Person deputy, Delegation delegation) {
        var obstacle = delegation.obstacle(giver, deputy, clock.instant());
        if (obstacle.isPresent()) return new Answer.NotDone(obstacle.get());
        long standing = current().stream()
                .filter(each -> each.from().equals(giver.id()))
                .count();
        if (standing >= MOST) return new Answer.NotDone(MOST + " delegations of yours stand already");
        record(delegation, actor, "delegated");
        delegations.add(delegation);
        return new Answer.Done(delegation);
    }

    /** Takes it back; a yes that was said under it and is not used yet counts no more. */
    public Answer end(Actor.Human actor, DelegationId id) {
        var found = delegations.find(id);
        if (found.isEmpty()) return new Answer.NotDone("there is no " + id);
        if (found.get().ended().isPresent()) return new Answer.NotDone(id + " was taken back already");
        var obstacle = obstacleToEnding(actor);
        if (obstacle.isPresent()) return new Answer.NotDone(obstacle.get());
        var ended = found.get().endedBy(actor.person());
        if (!delegations.replace(ended)) return new Answer.NotDone("somebody was faster: look again");
        record(ended, actor, "undelegated");
        return new Answer.Done(ended);
    }

    /** What closes is given to nearly everybody. */
    public Optional<String> obstacleToEnding(Actor.Human actor) {
        return facts.get()
                .person(actor.person())
                .map(person -> person.obstacle(Permission.STOP))
                .orElse(Optional.of("you are not an active person of the register"));
    }

    /** Those that are not taken back and not over, and of these only what the log knows too. */
    public List<Delegation> current() {
        var now = clock.instant();
        return delegations.standing(PAGE, 0).stream()
                .filter(each -> now.isBefore(each.ends()))
                .filter(each -> log.honours(Binding.of(each)))
                .toList();
    }

    private void record(Delegation delegation, Actor actor, String what) {
        var body = JsonObject.with("what", what)
                .and("delegation", delegation.json())
                .and("reason", delegation.reason())
                .build();
        log.append(Event.of(Event.Kind.APPROVAL, actor, Binding.in(body, Binding.of(delegation))));
    }
}
