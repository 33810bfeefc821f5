package dev.bailiwick.core.review;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was approved beside what was done, both as the log has them.
 *
 * @param approved the tool and its arguments as they were permitted
 * @param done the same as the runtime reported it; empty when it never did
 * @param differences each in one sentence; empty when what was done is what was approved
 */
public record Comparison(JsonObject approved, Optional<JsonObject> done, List<String> differences) {
    public Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * @param permit body of the entry that permitted it
     * @param outcome body of the entry that says what came of it
     */
    public static Comparison of(JsonObject permit, Optional<JsonObject> outcome) {
        var decided = new Decided(permit);
        var approved = action(decided.tool().orElse(""), decided.arguments().orElse(JsonObject.EMPTY));
        if (outcome.isEmpty())
            return new Comparison(approved, Optional.empty(), List.of("nobody reported what came of it"));
        return new Comparison(
                approved,
                outcome.map(body -> action(
                                body.string("tool").orElse(""),
                                body.object("arguments").orElse(JsonObject.EMPTY))
                        .plus("result", new JsonString(body.string("text").orElse("")))),
                differences(approved, outcome.get()));
    }

    private static JsonObject action(String tool, JsonObject arguments) {
        return JsonObject.with("tool", tool).and("arguments", arguments).build();
    }

    private static List<String> differences(JsonObject approved, JsonObject outcome) {
        List<String> found = new ArrayList<>();
        if (!approved.string("tool").equals(outcome.string("tool"))) found.add("another tool was used");
        outcome.object("arguments")
                .ifPresentOrElse(
                        done -> between(approved.object("arguments").orElse(JsonObject.EMPTY), done, found),
                        () -> found.add("the runtime did not say with which arguments"));
        if (outcome.get("ok").equals(Optional.of(new JsonBoolean(false)))) found.add("it was reported as failed");
        return found;
    }

    private static void between(JsonObject approved, JsonObject done, List<String> found) {
        var names = new TreeSet<>(approved.members().keySet());
        names.addAll(done.members().keySet());
        for (String name : names) {
            if (Objects.equals(approved.get(name), done.get(name))) continue;
            found.add(
                    !done.has(name)
                            ? "the argument " + name + " was approved and not used"
                            : approved.has(name)
                                    ? "the argument " + name + " is not as it was approved"
                                    : "the argument " + name + " was never approved");
        }
    }

    public boolean differs() {
        return !differences.isEmpty();
    }
}
