package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request with the answer it must get: a test of policies, written as data.
 *
 * @param pack the pack it is asked of; empty for the step observe
 * @param dropped entities that are left out of the fixture
 */
record GoldenCase(
        String id, String why, Optional<Pack> pack, JsonObject request, Set<EntityUid> dropped, Expected expected) {
    private static final String HOUSE = "Bailiwick::";

    /** People of the fixture who can say yes, each in one function. */
    private static final Map<Function, String> APPROVERS =
            Map.of(Function.BUSINESS, "ana", Function.SECURITY, "cyd", Function.IT, "ben");

    /**
     * What must come out.
     *
     * @param determining ids of the forbids that applied, else of the permits; of none where an error refuses
     * @param obligations only compared where the case states them
     */
    record Expected(
            String outcome,
            Set<String> determining,
            Set<String> functions,
            Optional<Long> quorum,
            boolean ticket,
            Optional<Set<String>> obligations) {
        static Expected of(Fields fields) {
            var expected = new Expected(
                    fields.text("outcome"),
                    new TreeSet<>(fields.texts("determining")),
                    new TreeSet<>(fields.texts("functions")),
                    fields.optionalNumber("quorum"),
                    fields.optionalFlag("ticket").orElse(false),
                    fields.has("duties") ? Optional.of(new TreeSet<>(fields.texts("duties"))) : Optional.empty());
            fields.end();
            return expected;
        }

        /** Permit is looser than requestable, requestable than refusal. */
        int strictness() {
            return List.of("permit", "requestable", "refusal").indexOf(outcome);
        }
    }

    /**
     * Reads cases, one JSON object a line.
     *
     * @throws dev.bailiwick.json.JsonException when a line is no case
     */
    static List<GoldenCase> read(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(Json::parseObject)
                .map(GoldenCase::of)
                .toList();
    }

    private static GoldenCase of(JsonObject json) {
        var fields = Fields.of(json);
        var profile = fields.text("profile");
        var dropped = new HashSet<EntityUid>();
        if (fields.value("drop_entities").isPresent())
            json.array("drop_entities").forEach(uid -> dropped.add(ValueJson.readUid(uid)));
        var golden = new GoldenCase(
                fields.text("id"),
                fields.text("why"),
                profile.equals("observe") ? Optional.empty() : Optional.of(fields.oneOf("profile", Pack.class)),
                json,
                dropped,
                Expected.of(fields.fields("expect")));
        List.of("principal", "action", "resource", "context").forEach(fields::object);
        fields.end();
        return golden;
    }

    boolean looserThan(GoldenCase other) {
        return expected.strictness() < other.expected.strictness();
    }

    /** What is wrong with the answer of this rulebook; empty when nothing is. */
    Optional<String> fault(Rulebook rules, List<Entity> fixture) {
        var store = rules.store(fixture.stream()
                .filter(entity -> !dropped.contains(entity.uid()))
                .toList());
        var request = asked(rules.schema());
        var profile = profile(rules);
        var outcome = profile.decide(request, store, asks -> Optional.of(approval(asks, request)));
        return mismatch(outcome);
    }

    Profile profile(Rulebook rules) {
        return pack.map(rules::profile).orElseGet(rules::observed);
    }

    Request asked(Schema schema) {
        var action = ValueJson.readUid(member("action"));
        return new Request(
                ValueJson.readUid(member("principal")),
                action,
                ValueJson.readUid(member("resource")),
                ValueJson.readRecord(member("context"), schema.context(action)));
    }

    private JsonValue member(String name) {
        return request.get(name).orElseThrow();
    }

    /** What people would give if they gave exactly this. */
    static RecordValue approval(Asks asks, Request request) {
        return approval(asks.functions(), asks.people(), asks.ticket(), request);
    }

    static RecordValue approval(Set<Function> functions, int people, boolean ticket, Request request) {
        var now = (Datetime) request.context().fields().getOrDefault("now", new Datetime(0));
        var fields = new LinkedHashMap<String, Value>();
        fields.put(
                "functions",
                SetValue.of(functions.stream().map(GoldenCase::function).toList()));
        fields.put(
                "approvers",
                SetValue.of(APPROVERS.values().stream()
                        .sorted()
                        .limit(people)
                        .map(GoldenCase::person)
                        .toList()));
        fields.put("count", LongValue.of(people));
        fields.put("issued", new Datetime(now.epochMillis() - 60_000));
        fields.put("expires", new Datetime(now.epochMillis() + 3_600_000));
        fields.put("actionHash", request.context().fields().getOrDefault("actionHash", Text.of("")));
        fields.put("breakGlass", Bool.FALSE);
        if (ticket) fields.put("ticket", Text.of("CHG-7"));
        return RecordValue.of(fields);
    }

    private static EntityUid function(Function function) {
        return EntityUid.of(HOUSE + "Function", Fields.spelling(function));
    }

    private static EntityUid person(String id) {
        return EntityUid.of(HOUSE + "Person", id);
    }

    private Optional<String> mismatch(Outcome outcome) {
        if (!word(outcome).equals(expected.outcome())) return fault("is a " + word(outcome), outcome);
        if (!determining(outcome).equals(expected.determining()))
            return fault("is determined by " + determining(outcome), outcome);
        return switch (outcome) {
            case Outcome.Permit(var _, var obligations) -> {
                var texts = new TreeSet<>(
                        obligations.stream().map(Obligation::toString).toList());
                yield expected.obligations()
                                .filter(wanted -> !wanted.equals(texts))
                                .isPresent()
                        ? fault("obliges to " + texts, outcome)
                        : Optional.empty();
            }
            case Outcome.Refusal _ -> Optional.empty();
            case Outcome.Requestable(var _, var asks) -> asks(asks, outcome);
        };
    }

    private Optional<String> asks(Asks asks, Outcome outcome) {
        var functions =
                new TreeSet<>(asks.functions().stream().map(Fields::spelling).toList());
        boolean same = functions.equals(expected.functions())
                && asks.ticket() == expected.ticket()
                && expected.quorum().orElse((long) functions.size()) == asks.people();
        return same ? Optional.empty() : fault("asks " + asks, outcome);
    }

    private Optional<String> fault(String what, Outcome outcome) {
        return Optional.of(id + " (" + why + ") " + what + ", not a " + expected.outcome() + " by "
                + expected.determining() + "; " + outcome.applied());
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Permit _ -> "permit";
            case Outcome.Refusal _ -> "refusal";
            case Outcome.Requestable _ -> "requestable";
        };
    }

    /** An error refuses before any policy determines. */
    private static Set<String> determining(Outcome outcome) {
        var applied = outcome.applied();
        if (!applied.errors().isEmpty()) return Set.of();
        return applied.forbids().isEmpty()
                ? new TreeSet<>(applied.permits())
                : new TreeSet<>(
                        applied.forbids().stream().map(Applied.Forbid::id).toList());
    }
}
