package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finding somebody answers for until a day. It stays a finding.
 *
 * @param agent whose machine; empty: every agent's
 * @param until the last day it holds, in UTC
 */
public record Suppression(Check check, Optional<AgentId> agent, String owner, String reason, LocalDate until) {
    private static String given(String text) {
        if (text.isBlank()) throw new IllegalArgumentException("expected a text");
        return text;
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static List<Suppression> of(JsonObject json) {
        var fields = Fields.of(json);
        var all = each(fields);
        fields.end();
        return all;
    }

    static List<Suppression> each(Fields fields) {
        List<Suppression> all = new ArrayList<>();
        for (var each : fields.list("suppressions")) {
            all.add(new Suppression(
                    each.parsed("check", Check::of),
                    each.optionallyParsed("agent", AgentId::new),
                    each.parsed("owner", Suppression::given),
                    each.parsed("reason", Suppression::given),
                    each.parsed("until", LocalDate::parse)));
            each.end();
        }
        return List.copyOf(all);
    }

    boolean holds(Check of, LocalDate today) {
        return check == of && !today.isAfter(until);
    }

    public JsonObject json() {
        return JsonObject.with("check", check.id())
                .and("agent", agent.map(id -> new JsonString(id.value())))
                .and("owner", owner)
                .and("reason", reason)
                .and("until", until.toString())
                .build();
    }
}
