package dev.bailiwick.core.decision;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.policy.Approvals;
import dev.bailiwick.core.policy.Asks;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people said or could say to one question, as policies see it: the {@code approval} in the context.
 *
 * <p>Who may approve is anybody active but the agent's operator and the person in whose name it acts; in the ladder's pilot
 * step the operator may approve up to tier 3 alone, standing in for every function, but never for two people.
 */
final class Consent implements Approvals {
    private final Question question;
    private final Agent agent;
    private final Facts facts;
    private final Step step;
    private final Instant now;

    Consent(Question question, Agent agent, Facts facts, Step step, Instant now) {
        this.question = question;
        this.agent = agent;
        this.facts = facts;
        this.step = step;
        this.now = now;
    }

    /** Attached only when it is about exactly this action and not too old: otherwise nobody has said anything yet. */
    Optional<RecordValue> given(Optional<Evidence> evidence) {
        return evidence.filter(proof -> proof.covers(question.action(), now)).map(this::approval);
    }

    private RecordValue approval(Evidence proof) {
        if (proof.operatorAlone() && operatorMay()) return operatorAlone(proof.issued(), proof.expires());
        var ticket = proof.ticket().map(id -> Text.of(id.value()));
        int count = proof.approvers().size();
        return approval(
                proof.functions(),
                proof.approvers(),
                proof.issued(),
                proof.expires(),
                ticket,
                count,
                proof.glass().isPresent());
    }

    @Override
    public Optional<RecordValue> granting(Asks asks) {
        return others(asks).or(() -> operatorMay() && !asks.ticket() ? Optional.of(operatorAlone()) : Optional.empty());
    }

    private boolean operatorMay() {
        return step == Step.PILOT
                && question.meaning().operation().tier().compareTo(Tier.T3) <= 0
                && facts.person(agent.operator()).filter(Person::active).isPresent();
    }

    /** What the operator would give, if the step lets them. */
    Optional<RecordValue> ofOperator() {
        return operatorMay() ? Optional.of(operatorAlone()) : Optional.empty();
    }

    private RecordValue operatorAlone() {
        return operatorAlone(now, soon());
    }

    /** Names no approver: the operator is the one whom separation of duties keeps out everywhere else. */
    private RecordValue operatorAlone(Instant issued, Instant expires) {
        return approval(List.of(Function.values()), Set.of(), issued, expires, Optional.empty(), 1, false);
    }

    /** One different person for each function, and as many as asked. */
    private Optional<RecordValue> others(Asks asks) {
        var free = facts.people().values().stream()
                .filter(person ->
                        mayApprove(person) && asks.functions().stream().anyMatch(person::holds))
                .sorted(Comparator.comparing(person -> person.id().value()))
                .toList();
        if (free.size() < asks.people() || !covered(List.copyOf(asks.functions()), free)) return Optional.empty();
        var ticket = asks.ticket() ? Optional.of(Text.of("verified")) : Optional.<Text>empty();
        var names = free.stream().map(Person::id).limit(asks.people()).toList();
        return Optional.of(approval(asks.functions(), names, now, soon(), ticket));
    }

    private boolean mayApprove(Person person) {
        return person.active()
                && !person.id().equals(agent.operator())
                && !question.meaning().requester().equals(Optional.of(person.id()));
    }

    /** Whether each function can be held by a person of its own. */
    private static boolean covered(List<Function> functions, List<Person> free) {
        if (functions.isEmpty()) return true;
        var rest = functions.subList(1, functions.size());
        return free.stream()
                .filter(person -> person.holds(functions.getFirst()))
                .anyMatch(person -> covered(
                        rest, free.stream().filter(each -> !each.equals(person)).toList()));
    }

    private Instant soon() {
        return now.plus(Duration.ofMinutes(1));
    }

    private RecordValue approval(
            Collection<Function> functions,
            Collection<PersonId> approvers,
            Instant issued,
            Instant expires,
            Optional<Text> ticket) {
        return approval(functions, approvers, issued, expires, ticket, approvers.size(), false);
    }

    private RecordValue approval(
            Collection<Function> functions,
            Collection<PersonId> approvers,
            Instant issued,
            Instant expires,
            Optional<Text> ticket,
            int count,
            boolean glass) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("functions", Uids.functions(functions));
        fields.put("approvers", SetValue.of(approvers.stream().map(Uids::person).toList()));
        fields.put("count", LongValue.of(count));
        fields.put("issued", new Datetime(issued.toEpochMilli()));
        fields.put("expires", new Datetime(expires.toEpochMilli()));
        fields.put("actionHash", Text.of(question.action().hex()));
        fields.put("breakGlass", glass ? Bool.TRUE : Bool.FALSE);
        ticket.ifPresent(id -> fields.put("ticket", id));
        return RecordValue.of(fields);
    }
}
