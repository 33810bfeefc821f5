package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Scope;
import dev.bailiwick.core.value.TokenId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.signin.TokenDesk;
import dev.bailiwick.procedure.signin.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** {@code tokens.create}, {@code .list}, {@code .revoke}: what people's programs present to the HTTP API. */
record TokenVerbs(TokenDesk desk, InstantSource clock) implements Verbs {
    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        return switch (fields.text("verb")) {
            case "tokens.create" -> Optional.of(create(actor, fields));
            case "tokens.list" -> Optional.of(list(fields));
            case "tokens.revoke" -> Optional.of(revoke(actor, fields));
            default -> Optional.empty();
        };
    }

    private JsonObject create(Actor.Human actor, Fields fields) {
        var plan = new TokenDesk.Plan(
                fields.text("name"),
                Set.copyOf(fields.eachOneOf("scopes", Scope.class)),
                Duration.ofDays(Math.clamp(fields.number("days"), 0, 10_000)));
        fields.end();
        return switch (desk.make(actor, plan)) {
            case TokenDesk.Made.Not(var why) -> throw new Refusal(4, why);
            case TokenDesk.Made.Token(var token, var value) ->
                JsonObject.with("token", token.json().minus("secret"))
                        .and("value", value)
                        .build();
        };
    }

    private JsonObject list(Fields fields) {
        fields.end();
        var lines = desk.list().stream().<JsonValue>map(this::line).toList();
        return JsonObject.with("tokens", new JsonArray(lines)).build();
    }

    private JsonObject line(Tokens.Kept kept) {
        return kept.token()
                .json()
                .minus("secret")
                .plus("state", new JsonString(state(kept)))
                .plus("used", new JsonString(kept.used().map(Object::toString).orElse("never")));
    }

    private String state(Tokens.Kept kept) {
        if (kept.revoked().isPresent()) return "revoked";
        return kept.live(clock.instant()) ? "live" : "expired";
    }

    private JsonObject revoke(Actor.Human actor, Fields fields) {
        var id = fields.parsed("id", TokenId::new);
        fields.end();
        desk.revoke(actor, id).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        return JsonObject.with("revoked", id.value()).build();
    }
}
