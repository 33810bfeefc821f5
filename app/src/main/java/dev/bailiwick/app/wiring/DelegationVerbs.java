package dev.bailiwick.app.wiring;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.DelegationDesk;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code approvals.delegate}, {@code .undelegate}, {@code .delegations}, {@code .on-call}: who stands in for whom, and whose turn it is. */
final class DelegationVerbs implements Verbs {
    private final DelegationDesk desk;
    private final Supplier<Escalation> escalation;
    private final InstantSource clock;

    DelegationVerbs(DelegationDesk desk, Supplier<Escalation> escalation, InstantSource clock) {
        this.desk = desk;
        this.escalation = escalation;
        this.clock = clock;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "approvals.delegate" -> Optional.of(give(actor, Fields.of(request)));
            case "approvals.undelegate" -> Optional.of(end(actor, Fields.of(request)));
            case "approvals.delegations" -> Optional.of(list(Fields.of(request)));
            case "approvals.on-call" -> Optional.of(onCall(Fields.of(request)));
            default -> Optional.empty();
        };
    }

    private JsonObject give(Actor.Human actor, Fields fields) {
        fields.text("verb");
        var plan = new DelegationDesk.Plan(
                fields.parsed("to", PersonId::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.optionallyParsed("starts", Instant::parse).orElseGet(clock::instant),
                fields.parsed("ends", Instant::parse),
                fields.text("reason"));
        fields.end();
        return said(desk.give(actor, plan));
    }

    private JsonObject end(Actor.Human actor, Fields fields) {
        fields.text("verb");
        var id = fields.parsed("id", DelegationId::new);
        fields.end();
        return said(desk.end(actor, id));
    }

    private static JsonObject said(DelegationDesk.Answer answer) {
        return switch (answer) {
            case DelegationDesk.Answer.Done(var delegation) -> delegation.json();
            case DelegationDesk.Answer.NotDone(var why) -> throw new Refusal(4, why);
        };
    }

    private JsonObject list(Fields fields) {
        fields.text("verb");
        fields.end();
        var lines = desk.current().stream().<JsonValue>map(this::line).toList();
        return JsonObject.with("delegations", new JsonArray(lines)).build();
    }

    private JsonObject onCall(Fields fields) {
        fields.text("verb");
        fields.end();
        var rules = escalation.get();
        var turns = JsonObject.builder();
        for (var function : Function.values())
            turns.and(
                    Fields.spelling(function),
                    rules.onCall(function, clock.instant()).map(person -> new JsonString(person.value())));
        return JsonObject.with("onCall", turns.build())
                .and("escalation", rules.json())
                .build();
    }

    private JsonObject line(Delegation delegation) {
        return JsonObject.with("delegation", delegation.json())
                .and("inForce", delegation.inForce(clock.instant()))
                .build();
    }
}
