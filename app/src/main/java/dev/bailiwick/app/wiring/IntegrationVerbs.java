package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Narrowing;
import dev.bailiwick.procedure.register.Retirement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** {@code integrations.…}: what agents are connected to, and who stands by it. */
final class IntegrationVerbs implements Verbs {
    private static final int PAGE = 100;

    private final IntegrationDesk desk;
    private final Retirement retirement;
    private final InstantSource clock;

    IntegrationVerbs(IntegrationDesk desk, Retirement retirement, InstantSource clock) {
        this.desk = desk;
        this.retirement = retirement;
        this.clock = clock;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "integrations.request" -> Optional.of(request(actor, request));
            case "integrations.list" -> Optional.of(list(request));
            case "integrations.show" -> Optional.of(show(actor, request));
            case "integrations.approve" -> Optional.of(approve(actor, request));
            case "integrations.refuse" -> Optional.of(end(actor, request, desk::refuse));
            case "integrations.retire" -> Optional.of(end(actor, request, retirement::retire));
            case "integrations.narrow" -> Optional.of(narrow(actor, request));
            default -> Optional.empty();
        };
    }

    private JsonObject request(Actor.Human actor, JsonObject request) {
        return switch (desk.request(fields(request), actor)) {
            case IntegrationDesk.Answer.Opened(var opened) -> json(opened, actor);
            case IntegrationDesk.Answer.Refused(var why) -> throw new Refusal(4, why);
        };
    }

    private JsonObject list(JsonObject request) {
        var fields = fields(request);
        boolean all = fields.optionalFlag("all").orElse(false);
        int page = Math.clamp(fields.optionalNumber("page").orElse(0L), 0, 10_000);
        fields.end();
        var found = all
                ? desk.list(PAGE, page * PAGE)
                : desk.live().stream().skip((long) page * PAGE).limit(PAGE).toList();
        return JsonObject.with(
                        "integrations",
                        new JsonArray(found.stream().<JsonValue>map(this::line).toList()))
                .build();
    }

    private JsonObject line(Integration each) {
        return JsonObject.with("id", each.id().value())
                .and("agent", each.ask().agent().value())
                .and("system", each.ask().system())
                .and("category", category(each))
                .and("data", JsonArray.ofStrings(spellings(each)))
                .and("state", state(each))
                .and("until", each.until().toString())
                .and("requester", each.requester().value())
                .and(
                        "waiting",
                        JsonArray.ofStrings(
                                each.state() == Integration.State.REQUESTED
                                        ? each.waiting().stream()
                                                .map(function -> each.ask()
                                                        .owners()
                                                        .of(function)
                                                        .value())
                                                .toList()
                                        : List.of()))
                .and("change", each.assessment().change())
                .build();
    }

    private String category(Integration each) {
        return desk.guides()
                .find(each.ask().system())
                .map(guide -> Fields.spelling(guide.category()))
                .orElse("unclassified");
    }

    private static List<String> spellings(Integration each) {
        return each.ask().data().stream().map(Fields::spelling).sorted().toList();
    }

    private String state(Integration integration) {
        return integration.lapsed(clock.instant()) ? "expired" : Fields.spelling(integration.state());
    }

    private JsonObject show(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        var integration = found(fields.parsed("id", IntegrationId::new));
        fields.end();
        return json(integration, actor);
    }

    private JsonObject approve(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        var id = found(fields.parsed("id", IntegrationId::new)).id();
        var remark = fields.optionalText("remark").orElse("");
        var exception = fields.optionallyParsed("exception", Instant::parse);
        fields.end();
        return done(desk.accept(id, actor, remark, exception), id, actor);
    }

    /** One of the two ways to end it. */
    private interface End {
        Optional<String> end(IntegrationId id, Actor.Human actor, String reason);
    }

    private JsonObject end(Actor.Human actor, JsonObject request, End how) {
        var fields = fields(request);
        var id = found(fields.parsed("id", IntegrationId::new)).id();
        var reason = fields.text("reason");
        fields.end();
        return done(how.end(id, actor, reason), id, actor);
    }

    private JsonObject narrow(Actor.Human actor, JsonObject request) {
        var fields = fields(request);
        var id = found(fields.parsed("id", IntegrationId::new)).id();
        var to = new Narrowing(
                left(fields, "permissions", Fields::texts),
                left(fields, "operations", Fields::texts),
                left(fields, "data", (each, name) -> each.eachOneOf(name, DataClass.class)),
                fields.optionallyParsed("until", Instant::parse));
        var reason = fields.text("reason");
        fields.end();
        return done(desk.narrow(id, to, actor, reason), id, actor);
    }

    private static <T> Optional<Set<T>> left(Fields fields, String name, BiFunction<Fields, String, List<T>> read) {
        return fields.has(name) ? Optional.of(Set.copyOf(read.apply(fields, name))) : Optional.empty();
    }

    private JsonObject done(Optional<String> obstacle, IntegrationId id, Actor.Human actor) {
        obstacle.ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return json(found(id), actor);
    }

    private static Fields fields(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        return fields;
    }

    private Integration found(IntegrationId id) {
        return desk.find(id).orElseThrow(() -> new Refusal(1, "there is no " + id));
    }

    private JsonObject json(Integration integration, Actor.Human actor) {
        return JsonObject.with("integration", integration.json())
                .and("state", state(integration))
                .and("until", integration.until().toString())
                .and("obstacle", desk.obstacle(integration, actor).map(JsonString::new))
                .build();
    }
}
