package dev.bailiwick.procedure.register;

import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.exposure.IncrementalRisk;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.integration.Acceptance;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Ending;
import dev.bailiwick.core.register.integration.Form;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where integrations are asked for, judged by their owners, and ended. */
public final class IntegrationDesk {
    private static final int MOST_WAITING = 50;

    private final IntegrationBook book;
    private final CurrentFacts facts;
    private final InstantSource clock;
    private final Surroundings around;
    private final IncrementalRisk risk;
    private final Conditions conditions = new Conditions(this::assessed);

    /**
     * What the desk needs of the world around it.
     *
     * @param register what else there is, as the register's file says
     * @param unacknowledged which paper its owners owe their word on, so that the agent gets nothing new
     * @param baseline why the agent's machine does not meet the baseline, empty when it does
     */
    public record Surroundings(
            Guides guides,
            IncrementalRisk risk,
            Supplier<Inventory> register,
            java.util.function.Function<AgentId, Optional<String>> baseline,
            java.util.function.Function<AgentId, Optional<String>> unacknowledged,
            Supplier<IntegrationId> ids) {}

    /** What became of a request. */
    public sealed interface Answer {
        /** It waits for its owners. */
        record Opened(Integration integration) implements Answer {}

        /** It was not taken, and why. */
        record Refused(String why) implements Answer {}
    }

    public IntegrationDesk(
            Integrations integrations, CurrentFacts facts, ControlLog log, InstantSource clock, Surroundings around) {
        this.book = new IntegrationBook(integrations, facts, log);
        this.facts = facts;
        this.clock = clock;
        this.around = around;
        this.risk = around.risk();
    }

    /**
     * A person asks for an integration.
     *
     * @throws dev.bailiwick.json.JsonException naming the field that is missing, empty, unknown or says nothing
     */
    public Answer request(Fields form, Actor.Human actor) {
        var ask = Form.read(form, around.guides());
        var now = clock.instant();
        var obstacle = obstacle(ask, actor, now);
        if (obstacle.isPresent()) return new Answer.Refused(obstacle.get());
        var opened = Integration.opened(around.ids().get(), ask, actor.person(), now, assessed(ask));
        book.add(opened, actor);
        return new Answer.Opened(opened);
    }

    /** What is known of the systems. */
    public Guides guides() {
        return around.guides();
    }

    /**
     * What a form asks for, pre-filled from its guide.
     *
     * @throws dev.bailiwick.json.JsonException as {@link #request}
     */
    public Ask read(Fields form) {
        return Form.read(form, around.guides());
    }

    /** What it would change, before anybody asks for it. */
    public Assessment assessed(Ask ask) {
        Set<Safeguard> failing =
                around.baseline().apply(ask.agent()).isPresent() ? Set.of(Safeguard.CONFINEMENT) : Set.of();
        return risk.of(around.register().get(), approved(), ask, failing);
    }

    private List<IncrementalRisk.Approved> approved() {
        var now = clock.instant();
        return live().stream()
                .filter(each -> !each.lapsed(now))
                .flatMap(each -> each.grant().stream()
                        .map(grant ->
                                new IncrementalRisk.Approved(grant, each.ask().permissions())))
                .toList();
    }

    /** The register's file with its agents, and with everything that was approved since. */
    public Inventory register() {
        var register = around.register().get();
        for (var agent : facts.now().agents().keySet()) register = register.knowing(agent.value());
        return risk.granted(register, approved());
    }

    /** How far a compromise of what is called so reaches; empty when nothing is. */
    public Optional<BlastRadius> radius(Inventory register, String name) {
        return risk.radius(register, name);
    }

    private Optional<String> obstacle(Ask ask, Actor.Human actor, Instant now) {
        return new Claim(ask, facts.now())
                .obstacle(actor.person(), now)
                .or(() -> around.unacknowledged().apply(ask.agent()))
                .or(() -> waiting(ask));
    }

    private Optional<String> waiting(Ask ask) {
        var open = live().stream()
                .filter(each -> each.state() == Integration.State.REQUESTED)
                .filter(each -> each.ask().agent().equals(ask.agent()))
                .toList();
        if (open.size() >= MOST_WAITING) return Optional.of("too many requests for this agent wait already");
        return open.stream()
                .filter(each -> each.ask().system().equals(ask.system()))
                .findFirst()
                .map(each -> each.id() + " asks for this system already");
    }

    /** Why this person cannot accept this request now, empty when they can. */
    public Optional<String> obstacle(Integration integration, Actor.Human actor) {
        if (integration.state() != Integration.State.REQUESTED) return Optional.of("it waits for nobody any more");
        var function = integration.ask().owners().functionOf(actor.person());
        if (function.isEmpty()) return Optional.of("you are none of its three owners");
        if (!integration.waiting().contains(function.get()))
            return Optional.of(
                    integration.requester().equals(actor.person())
                            ? "you asked for it: the other owners decide"
                            : "you have accepted it already");
        return new Claim(integration.ask(), facts.now())
                .owner(function.get())
                .or(() -> facts.now()
                                .person(actor.person())
                                .filter(person -> person.may(Permission.APPROVE))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("your roles approve nothing"));
    }

    /**
     * An owner stands by it. Security may set a day until which it stands although safeguards are missing.
     *
     * @return why it does not count, empty when it does
     */
    public Optional<String> accept(IntegrationId id, Actor.Human actor, String remark, Optional<Instant> exception) {
        var found = book.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        var asked = found.get();
        var now = clock.instant();
        var obstacle = obstacle(asked, actor)
                .or(() -> unlogged(asked))
                .or(() -> conditions.lacking(asked, actor, exception, now));
        if (obstacle.isPresent()) return obstacle;
        var function = asked.ask().owners().functionOf(actor.person()).orElseThrow();
        var next = asked.accepted(new Acceptance(function, actor.person(), now, remark), exception);
        var outdated = next.state() == Integration.State.APPROVED ? outdated(next, now) : Optional.<String>empty();
        return outdated.or(() -> book.opened(next, actor, remark));
    }

    /** What the others accepted must still hold when the last one does. */
    private Optional<String> outdated(Integration approved, Instant now) {
        if (!now.isBefore(approved.until())) return Optional.of("until: this day is past");
        return new Claim(approved.ask(), facts.now())
                .owners()
                .or(() -> around.unacknowledged().apply(approved.ask().agent()));
    }

    private Optional<String> unlogged(Integration integration) {
        return book.honours(integration)
                ? Optional.empty()
                : Optional.of("this request is not as the log has it: tell "
                        + facts.now().contact());
    }

    /** An owner, whoever asked, or Security says no. */
    public Optional<String> refuse(IntegrationId id, Actor.Human actor, String reason) {
        return ended(id, Integration.State.REQUESTED, actor, reason);
    }

    /** It is not needed any more: from now on it opens nothing. One whose credentials were not proven dead is retired again. */
    Optional<String> retire(IntegrationId id, Actor.Human actor, String reason) {
        boolean again = book.find(id)
                .filter(each -> each.state() == Integration.State.RETIRE_FAILED)
                .isPresent();
        return ended(id, again ? Integration.State.RETIRE_FAILED : Integration.State.APPROVED, actor, reason);
    }

    /** What became of the credentials of one that was retired. */
    Optional<String> proven(IntegrationId id, List<String> proof, boolean proven, Actor.Human actor) {
        var retired = book.find(id).orElseThrow();
        var ending = retired.ending().orElseThrow();
        return book.closed(retired.ended(ending.proven(proof), proven), actor, ending.reason());
    }

    private Optional<String> ended(IntegrationId id, Integration.State from, Actor.Human actor, String reason) {
        var found = book.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        if (found.get().state() != from)
            return Optional.of("it is " + Fields.spelling(found.get().state()));
        if (reason.isBlank()) return Optional.of("say why");
        if (!mayEnd(found.get(), actor))
            return Optional.of("its owners, whoever asked for it, and who may stop an agent end it");
        var ending = new Ending(actor.person(), clock.instant(), reason);
        return book.closed(
                from == Integration.State.REQUESTED
                        ? found.get().refused(ending)
                        : found.get().retired(ending),
                actor,
                reason);
    }

    private boolean mayEnd(Integration integration, Actor.Human actor) {
        return facts.now()
                .person(actor.person())
                .filter(Person::active)
                .filter(person -> integration.requester().equals(person.id()) || person.may(Permission.STOP))
                .isPresent();
    }

    /**
     * Less of it, from now on.
     *
     * @return why that does not count, empty when it does
     */
    public Optional<String> narrow(IntegrationId id, Narrowing to, Actor.Human actor, String reason) {
        var found = book.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        if (!mayEnd(found.get(), actor))
            return Optional.of("its owners, whoever asked for it, and who may stop an agent narrow it");
        return reduce(id, to, actor, reason);
    }

    /** The same, said by somebody who was asked whether it is still needed. */
    public Optional<String> reduce(IntegrationId id, Narrowing to, Actor.Human actor, String reason) {
        var found = book.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        if (found.get().state() != Integration.State.APPROVED)
            return Optional.of("it is " + Fields.spelling(found.get().state()));
        if (reason.isBlank()) return Optional.of("say why");
        var obstacle = unlogged(found.get()).or(() -> to.obstacle(found.get().ask(), around.guides()));
        return obstacle.or(
                () -> book.narrowed(found.get().narrowed(to.of(found.get().ask())), actor, reason));
    }

    /** From now on exactly these open nothing until they are kept. */
    public void suspend(Set<IntegrationId> ids) {
        book.suspend(ids);
    }

    public Optional<Integration> find(IntegrationId id) {
        return book.find(id);
    }

    public List<Integration> list(int limit, int offset) {
        return book.list(limit, offset);
    }

    /** Everything that opens something or waits to. */
    public List<Integration> live() {
        return book.live();
    }
}
