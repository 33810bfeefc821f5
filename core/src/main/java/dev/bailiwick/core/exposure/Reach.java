package dev.bailiwick.core.exposure;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.decision.Moment;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.decision.Question;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Money;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent may do while nobody watches: every verb on every kind of target in every tier, asked of the policies in every
 * representative circumstance. Exact, because the policies know no others.
 *
 * <p>Assumed, and to be said with the answer: no budget is used up, the change window is open, no review is overdue.
 */
public final class Reach {
    private static final SessionId SESSION = new SessionId("reach");
    private static final List<Source> SOURCES = List.of(Source.INTERNAL, Source.MODEL, Source.UNTRUSTED);
    private static final List<Set<DataClass>> OUTGOING =
            List.of(Set.of(), Set.of(DataClass.PERSONAL), Set.of(DataClass.SECRET));

    /** One sort of action. */
    public record Deed(Verb verb, Resource.Kind resource, boolean external, Tier tier) {
        @Override
        public String toString() {
            return "T" + tier.number() + " " + Fields.spelling(verb) + " " + Fields.spelling(resource)
                    + (external ? " outside" : " inside");
        }
    }

    /**
     * How far a deed may be done without a person.
     *
     * @param always in every circumstance, or only in some (a source that is trusted, no signs of injection, nothing
     *     sensitive going out)
     * @param obligations what it is bound to where it is permitted
     */
    public record Row(Deed deed, boolean always, List<String> obligations) {
        public JsonObject json() {
            return JsonObject.with("deed", deed.toString())
                    .and("permitted", always ? "always" : "sometimes")
                    .and("bound to", String.join(" ", obligations))
                    .build();
        }
    }

    private final Facts facts;
    private final AgentId agent;
    private final Moment moment;
    private final PolicyDecisionPoint point = new PolicyDecisionPoint();

    public Reach(Facts facts, AgentId agent, Instant now) {
        this.facts = facts;
        this.agent = agent;
        this.moment = Moment.at(now);
    }

    /** Everything that is permitted in some circumstance, by tier. */
    public List<Row> unattended() {
        var rows = new ArrayList<Row>();
        for (Tier tier : Tier.values()) {
            for (Deed deed : deeds(tier)) row(deed).ifPresent(rows::add);
        }
        return rows;
    }

    /** What this agent may do here and not there. */
    public static List<Row> beyond(List<Row> here, List<Row> there) {
        Map<Deed, Row> known = new LinkedHashMap<>();
        there.forEach(row -> known.put(row.deed(), row));
        return here.stream()
                .filter(row -> {
                    var other = known.get(row.deed());
                    return other == null || (row.always() && !other.always());
                })
                .toList();
    }

    private List<Deed> deeds(Tier tier) {
        var deeds = new ArrayList<Deed>();
        for (Verb verb : Verb.values()) {
            for (Resource.Kind kind : Resource.Kind.values()) {
                if (!applies(verb, kind)) continue;
                deeds.add(new Deed(verb, kind, false, tier));
                deeds.add(new Deed(verb, kind, true, tier));
            }
        }
        return deeds;
    }

    private boolean applies(Verb verb, Resource.Kind kind) {
        return facts.policies()
                .schema()
                .action(EntityUid.of("Bailiwick::Action", verb.action()))
                .filter(action -> action.resources().stream()
                        .anyMatch(type -> type.basename().equals(kind.type())))
                .isPresent();
    }

    private Optional<Row> row(Deed deed) {
        var permits = new ArrayList<Decision.Permit>();
        int asked = 0;
        for (Meaning meaning : circumstances(deed)) {
            asked++;
            if (decision(meaning) instanceof Decision.Permit permit) permits.add(permit);
        }
        if (permits.isEmpty()) return Optional.empty();
        var obligations = permits.stream()
                .flatMap(permit -> permit.obligations().stream())
                .map(Object::toString)
                .distinct()
                .sorted()
                .toList();
        return Optional.of(new Row(deed, permits.size() == asked, obligations));
    }

    private Decision decision(Meaning meaning) {
        var question = new Question(agent, SESSION, meaning, Digest.of("reach"), false);
        return point.decide(question, facts, Optional.empty(), moment).decision();
    }

    private static List<Meaning> circumstances(Deed deed) {
        var all = new ArrayList<Meaning>();
        for (Source source : SOURCES)
            for (int signal : new int[] {0, 2, 3})
                for (boolean tainted : new boolean[] {false, true})
                    for (Set<DataClass> outgoing : OUTGOING) all.add(meaning(deed, source, signal, tainted, outgoing));
        return all;
    }

    private static Meaning meaning(Deed deed, Source source, int signal, boolean tainted, Set<DataClass> outgoing) {
        var operation = new Operation(
                "any", Operation.Known.CATALOGUED, Fields.spelling(deed.verb()), deed.tier(), "", List.of(), List.of());
        boolean money = Arrays.asList(Verb.PAY, Verb.REFUND).contains(deed.verb());
        return new Meaning(
                deed.verb(),
                operation,
                new Resource(deed.resource(), "any.example", deed.external(), Set.of()),
                Optional.empty(),
                source,
                source,
                List.of(),
                Optional.empty(),
                false,
                signal,
                tainted,
                outgoing,
                money ? Optional.of(new Money(1, Money.UNSTATED)) : Optional.empty());
    }
}
