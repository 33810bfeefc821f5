package dev.bailiwick.core.register;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told when nobody answers a request, and when. It only tells people: a request that nobody answers expires, and
 * expiring denies.
 *
 * @param rungs in the order of their time
 */
public record Escalation(List<Rota> rotas, List<Rung> rungs) {
    public static final Escalation NONE = new Escalation(List.of(), List.of());

    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * One step.
     *
     * @param after how long nobody answered
     * @param functions whose holders are told; none for those on call for what the request needs
     */
    public record Rung(Duration after, Set<Function> functions) {
        public Rung {
            functions = Set.copyOf(functions);
            if (after.isNegative() || after.isZero() || after.compareTo(LONGEST) > 0)
                throw new IllegalArgumentException("a step comes after more than nothing and at most 24 hours");
        }

        public boolean onCall() {
            return functions.isEmpty();
        }

        /** Whose holders, or whose people on call, are told of a request that needs these. */
        public Set<Function> asked(Set<Function> needed) {
            return onCall() ? needed : functions;
        }

        private JsonObject json() {
            var spelled = functions.stream().sorted().map(Fields::spelling).toList();
            return JsonObject.with("after", after.toString())
                    .and("tell", JsonArray.ofStrings(onCall() ? List.of(ON_CALL) : spelled))
                    .build();
        }

        private static Rung of(Fields fields) {
            boolean onCall = fields.texts("tell").equals(List.of(ON_CALL));
            var rung = new Rung(fields.parsed("after", Duration::parse), onCall ? Set.of() : Set.copyOf(told(fields)));
            fields.end();
            return rung;
        }

        private static List<Function> told(Fields fields) {
            var functions = fields.eachOneOf("tell", Function.class);
            if (functions.isEmpty())
                throw new JsonException("expected [on-call] or functions", "/escalation/steps/tell");
            return functions;
        }
    }

    private static final String ON_CALL = "on-call";

    public Escalation {
        rotas = List.copyOf(rotas);
        rungs = List.copyOf(rungs);
        for (int i = 1; i < rungs.size(); i++) {
            if (rungs.get(i).after().compareTo(rungs.get(i - 1).after()) <= 0)
                throw new IllegalArgumentException("each step comes later than the one before");
        }
        var seen = EnumSet.noneOf(Function.class);
        for (var rota : rotas) {
            if (!seen.add(rota.function())) throw new IllegalArgumentException("one function has one rota");
        }
    }

    /** Who is on call for a function; nobody when it has no rota. */
    public Optional<PersonId> onCall(Function function, Instant now) {
        return rotas.stream()
                .filter(rota -> rota.function() == function)
                .findFirst()
                .map(rota -> rota.onCall(now));
    }

    public JsonObject json() {
        return JsonObject.with("onCall", array(rotas.stream().map(Rota::json).toList()))
                .and("steps", array(rungs.stream().map(Rung::json).toList()))
                .build();
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.<JsonValue>copyOf(objects));
    }

    /** @param known everybody of the register */
    static Escalation of(Fields fields, Set<PersonId> known) {
        var escalation = new Escalation(
                fields.list("onCall").stream().map(each -> Rota.of(each, known)).toList(),
                fields.list("steps").stream().map(Rung::of).toList());
        fields.end();
        return escalation;
    }
}
