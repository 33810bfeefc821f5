package dev.bailiwick.core.hardening;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A finding somebody answers for until a day. It stays a finding and keeps the gate shut; only the exit code forgives it. */
public record Suppression(Check check, String owner, String reason, LocalDate until) {
    private static String given(String text) {
        if (text.isBlank()) throw new IllegalArgumentException("expected a text");
        return text;
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static List<Suppression> of(JsonObject json) {
        var fields = Fields.of(json);
        List<Suppression> all = new ArrayList<>();
        for (var each : fields.list("suppressions")) {
            all.add(new Suppression(
                    each.parsed("check", Check::of),
                    each.parsed("owner", Suppression::given),
                    each.parsed("reason", Suppression::given),
                    each.parsed("until", LocalDate::parse)));
            each.end();
        }
        fields.end();
        return List.copyOf(all);
    }

    boolean holds(Check of, LocalDate today) {
        return check == of && !today.isAfter(until);
    }
}
