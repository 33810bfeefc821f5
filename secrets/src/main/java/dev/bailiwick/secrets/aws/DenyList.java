package dev.bailiwick.secrets.aws;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sessions of a role that are ended before their time, as an inline policy of the role: AWS evaluates it at each use, so it
 * ends what was given already. One statement for each quarter of an hour, which goes when every session in it is over.
 *
 * @param until the sessions, by the second from which nobody need name them
 */
record DenyList(Map<Long, Set<String>> until) {
    private static final long QUARTER = 900;

    DenyList {
        until = new TreeMap<>(until);
    }

    /** @throws JsonException when it is no policy */
    static DenyList of(String policy) {
        var lists = new TreeMap<Long, Set<String>>();
        for (var each : Json.parseObject(policy).array("Statement")) {
            var statement = (JsonObject) each;
            long at = Long.parseLong(statement.string("Sid").orElseThrow().substring("Until".length()));
            var sessions = new TreeSet<String>();
            statement
                    .object("Condition")
                    .flatMap(condition -> condition.object("StringLike"))
                    .orElse(JsonObject.EMPTY)
                    .array("aws:userid")
                    .forEach(session ->
                            sessions.add(((JsonString) session).value().substring("*:".length())));
            lists.put(at, sessions);
        }
        return new DenyList(lists);
    }

    /** With one session more, and without those that are over. */
    DenyList with(String session, Instant ends, Instant now) {
        var lists = new TreeMap<Long, Set<String>>();
        until.forEach((at, sessions) -> {
            if (at > now.getEpochSecond()) lists.put(at, new TreeSet<>(sessions));
        });
        long at = (ends.getEpochSecond() / QUARTER + 1) * QUARTER;
        lists.computeIfAbsent(at, _ -> new TreeSet<>()).add(session);
        return new DenyList(lists);
    }

    boolean holds(String session) {
        return until.values().stream().anyMatch(sessions -> sessions.contains(session));
    }

    JsonObject policy() {
        List<JsonObject> statements = new ArrayList<>();
        until.forEach((at, sessions) -> statements.add(statement(at, sessions)));
        return JsonObject.with("Version", "2012-10-17")
                .and("Statement", new JsonArray(List.copyOf(statements)))
                .build();
    }

    private static JsonObject statement(long at, Set<String> sessions) {
        var users = JsonArray.ofStrings(
                sessions.stream().map(session -> "*:" + session).toList());
        return JsonObject.with("Sid", "Until" + at)
                .and("Effect", "Deny")
                .and("Action", "*")
                .and("Resource", "*")
                .and(
                        "Condition",
                        JsonObject.with(
                                        "StringLike",
                                        JsonObject.with("aws:userid", users).build())
                                .build())
                .build();
    }
}
