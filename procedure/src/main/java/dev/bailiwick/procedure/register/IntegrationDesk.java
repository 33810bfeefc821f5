package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
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
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.register.inventory.Inventory;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where integrations are asked for, judged by their owners, and ended. */
public final class IntegrationDesk {
    /** So long Security may let something stand although a safeguard is missing. */
    public static final Duration LONGEST_EXCEPTION = Duration.ofDays(90);

    private static final int PAGE = 500;
    private static final int MOST_WAITING = 50;
    private static final String FASTER = "somebody was faster: look again";

    private final Integrations integrations;
    private final CurrentFacts facts;
    private final ControlLog log;
    private final InstantSource clock;
    private final Surroundings around;
    private final IncrementalRisk risk;

    /**
     * What the desk needs of the world around it.
     *
     * @param register what else there is, as the register's file says
     * @param baseline why the agent's machine does not meet the baseline, empty when it does
     */
    public record Surroundings(
            Guides guides,
            IncrementalRisk risk,
            Supplier<Inventory> register,
            java.util.function.Function<AgentId, Optional<String>> baseline,
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
        this.integrations = integrations;
        this.facts = facts;
        this.log = log;
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
        record(opened, actor, "integration-requested", ask.justification().text());
        if (!integrations.add(opened)) throw new IllegalStateException("an integration's id came twice");
        return new Answer.Opened(opened);
    }

    /** What it would change, before anybody asks for it. */
    public Assessment assessed(Ask ask) {
        var now = clock.instant();
        var approved = live().stream()
                .filter(each -> !each.lapsed(now))
                .flatMap(each -> each.grant().stream()
                        .map(grant ->
                                new IncrementalRisk.Approved(grant, each.ask().permissions())))
                .toList();
        Set<Safeguard> failing =
                around.baseline().apply(ask.agent()).isPresent() ? Set.of(Safeguard.CONFINEMENT) : Set.of();
        return risk.of(around.register().get(), approved, ask, failing);
    }

    private Optional<String> obstacle(Ask ask, Actor.Human actor, Instant now) {
        return new Claim(ask, facts.now()).obstacle(actor.person(), now).or(() -> waiting(ask));
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
        var found = integrations.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        var asked = found.get();
        var now = clock.instant();
        var obstacle = obstacle(asked, actor).or(() -> unlogged(asked)).or(() -> lacking(asked, actor, exception, now));
        if (obstacle.isPresent()) return obstacle;
        var function = asked.ask().owners().functionOf(actor.person()).orElseThrow();
        var next = asked.accepted(new Acceptance(function, actor.person(), now, remark), exception);
        var outdated = next.state() == Integration.State.APPROVED ? outdated(next, now) : Optional.<String>empty();
        return outdated.or(() -> opened(next, actor, remark));
    }

    /** Where a safeguard is missing, or the agent holds too much already, only Security can let it stand, until a day. */
    private Optional<String> lacking(Integration asked, Actor.Human actor, Optional<Instant> exception, Instant now) {
        boolean security = asked.ask().owners().security().equals(actor.person());
        if (exception.isPresent() && !security) return Optional.of("exception: only Security's owner sets one");
        if (exception
                .filter(day -> !day.isAfter(now) || day.isAfter(now.plus(LONGEST_EXCEPTION)))
                .isPresent()) return Optional.of("exception: a day within the next 90");
        boolean last = asked.waiting().size() == 1;
        if ((!security && !last) || exception.or(asked::exception).isPresent()) return Optional.empty();
        var assessment = assessed(asked.ask());
        return concentrated(assessment).or(() -> security ? unsafe(assessment) : Optional.empty());
    }

    private static Optional<String> concentrated(Assessment assessment) {
        if (assessment.credentials() <= BlastRadius.LIMIT) return Optional.empty();
        return Optional.of("credential_concentration: the agent would hold " + assessment.credentials()
                + " credentials, and more than " + BlastRadius.LIMIT + " only until a day that Security sets");
    }

    private static Optional<String> unsafe(Assessment assessment) {
        if (assessment.missing().isEmpty()) return Optional.empty();
        return Optional.of("safeguards are missing (" + String.join(", ", names(assessment.missing()))
                + "): set a day until which it may stand without, or refuse it");
    }

    private static List<String> names(Set<Safeguard> safeguards) {
        return safeguards.stream().sorted().map(Fields::spelling).toList();
    }

    /** What the others accepted must still hold when the last one does. */
    private Optional<String> outdated(Integration approved, Instant now) {
        if (!now.isBefore(approved.until())) return Optional.of("until: this day is past");
        return new Claim(approved.ask(), facts.now()).owners();
    }

    private Optional<String> unlogged(Integration integration) {
        return log.honours(Binding.of(integration))
                ? Optional.empty()
                : Optional.of("this request is not as the log has it: tell "
                        + facts.now().contact());
    }

    /** What opens is in the log before it is in the store, and in the store before it is in force. */
    private Optional<String> opened(Integration next, Actor actor, String remark) {
        record(
                next,
                actor,
                next.state() == Integration.State.APPROVED ? "integration-approved" : "integration-accepted",
                remark);
        if (!integrations.replace(next)) {
            integrations.find(next.id()).ifPresent(now -> record(now, new Actor.House(), "integration-not-kept", ""));
            return Optional.of(FASTER);
        }
        grants(next.id(), next.grant());
        return Optional.empty();
    }

    /** An owner, whoever asked, or Security says no. */
    public Optional<String> refuse(IntegrationId id, Actor.Human actor, String reason) {
        return ended(id, Integration.State.REQUESTED, actor, reason);
    }

    /** It is not needed any more: from now on it opens nothing. */
    public Optional<String> retire(IntegrationId id, Actor.Human actor, String reason) {
        return ended(id, Integration.State.APPROVED, actor, reason);
    }

    private Optional<String> ended(IntegrationId id, Integration.State from, Actor.Human actor, String reason) {
        var found = integrations.find(id);
        if (found.isEmpty()) return Optional.of("there is no " + id);
        if (found.get().state() != from)
            return Optional.of("it is " + Fields.spelling(found.get().state()));
        if (reason.isBlank()) return Optional.of("say why");
        if (!mayEnd(found.get(), actor))
            return Optional.of("its owners, whoever asked for it, and who may stop an agent end it");
        var ending = new Ending(actor.person(), clock.instant(), reason);
        return closed(
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

    /** What closes is out of force before anything else. */
    private Optional<String> closed(Integration next, Actor actor, String reason) {
        grants(next.id(), Optional.empty());
        if (!integrations.replace(next)) {
            integrations.find(next.id()).ifPresent(now -> grants(now.id(), now.grant()));
            return Optional.of(FASTER);
        }
        record(next, actor, "integration-" + Fields.spelling(next.state()), reason);
        return Optional.empty();
    }

    private void grants(IntegrationId id, Optional<Grant> now) {
        facts.change(before -> {
            var all = new ArrayList<>(before.grants().all());
            if (!all.removeIf(grant -> grant.id().equals(id)) && now.isEmpty()) return before;
            now.ifPresent(all::add);
            return before.granting(all);
        });
    }

    public Optional<Integration> find(IntegrationId id) {
        return integrations.find(id);
    }

    public List<Integration> list(int limit, int offset) {
        return integrations.list(limit, offset);
    }

    /** Everything that opens something or waits to. */
    public List<Integration> live() {
        List<Integration> all = new ArrayList<>();
        for (var page = integrations.live(PAGE, 0); !page.isEmpty(); page = integrations.live(PAGE, all.size()))
            all.addAll(page);
        return all;
    }

    private void record(Integration integration, Actor actor, String what, String reason) {
        var body = JsonObject.with("what", what)
                .and("reason", reason)
                .and("integration", integration.json())
                .build();
        log.append(Event.of(
                Event.Kind.REGISTER, actor, integration.ask().agent(), Binding.in(body, Binding.of(integration))));
    }
}
