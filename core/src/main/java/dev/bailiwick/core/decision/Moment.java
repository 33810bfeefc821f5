package dev.bailiwick.core.decision;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/**
 * What is true only now, beside the {@link Facts}: the time, and what the agent has used up.
 *
 * @param callsThisHour how many calls it has made within the hour
 * @param externalThisHour how many of them left the organisation
 * @param spentTodayMinor what it has paid today, in the smallest unit of the currency
 * @param overdueReviews reviews after its T4 actions that nobody did in time
 * @param unreviewedWrites T2 actions drawn for review that nobody looked at in time, or that were found not ok
 * @param overdueDuties duties of the programme that hold T4 back and were not done in time
 */
public record Moment(
        Instant at,
        long callsThisHour,
        long externalThisHour,
        long spentTodayMinor,
        long overdueReviews,
        long unreviewedWrites,
        long overdueDuties) {
    /** With nothing used up. */
    public static Moment at(Instant now) {
        return new Moment(now, 0, 0, 0, 0, 0, 0);
    }

    public JsonObject json() {
        return JsonObject.with("at", at.toString())
                .and("callsThisHour", callsThisHour)
                .and("externalThisHour", externalThisHour)
                .and("spentTodayMinor", spentTodayMinor)
                .and("overdueReviews", overdueReviews)
                .and("unreviewedWrites", unreviewedWrites)
                .and("overdueDuties", overdueDuties)
                .build();
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
                fields.optionalNumber("overdueDuties").orElse(0L));
        fields.end();
        return moment;
    }
}
