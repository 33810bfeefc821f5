package dev.bailiwick.core.decision;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is true only now, beside the {@link Facts}: the time, and what the agent has used up.
 *
 * @param callsThisHour how many calls it has made within the hour
 * @param externalThisHour how many of them left the organisation
 * @param spentTodayMinor what it has paid today, in the smallest unit of the currency
 * @param overdueReviews reviews after its T4 actions that nobody did in time
 * @param unreviewedWrites T2 actions drawn for review that nobody looked at in time, or that were found not ok
 * @param overdueDuties duties of the programme that hold T4 back and were not done in time
 * @param budgets the limits that stand for this call, and how much of each is used
 */
public record Moment(
        Instant at,
        long callsThisHour,
        long externalThisHour,
        long spentTodayMinor,
        long overdueReviews,
        long unreviewedWrites,
        long overdueDuties,
        List<Budget> budgets) {
    public Moment {
        budgets = List.copyOf(budgets);
    }

    /** With no limit. */
    public Moment(
            Instant at,
            long callsThisHour,
            long externalThisHour,
            long spentTodayMinor,
            long overdueReviews,
            long unreviewedWrites,
            long overdueDuties) {
        this(
                at,
                callsThisHour,
                externalThisHour,
                spentTodayMinor,
                overdueReviews,
                unreviewedWrites,
                overdueDuties,
                List.of());
    }

    /** With nothing used up. */
    public static Moment at(Instant now) {
        return new Moment(now, 0, 0, 0, 0, 0, 0);
    }

    /** Of several limits that a policy of this name holds, the one that is free again last. */
    Optional<Budget> heldBy(String code) {
        return budgets.stream()
                .filter(budget -> budget.kind().heldBy(code))
                .max(Comparator.comparing(Budget::exhausted).thenComparing(Budget::resets));
    }

    public JsonObject json() {
        return JsonObject.with("at", at.toString())
                .and("callsThisHour", callsThisHour)
                .and("externalThisHour", externalThisHour)
                .and("spentTodayMinor", spentTodayMinor)
                .and("overdueReviews", overdueReviews)
                .and("unreviewedWrites", unreviewedWrites)
                .and("overdueDuties", overdueDuties)
                .and("budgets", budgets.isEmpty() ? Optional.empty() : Optional.of(listed()))
                .build();
    }

    private JsonArray listed() {
        return new JsonArray(
                budgets.stream().<JsonValue>map(budget -> budget.json()).toList());
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no moment */
    public static Moment of(JsonObject json) {
        var fields = Fields.of(json);
        var moment = new Moment(
                fields.parsed("at", Instant::parse),
                fields.number("callsThisHour"),
                fields.number("externalThisHour"),
                fields.number("spentTodayMinor"),
                fields.number("overdueReviews"),
                fields.optionalNumber("unreviewedWrites").orElse(0L),
                fields.optionalNumber("overdueDuties").orElse(0L),
                fields.list("budgets").stream().map(Budget::of).toList());
        fields.end();
        return moment;
    }
}
