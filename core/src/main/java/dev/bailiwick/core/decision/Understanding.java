package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Argument;
import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Resource.Kind;
import dev.bailiwick.core.catalog.Role;
import dev.bailiwick.core.catalog.Tool;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Speaker;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Label;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes a {@link Meaning} of an attempt: what it does, and where each of its arguments came from. Pure.
 *
 * <p>A tool of the catalogue is understood by its entry, one that IT confirmed by what IT said, any other by its own words
 * where they allow one reading ({@link Catalog#infer}).
 */
public final class Understanding {
    private static final Set<String> DELETING = Set.of("delete", "remove", "purge", "trash", "erase");

    private final Attempt attempt;
    private final Session session;
    private final Facts facts;
    private final Predicate<Url> vouched;
    private final Agent agent;
    private final Tool tool;
    private final List<Argument> arguments;
    private Set<Label> labels = Set.of();

    private Understanding(Attempt attempt, Session session, Agent agent, Facts facts) {
        this.attempt = attempt;
        this.session = told(attempt, session, agent, facts);
        this.facts = facts;
        this.agent = agent;
        // where the agent's commands can speak in its gateway's name, nobody vouches: what it reports may be its own
        // words
        this.vouched = agent.commandsSpeakForGateway() ? _ -> false : session::vouchesFor;
        this.tool = agent.commandsSpeakForGateway() ? Tool.named(attempt.tool()) : described(attempt, session);
        this.arguments = facts.catalog().arguments(attempt.arguments());
    }

    /** A registered job's words are known beforehand; where commands speak for the gateway, anybody could claim to be that job. */
    private static Session told(Attempt attempt, Session session, Agent agent, Facts facts) {
        boolean clock = attempt.origin().kind() == Origin.Kind.AUTOMATION;
        if (!clock || agent.commandsSpeakForGateway()) return session;
        return job(attempt)
                .flatMap(job -> facts.automations().behind(attempt.agent(), job))
                .map(known ->
                        session.heard(Speaker.AUTOMATION, known.automation().words()))
                .orElse(session);
    }

    private static Optional<String> job(Attempt attempt) {
        boolean clock = attempt.origin().kind() == Origin.Kind.AUTOMATION;
        return attempt.origin().job().or(() -> clock ? Optional.of(Meaning.SOME_JOB) : Optional.empty());
    }

    private static Tool described(Attempt attempt, Session session) {
        return session.past().tools().getOrDefault(attempt.tool(), Tool.named(attempt.tool()));
    }

    /** What this attempt means in this session. Never fails: what it cannot read is {@link Verb#UNCLASSIFIED}, T4. */
    public static Meaning of(Attempt attempt, Session session, Agent agent, Facts facts) {
        return new Understanding(attempt, session, agent, facts).meaning();
    }

    /** What the call does, before anybody asks who said so. */
    private record Action(Operation operation, Verb verb, Resource resource) {
        /** In a run that has read what bears these labels. */
        Action after(Set<Label> read) {
            return new Action(
                    operation.raised(operation.tier(), "this run has read what is labelled " + spelled(read)),
                    verb,
                    resource);
        }
    }

    private Meaning meaning() {
        var action = labelled(action());
        var read = action.resource().external() ? readLabels() : Set.<Label>of();
        if (!read.isEmpty()) action = action.after(read);
        var sources = new Sources(attempt, arguments, session, facts.catalog(), tool, action.operation());
        var money = action.verb() == Verb.PAY || action.verb() == Verb.REFUND ? money() : Optional.<Money>empty();
        return new Meaning(
                action.verb(),
                action.operation(),
                action.resource(),
                attempt.origin().sender().flatMap(facts::sender).map(Person::id),
                sources.destination(),
                sources.content(),
                sources.provenance(),
                agent.commandsSpeakForGateway() ? Optional.empty() : sources.instruction(),
                sources.verbAsked(),
                sources.signal(),
                session.readUntrusted(),
                Outgoing.classes(arguments),
                money,
                facts.catalog()
                        .use(attempt.tool(), action.operation(), action.resource())
                        .by(attempt.tool(), attempt.definition()),
                job(attempt),
                marks(action, sources, read));
    }

    /** A label makes a change graver, and says what sort of data is there at least. */
    private Action labelled(Action action) {
        labels = labels(action);
        if (labels.isEmpty()) return action;
        var resource = action.resource();
        var classes = EnumSet.noneOf(DataClass.class);
        classes.addAll(resource.classes());
        labels.forEach(label -> classes.add(label.data()));
        var known = new Resource(resource.kind(), resource.id(), resource.external(), classes);
        var operation = action.operation();
        return operation.tier() == Tier.T2
                ? new Action(
                        operation.raised(Tier.T3, "it changes what is labelled " + spelled(labels)),
                        action.verb(),
                        known)
                : new Action(operation, action.verb(), known);
    }

    private static String spelled(Set<Label> labels) {
        return labels.stream().sorted().map(Fields::spelling).collect(Collectors.joining(", "));
    }

    private Set<Label> labels(Action action) {
        if (facts.network().labels().isEmpty() || !bearsLabels(action)) return Set.of();
        return labels(attempt.arguments(), arguments);
    }

    /** Of the organisation's own mailboxes, folders and channels it may say something. */
    private boolean bearsLabels(Action action) {
        boolean inside = !action.resource().external()
                || DELETING.contains(action.operation().verb());
        return switch (action.resource().kind()) {
            case MAILBOX, CHANNEL, CALENDAR, DOCUMENT, REPOSITORY, CUSTOMER_RECORD, TOOL ->
                facts.network().labels().readable() || inside;
            case HOST, PAYMENT_ACCOUNT, CLOUD_RESOURCE, INSTRUCTION, WEB_ORIGIN -> false;
        };
    }

    private Set<Label> labels(JsonObject call, List<Argument> of) {
        return facts.network()
                .labels()
                .of(
                        of.stream().map(Argument::text).toList(),
                        call.string("channel").orElse(""));
    }

    private Marks marks(Action action, Sources sources, Set<Label> read) {
        boolean command = action.verb() == Verb.EXECUTE && sources.commandRead();
        boolean destroys = !labels.isEmpty()
                && (sources.deletes() || DELETING.contains(action.operation().verb()));
        return command || destroys || !labels.isEmpty() || !read.isEmpty()
                ? new Marks(command, destroys, labels, read)
                : Marks.NONE;
    }

    /** What was labelled of all that this run has read; what was forgotten may have been. */
    private Set<Label> readLabels() {
        if (facts.network().labels().isEmpty()) return Set.of();
        if (session.past().forgotten()) return Label.ALL;
        var found = EnumSet.noneOf(Label.class);
        for (var content : session.past().contents())
            found.addAll(labels(content.arguments(), facts.catalog().arguments(content.arguments())));
        return found;
    }

    private Action action() {
        var operation = facts.catalog().classify(attempt.asCall(), vouched, agent, facts.network());
        if (operation.classified()) return entry(operation);
        boolean pins = facts.catalog().pinsContent(attempt.tool());
        // content whose digest nobody could make is no content anybody has looked at
        if (pins && attempt.definition().isEmpty()) return entry(operation);
        var confirmed = Optional.ofNullable(facts.confirmed().get(attempt.toolDigest()));
        if (confirmed.isPresent()) return entry(operation.confirmed(confirmed.get()));
        if (pins) return entry(operation);
        return facts.catalog()
                .infer(arguments, tool, vouched, agent, facts.network())
                .map(read -> new Action(read.operation(), read.verb(), read.resource()))
                .orElseGet(() -> entry(operation));
    }

    private Action entry(Operation operation) {
        var verb = verb(operation);
        return new Action(operation, verb, resource(attempt, verb, operation));
    }

    /** The policies' verb for the catalogue's word; a verb with a floor is only chosen where the tier reaches it. */
    private static Verb verb(Operation operation) {
        if (!operation.classified()) return Verb.UNCLASSIFIED;
        boolean outside = operation.tier().compareTo(Tier.T3) >= 0;
        return switch (operation.verb()) {
            case "execute" -> Verb.EXECUTE;
            case "fetch" -> Verb.FETCH;
            case "browse" -> Verb.BROWSE;
            case "pay" -> Verb.PAY;
            case "publish" -> outside ? Verb.PUBLISH : Verb.POST;
            case "search", "query" -> Verb.SEARCH;
            case "read", "observe" -> Verb.READ;
            default -> byTier(operation.tier());
        };
    }

    private static Verb byTier(Tier tier) {
        return switch (tier) {
            case T1 -> Verb.READ;
            case T2 -> Verb.UPDATE;
            case T3 -> Verb.SEND;
            case T4 -> Verb.CONFIGURE;
        };
    }

    private static Resource resource(Attempt attempt, Verb verb, Operation operation) {
        boolean outside = operation.tier() == Tier.T3;
        return switch (verb) {
            case UNCLASSIFIED -> new Resource(Kind.TOOL, attempt.tool(), true, Set.of());
            case FETCH, BROWSE -> web(attempt, operation);
            case PAY -> new Resource(Kind.PAYMENT_ACCOUNT, operation.target(), true, Set.of());
            case SEND -> new Resource(Kind.CHANNEL, operation.target(), outside, Set.of());
            case EXECUTE, CONFIGURE -> new Resource(Kind.HOST, operation.target(), outside, Set.of());
            default -> new Resource(Kind.DOCUMENT, operation.target(), outside, Set.of());
        };
    }

    private static Resource web(Attempt attempt, Operation operation) {
        var url = List.of("url", "targetUrl").stream()
                .flatMap(name -> attempt.arguments().string(name).stream())
                .flatMap(text -> Url.of(text).stream())
                .findFirst();
        String host = url.map(found -> found.host().toString()).orElse("");
        return new Resource(Kind.WEB_ORIGIN, host, operation.tier() != Tier.T1, Set.of());
    }

    private Optional<Money> money() {
        String currency = attempt.arguments().string("currency").orElse(Money.UNSTATED);
        return arguments.stream()
                .filter(argument -> argument.role() == Role.AMOUNT)
                .findFirst()
                .map(argument -> (JsonValue) new JsonString(argument.text()))
                .or(() -> attempt.arguments().get("amount"))
                .flatMap(Understanding::minor)
                .filter(_ -> currency.matches("[A-Z]{3}"))
                .map(minor -> new Money(minor, currency));
    }

    private static Optional<Long> minor(JsonValue value) {
        try {
            var amount = value instanceof JsonNumber(var number)
                    ? number
                    : new BigDecimal(value instanceof JsonString(var text) ? text : "");
            long minor = amount.movePointRight(2).setScale(0, RoundingMode.UP).longValueExact();
            return minor > 0 && minor <= 1L << 53 ? Optional.of(minor) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
