package dev.bailiwick.core.decision;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.automation.Outside;
import dev.bailiwick.core.value.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What policies are told of one call beside the entities: the schema's {@code context}. What is absent there is not so.
 *
 * @param known the facts it is asked among
 */
record RequestContext(PolicyFacts known, Question question, Moment moment) {
    /** @param approval what people said to it, when somebody asks how it looks with that */
    RecordValue value(Optional<RecordValue> approval) {
        var meaning = question.meaning();
        Map<String, Value> context = new LinkedHashMap<>(32);
        context.put("now", new Datetime(moment.at().toEpochMilli()));
        context.put("windows", SetValue.of(Uids.WINDOW));
        context.put("freezeAll", Bool.of(known.facts().freezes().all().isPresent()));
        context.put("operation", Uids.operation(meaning.operation().id()));
        context.put("tier", LongValue.of(meaning.operation().tier().number()));
        context.put("actionHash", Text.of(question.action().hex()));
        context.put("session", Uids.session(question.session().value()));
        meaning.requester()
                .ifPresentOrElse(
                        person -> context.put("onBehalfOf", Uids.person(person)),
                        () -> known.automation(question).ifPresent(each -> context.put("automation", each)));
        if (known.grown(question)) context.put("grown", Bool.TRUE);
        known.began(question).ifPresent(each -> context.put("scope", scope(each)));
        context.put("destinationSource", Uids.source(meaning.destination()));
        context.put("contentSource", Uids.source(meaning.content()));
        context.put("signal", LongValue.of(meaning.signal()));
        context.put("instructed", Bool.of(meaning.instructed().isPresent()));
        context.put("verbAsked", Bool.of(meaning.verbAsked()));
        context.put("outgoing", Uids.classes(meaning.outgoing()));
        context.put("callsThisHour", LongValue.of(moment.callsThisHour()));
        context.put("externalThisHour", LongValue.of(moment.externalThisHour()));
        context.put("overdueReviews", LongValue.of(moment.overdueReviews()));
        if (moment.unreviewedWrites() > 0) context.put("unreviewedWrites", LongValue.of(moment.unreviewedWrites()));
        if (moment.overdueDuties() > 0) context.put("overdueDuties", LongValue.of(moment.overdueDuties()));
        mark(meaning.marks(), context);
        exhausted().ifPresent(all -> context.put("exhausted", all));
        meaning.money().ifPresent(money -> context.put("money", money(money)));
        approval.ifPresent(given -> context.put("approval", given));
        return RecordValue.of(context);
    }

    private static void mark(Marks marks, Map<String, Value> context) {
        if (marks.taintedCommand()) context.put("taintedCommand", Bool.TRUE);
        if (marks.destroys()) context.put("destroys", Bool.TRUE);
        if (!marks.labels().isEmpty()) context.put("labels", Uids.labels(marks.labels()));
        if (!marks.read().isEmpty()) context.put("readLabels", Uids.labels(marks.read()));
    }

    /** The budgets that only count up; what a payment may still cost, policies reckon themselves. */
    private Optional<Value> exhausted() {
        if (moment.budgets().isEmpty() || moment.budgets().stream().noneMatch(Budget::exhausted))
            return Optional.empty();
        return Optional.of(SetValue.of(moment.budgets().stream()
                .filter(Budget::exhausted)
                .map(budget -> (Value) Uids.budget(budget.kind()))
                .distinct()
                .toList()));
    }

    private RecordValue scope(Attested each) {
        return RecordValue.of(Map.of(
                "inside", Bool.of(known.outside(question, moment).isEmpty()),
                "asks", Bool.of(each.automation().outside() == Outside.ASK)));
    }

    private RecordValue money(Money money) {
        return RecordValue.of(Map.of(
                "minor", LongValue.of(money.minor()),
                "spentTodayMinor", LongValue.of(moment.spentTodayMinor()),
                "currency", Text.of(money.currency())));
    }
}
