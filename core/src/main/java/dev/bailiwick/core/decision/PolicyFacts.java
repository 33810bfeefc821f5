package dev.bailiwick.core.decision;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.automation.Act;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One snapshot of the facts as policies see them: entities that are made once for all decisions, and the few that each
 * decision adds.
 *
 * <p>Where the register is required, a call that uses a system belongs to the integration its agent was granted, or to one
 * that nobody approved. Everything else belongs to one approved integration granted to every agent. What the register does not
 * know yet stands here as one honest default, so that the sealed policies about it hold: the unattended runs of an agent without
 * registered automation are one that its operator registered; the change window is open; every agent is cleared for all data and may act up to
 * tier 4; one region; what goes beyond tier 2 cannot be taken back.
 */
final class PolicyFacts {
    private static final Value FAR =
            new Datetime(Instant.parse("9999-12-31T00:00:00Z").toEpochMilli());
    private static final Value NO_LIMIT = LongValue.of(1L << 60);
    private static final Value HIGHEST_TIER = LongValue.of(4);

    private final Facts facts;
    private final EntityStore store;

    private PolicyFacts(Facts facts, EntityStore store) {
        this.facts = facts;
        this.store = store;
    }

    static PolicyFacts of(Facts facts) {
        List<Entity> all = new ArrayList<>();
        for (var uid : List.of(Uids.EVERYBODY, Uids.CATALOGUED, Uids.REGION, Uids.WINDOW)) all.add(Entity.of(uid));
        all.add(integration(Uids.INTEGRATION, Uids.APPROVED, FAR, Uids.CATALOGUED, List.of(DataClass.values())));
        all.add(integration(Uids.UNAPPROVED, Uids.PROPOSED, FAR, Uids.CATALOGUED, List.of(DataClass.values())));
        for (var grant : facts.grants().all()) {
            all.add(Entity.of(Uids.operations(grant.id())));
            all.add(integration(grant));
        }
        facts.people().values().forEach(person -> all.add(person(person)));
        for (var agent : facts.agents().values()) {
            all.add(agent(agent, facts));
            all.add(Entity.of(Uids.webList(agent.id())));
            all.add(automation(agent));
        }
        facts.automations().all().forEach(each -> all.add(automation(each)));
        return new PolicyFacts(facts, facts.policies().store(all));
    }

    Facts facts() {
        return facts;
    }

    private static Entity integration(Grant grant) {
        return integration(
                Uids.integration(grant.id()),
                grant.suspended() ? Uids.SUSPENDED : Uids.APPROVED,
                new Datetime(grant.until().toEpochMilli()),
                Uids.operations(grant.id()),
                grant.data());
    }

    /** It is looked up for one agent, so that it is granted to whoever it is looked up for. */
    private static Entity integration(
            EntityUid id, EntityUid state, Value until, EntityUid operations, Collection<DataClass> data) {
        return Entity.of(
                id,
                RecordValue.of(Map.of(
                        "state",
                        state,
                        "approvedUntil",
                        until,
                        "frozen",
                        Bool.FALSE,
                        "grantedTo",
                        SetValue.of(Uids.EVERYBODY),
                        "grantedOperations",
                        SetValue.of(operations),
                        "dataClasses",
                        Uids.classes(data))),
                Set.of());
    }

    /** What a call belongs to. */
    private record Belonging(EntityUid integration, EntityUid operations) {
        static final Belonging OWN = new Belonging(Uids.INTEGRATION, Uids.CATALOGUED);
        static final Belonging UNAPPROVED = new Belonging(Uids.UNAPPROVED, Uids.CATALOGUED);
    }

    private Belonging belonging(Meaning meaning, Agent agent) {
        if (!facts.grants().required() || !meaning.use().foreign()) return Belonging.OWN;
        return facts.grants()
                .grown(agent.id(), meaning.use())
                .map(grant -> new Belonging(Uids.integration(grant.id()), Uids.operations(grant.id())))
                .or(() -> approved(meaning.use(), agent))
                .orElse(Belonging.UNAPPROVED);
    }

    private Optional<Belonging> approved(Use use, Agent agent) {
        return facts.grants()
                .about(agent.id(), use)
                .map(grant -> new Belonging(
                        Uids.integration(grant.id()),
                        grant.covers(use) ? Uids.operations(grant.id()) : Uids.CATALOGUED));
    }

    /** Whether it is a part of an integration that was not there, or was another, when people approved it. */
    boolean grown(Question question) {
        return facts.grants().required()
                && facts.grants()
                        .grown(question.agent(), question.meaning().use())
                        .isPresent();
    }

    private static Entity person(Person person) {
        return Entity.of(
                Uids.person(person.id()),
                RecordValue.of(
                        Map.of("functions", Uids.functions(person.functions()), "active", Bool.of(person.active()))),
                Set.of());
    }

    private static Entity agent(Agent agent, Facts facts) {
        var limits = RecordValue.of(Map.of(
                "callsPerHour", limit(agent.limits().callsPerHour()),
                "externalPerHour", limit(agent.limits().externalPerHour()),
                "perActionMinor", limit(agent.limits().perActionMinor()),
                "dailyMinor", limit(agent.limits().dailyMinor())));
        return Entity.of(
                Uids.agent(agent.id()),
                RecordValue.of(Map.of(
                        "owner", Uids.person(agent.operator()),
                        "frozen", Bool.of(facts.freezes().of(agent.id()).isPresent()),
                        "maxTier", HIGHEST_TIER,
                        "clearance", Uids.classes(List.of(DataClass.values())),
                        "webAllow", SetValue.of(Uids.webList(agent.id())),
                        "limits", limits)),
                Set.of(Uids.EVERYBODY));
    }

    private static Value limit(Optional<Long> stated) {
        return stated.<Value>map(LongValue::of).orElse(NO_LIMIT);
    }

    private static Entity automation(Agent agent) {
        return Entity.of(
                Uids.automation(agent.id()),
                RecordValue.of(
                        Map.of("owner", Uids.person(agent.operator()), "approvedUntil", FAR, "maxTier", HIGHEST_TIER)),
                Set.of());
    }

    private static Entity automation(Attested each) {
        return Entity.of(
                Uids.automation(each.automation().id()),
                RecordValue.of(Map.of(
                        "owner",
                        Uids.person(each.automation().owner()),
                        "approvedUntil",
                        new Datetime(each.until().toEpochMilli()),
                        "maxTier",
                        LongValue.of(each.automation().scope().ceiling().number()))),
                Set.of());
    }

    /** The registered automation that began this turn. */
    Optional<Attested> began(Question question) {
        return question.meaning().job().flatMap(job -> facts.automations().behind(question.agent(), job));
    }

    /** In which way the act lies outside what its automation was registered for. */
    Optional<String> outside(Question question, Moment moment) {
        var act = act(question.meaning());
        return began(question)
                .flatMap(each -> each.automation()
                        .scope()
                        .outside(act, moment.at())
                        .map(how -> "automation " + each.automation().id() + ", for which "
                                + each.automation().owner() + " answers: " + how));
    }

    private static Act act(Meaning meaning) {
        var use = meaning.use();
        boolean web = meaning.resource().kind() == Resource.Kind.WEB_ORIGIN;
        return new Act(
                use.tool() ? use.name() : meaning.operation().id(),
                meaning.operation().tier(),
                use.tool() ? Set.of() : use.systems(),
                web ? Optional.of(meaning.resource().id()) : Optional.empty(),
                meaning.outgoing());
    }

    /** A job that nobody registered, of an agent whose jobs are registered one by one, is none. */
    Optional<EntityUid> automation(Question question) {
        var registered = began(question);
        if (registered.isPresent())
            return registered.map(each -> Uids.automation(each.automation().id()));
        boolean oneByOne = facts.grants().required()
                || !facts.automations().of(question.agent()).isEmpty();
        return question.meaning().job().isPresent() && oneByOne
                ? Optional.empty()
                : Optional.of(Uids.automation(question.agent()));
    }

    /** All entities, with those of this question. */
    EntityStore entities(Question question, Agent agent) {
        var meaning = question.meaning();
        var belonging = belonging(meaning, agent);
        return store.with(List.of(
                session(question, meaning),
                operation(meaning.operation(), belonging),
                resource(meaning.resource(), agent, belonging.integration())));
    }

    private static Entity session(Question question, Meaning meaning) {
        return Entity.of(
                Uids.session(question.session().value()),
                RecordValue.of(Map.of("browser", Uids.NO_BROWSER, "readUntrusted", Bool.of(meaning.readUntrusted()))),
                Set.of(Uids.agent(question.agent())));
    }

    private static Entity operation(Operation operation, Belonging belonging) {
        return Entity.of(
                Uids.operation(operation.id()),
                RecordValue.of(Map.of(
                        "tier", LongValue.of(operation.tier().number()),
                        "reversible", Bool.of(operation.tier().compareTo(Tier.T2) <= 0))),
                Set.of(belonging.operations()));
    }

    private Entity resource(Resource resource, Agent agent, EntityUid integration) {
        return Entity.of(
                Uids.resource(resource),
                RecordValue.of(Map.of(
                        "integration",
                        integration,
                        "external",
                        Bool.of(resource.external()),
                        "dataClasses",
                        Uids.classes(resource.classes()),
                        "region",
                        Uids.REGION)),
                resource.kind() == Resource.Kind.WEB_ORIGIN
                        ? above(resource.id(), agent, integration)
                        : Set.of(integration));
    }

    /** A site lies in each domain above it, and in the agent's list when a line of it, or of the inside, says so. */
    private Set<EntityUid> above(String origin, Agent agent, EntityUid integration) {
        var parents = new LinkedHashSet<EntityUid>();
        parents.add(integration);
        var url = Url.of("https://" + origin + "/");
        if (url.isEmpty()) return parents;
        var host = url.get().host();
        boolean listed = HostPattern.listed(agent.webList(), host, url.get().port());
        if (listed || facts.network().inside(url.get())) parents.add(Uids.webList(agent.id()));
        if (host.address().isEmpty()) {
            for (int dot = -1; dot < host.text().length(); dot = next(host.text(), dot))
                parents.add(Uids.domain(host.text().substring(dot + 1)));
        }
        return parents;
    }

    private static int next(String name, int dot) {
        int next = name.indexOf('.', dot + 1);
        return next < 0 ? name.length() : next;
    }

    /** What policies are asked. */
    Request request(Question question, Moment moment, Optional<RecordValue> approval) {
        var meaning = question.meaning();
        return new Request(
                Uids.agent(question.agent()),
                Uids.action(meaning.verb()),
                Uids.resource(meaning.resource()),
                new RequestContext(this, question, moment).value(approval));
    }
}
