package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.signin.StepUp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where the glass is broken: a way out when nobody else can be reached, that nobody takes unseen or twice. */
public final class GlassDesk {
    private static final int PAGE = 100;

    private final ApprovalDesk.Kept kept;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Surroundings around;

    /**
     * What the desk needs of the world around it.
     *
     * @param ids makes ids that were never given before
     * @param owed whether an earlier break-glass was not reviewed yet
     * @param tell tells Security at once
     */
    public record Surroundings(InstantSource clock, Supplier<GlassId> ids, BooleanSupplier owed, Notice tell) {}

    /** Tells people of it; what is told is in the log already. */
    @FunctionalInterface
    public interface Notice {
        void raise(AgentId agent, String what, String text);
    }

    public GlassDesk(ApprovalDesk.Kept kept, ControlLog log, Supplier<Facts> facts, Surroundings around) {
        this.kept = kept;
        this.log = log;
        this.facts = facts;
        this.around = around;
    }

    /** What somebody wants. */
    public record Plan(AgentId agent, TicketId ticket, Duration term, String reason) {}

    /** What became of it. */
    public sealed interface Answer {
        record Broken(Glass glass) implements Answer {}

        record NotBroken(String why) implements Answer {}
    }

    /** Breaks the glass; the entry is durable before it counts. A refusal is an entry too. */
    public Answer breakGlass(Actor.Human actor, Plan plan) {
        var now = around.clock().instant();
        var obstacle = obstacle(actor, plan, now);
        if (obstacle.isPresent()) return refused(actor, plan, obstacle.get());
        try {
            return broken(actor, plan, now);
        } catch (IllegalArgumentException e) {
            return new Answer.NotBroken(String.valueOf(e.getMessage()));
        }
    }

    private Answer broken(Actor.Human actor, Plan plan, Instant now) {
        var glass = new Glass(
                around.ids().get(),
                actor.person(),
                plan.agent(),
                plan.reason(),
                plan.ticket(),
                now,
                now.plus(plan.term()));
        var body = JsonObject.with("what", "break-glass")
                .and("glass", glass.json())
                .and("reason", plan.reason())
                .build();
        log.append(Event.of(Event.Kind.APPROVAL, actor, plan.agent(), Binding.in(body, Binding.of(glass))));
        kept.glasses().add(glass);
        around.tell()
                .raise(
                        plan.agent(),
                        "break-glass",
                        actor.person() + " broke the glass (" + glass.id() + ", ticket " + glass.ticket() + ") until "
                                + glass.until() + ": look at it now, freeze the agent when it is not right");
        return new Answer.Broken(glass);
    }

    private Answer refused(Actor.Human actor, Plan plan, String why) {
        var body = JsonObject.with("what", "break-glass-refused")
                .and("reason", why)
                .build();
        log.append(Event.of(Event.Kind.APPROVAL, actor, plan.agent(), body));
        return new Answer.NotBroken(why);
    }

    private Optional<String> obstacle(Actor.Human actor, Plan plan, Instant now) {
        if (actor.channel() == Actor.Channel.SCRIPT) return Optional.of("scripts break no glass");
        if (actor.channel() == Actor.Channel.API) return StepUp.Ask.COME_IN_PERSON.obstacle();
        var person = facts.get().person(actor.person()).filter(each -> each.activeAt(now));
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        if (facts.get().agent(plan.agent()).isEmpty())
            return Optional.of("no agent " + plan.agent() + " is registered");
        return role(person.get())
                .or(() -> frozen(plan.agent()))
                .or(() -> again(now))
                .or(() -> ticket(plan, now));
    }

    private static Optional<String> role(Person person) {
        return person.obstacle(Permission.BREAK_GLASS);
    }

    private Optional<String> frozen(AgentId agent) {
        return facts.get().freezes().of(agent).map(_ -> "agent " + agent + " is frozen, and no glass opens a freeze");
    }

    private Optional<String> again(Instant now) {
        if (around.owed().getAsBoolean())
            return Optional.of("the last break-glass was not reviewed yet: nobody breaks the glass before that");
        return current(now).map(each -> each.person() + " has broken the glass until " + each.until() + " already");
    }

    private Optional<String> ticket(Plan plan, Instant now) {
        return kept.tickets()
                .find(plan.ticket())
                .filter(found -> log.honours(Binding.of(found)))
                .map(found -> found.agent().equals(plan.agent())
                        ? window(found, now)
                        : Optional.of("ticket " + found.id() + " is for agent " + found.agent()))
                .orElse(Optional.of("there is no open ticket " + plan.ticket() + " in the change register"));
    }

    private static Optional<String> window(Ticket ticket, Instant now) {
        if (ticket.state() != Ticket.State.OPEN)
            return Optional.of("ticket " + ticket.id() + " is " + Fields.spelling(ticket.state()));
        boolean inside = !now.isBefore(ticket.from()) && now.isBefore(ticket.until());
        return inside ? Optional.empty() : Optional.of("now is outside the window of ticket " + ticket.id());
    }

    private Optional<Glass> current(Instant now) {
        return list().stream().filter(glass -> glass.inForce(now)).findFirst();
    }

    /** Newest first; only what the log knows too. */
    public List<Glass> list() {
        return kept.glasses().list(PAGE, 0).stream()
                .filter(glass -> log.honours(Binding.of(glass)))
                .toList();
    }

    /** What this person has broken for this agent and may still use. */
    public Optional<Glass> inForce(PersonId person, AgentId agent) {
        var now = around.clock().instant();
        return list().stream().filter(glass -> glass.serves(person, agent, now)).findFirst();
    }
}
