package dev.bailiwick.core.register.automation;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When an automation is expected to run.
 *
 * @param days every day when none is named
 * @param to not included; before {@code from} it is on the next day
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    public Hours {
        days = days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days);
        if (from.equals(to)) throw new IllegalArgumentException("from and to are two times");
    }

    /** The day is the one on which the hours began. */
    public boolean contain(Instant now) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var day = local.getDayOfWeek();
        if (from.isBefore(to)) return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        return !time.isBefore(from) ? days.contains(day) : time.isBefore(to) && days.contains(day.minus(1));
    }

    JsonObject json() {
        return JsonObject.with(
                        "days",
                        JsonArray.ofStrings(
                                days.stream().sorted().map(Fields::spelling).toList()))
                .and("from", from.toString())
                .and("to", to.toString())
                .and("zone", zone.getId())
                .build();
    }

    static Hours of(Fields fields) {
        var days = fields.eachOneOf("days", DayOfWeek.class);
        var from = fields.parsed("from", LocalTime::parse);
        var to = fields.parsed("to", text -> later(from, LocalTime.parse(text)));
        var hours = new Hours(Set.copyOf(days), from, to, fields.parsed("zone", ZoneId::of));
        fields.end();
        return hours;
    }

    private static LocalTime later(LocalTime from, LocalTime to) {
        if (from.equals(to)) throw new IllegalArgumentException("from and to are two times");
        return to;
    }

    @Override
    public String toString() {
        String named = days.size() == DayOfWeek.values().length
                ? ""
                : days.stream().sorted().map(Fields::spelling).collect(Collectors.joining(", ")) + " ";
        return named + from + " to " + to + " " + zone.getId();
    }
}
