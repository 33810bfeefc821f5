package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Resource.Kind;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a {@link Meaning} of an attempt: classification and, once it is traced, the source of each argument. Pure.
 *
 * <p>A first version: the catalogue's own words are translated into the policies' verbs, every source is the model's.
 */
public final class Understanding {
    private Understanding() {}

    /** What this attempt means in this session. Never fails: what it cannot read is {@link Verb#UNCLASSIFIED}, T4. */
    public static Meaning of(Attempt attempt, Session session, Agent agent, Facts facts) {
        var operation = operation(attempt, session, agent, facts);
        var verb = verb(operation);
        return new Meaning(
                verb,
                operation,
                resource(attempt, verb, operation),
                attempt.origin().sender().flatMap(facts::sender).map(Person::id),
                Source.MODEL,
                Source.MODEL,
                List.of(),
                Optional.empty(),
                false,
                0,
                session.readUntrusted(),
                Set.of(),
                verb == Verb.PAY || verb == Verb.REFUND ? money(attempt) : Optional.empty());
    }

    /** Where the agent's commands can speak in its gateway's name, nobody vouches: what it reports may be its own words. */
    private static Operation operation(Attempt attempt, Session session, Agent agent, Facts facts) {
        Predicate<Url> vouched = agent.commandsSpeakForGateway() ? _ -> false : session::vouchesFor;
        var operation = facts.catalog().classify(attempt.asCall(), vouched, agent, facts.network());
        if (operation.classified()) return operation;
        return Optional.ofNullable(facts.confirmed().get(attempt.toolDigest()))
                .map(operation::confirmed)
                .orElse(operation);
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

    private static Optional<Money> money(Attempt attempt) {
        String currency = attempt.arguments().string("currency").orElse(Money.UNSTATED);
        return attempt.arguments()
                .get("amount")
                .flatMap(Understanding::minor)
                .filter(minor -> currency.matches("[A-Z]{3}"))
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
