package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.secrets.sealedfile.SealedFile;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** What the command line asks about agents' credentials. Opening is for Security and IT; closing is for anybody. */
record KeyVerbs(Keys keys, CurrentFacts facts, ControlLog log, InstantSource clock) implements Verbs {
    private static final int HISTORY = 50;

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        try {
            var answer = switch (fields.text("verb")) {
                case "credentials.list" -> list();
                case "credentials.connect" -> connect(mayOpen(actor), fields);
                case "credentials.add" -> add(mayOpen(actor), fields);
                case "credentials.history" -> history(fields);
                case "credentials.rotate" -> rotate(mayOpen(actor), fields);
                case "credentials.revoke" -> revoke(actor, fields);
                case "credentials.confirm" -> confirm(actor, fields);
                case "browser.open" -> browse(actor, fields);
                case "browser.close" -> closed(fields);
                default -> null;
            };
            if (answer == null) return Optional.empty();
            fields.end();
            return Optional.of(answer);
        } catch (BackendUnavailable | IllegalArgumentException e) {
            throw new Refusal(4, String.valueOf(e.getMessage()));
        }
    }

    private Actor.Human mayOpen(Actor.Human actor) {
        boolean may = facts.now().person(actor.person()).filter(Person::active).stream()
                .anyMatch(person -> person.may(Permission.OPEN_CREDENTIALS));
        if (!may) throw new Refusal(4, "only Security or IT gives an agent a credential");
        return actor;
    }

    /** Signing in is lending a credential; reading lends none. */
    private JsonObject browse(Actor.Human actor, Fields fields) {
        var agent = fields.parsed("agent", AgentId::new);
        var key = fields.optionalText("key");
        if (key.isPresent()) mayOpen(actor);
        if (facts.now().agent(agent).isEmpty()) throw new Refusal(4, "there is no agent " + agent);
        var visit = keys.ways().browse(agent, key);
        var body = JsonObject.with("what", "browser-opened").and("session", visit.name());
        key.ifPresent(name -> body.and("key", name));
        log.append(Event.of(Event.Kind.REGISTER, actor, agent, body.build()));
        return JsonObject.with("session", visit.name())
                .and("port", visit.port())
                .and("spki", visit.spki())
                .build();
    }

    private JsonObject closed(Fields fields) {
        var name = fields.text("session");
        if (!keys.ways().egress().end(name)) throw new Refusal(4, "there is no browser session \"" + name + "\"");
        return JsonObject.with("closed", name).build();
    }

    private JsonObject list() {
        var open = keys.broker().open();
        var rows = keys.desk().all().stream()
                .<JsonValue>map(key -> row(
                        key,
                        open.stream()
                                .filter(lease -> lease.key().equals(key.name()) && lease.state() == Lease.State.ACTIVE)
                                .findFirst()))
                .toList();
        var ending = open.stream()
                .filter(lease -> lease.ending() || lease.state() == Lease.State.WITH_A_PERSON)
                .<JsonValue>map(Lease::json)
                .toList();
        return JsonObject.with("credentials", new JsonArray(rows))
                .and("ending", new JsonArray(ending))
                .build();
    }

    private JsonObject row(ServiceKey key, Optional<Lease> lease) {
        var row = JsonObject.with("name", key.name())
                .and("agent", key.agent().value())
                .and("host", key.host())
                .and("secret", key.secret().toString())
                .and("urgency", Fields.spelling(key.urgency()));
        row.and("rotateEveryDays", key.rotateEvery().toDays());
        lease.ifPresent(held -> row.and(
                        "ageDays",
                        Duration.between(held.issued(), clock.instant()).toDays())
                .and("due", key.due(held.issued()).toString())
                .and("overdue", held.expired(clock.instant())));
        keys.rotation().history(key.name(), 1).stream()
                .findFirst()
                .ifPresent(last ->
                        row.and("rotation", Fields.spelling(last.step())).and("rotationNote", last.note()));
        return row.build();
    }

    /** The settings hold a secret: what is answered, and what the log says, holds none. */
    private JsonObject connect(Actor.Human actor, Fields fields) {
        var name = fields.text("name");
        var told = connected(name, fields.object("settings"));
        log.append(Event.of(
                Event.Kind.REGISTER,
                actor,
                JsonObject.with("what", "backend-connected")
                        .and("backend", name)
                        .build()));
        return told;
    }

    /** A wrapping that somebody opened before us is an alarm, not a typing error. */
    private JsonObject connected(String name, JsonObject settings) {
        try {
            return keys.connected().connect(name, settings);
        } catch (IllegalArgumentException e) {
            var why = String.valueOf(e.getMessage());
            if (why.startsWith("wrapping_intercepted")) keys.alerts().raise("wrapping-intercepted", name + ": " + why);
            throw e;
        }
    }

    /** The handle is printed once: only its digest is kept. */
    private JsonObject add(Actor.Human actor, Fields fields) {
        var handle = keys.broker().freshHandle();
        var urgency = fields.oneOf("urgency", Urgency.class);
        var from = fields.optionallyParsed("from", SecretRef::of);
        var key = new ServiceKey(
                ServiceKey.named(fields.text("name")),
                fields.parsed("agent", AgentId::new),
                from.orElseGet(() -> new SecretRef(sealed().name(), fields.text("name"))),
                fields.text("host"),
                new Placement(
                        fields.oneOf("placement", Placement.Kind.class),
                        fields.optionalText("placeName").orElse("")),
                urgency,
                Duration.ofDays(fields.optionalNumber("days")
                        .orElse(urgency.longestAge().toDays())),
                Digest.of(handle));
        if (facts.now().agent(key.agent()).isEmpty()) throw new Refusal(4, "there is no agent " + key.agent());
        if (keys.desk().find(key.name()).isPresent())
            throw new Refusal(4, "there is a key \"" + key.name() + "\" already");
        if (from.isPresent()) keys.broker().open(key, actor);
        else seal(key, fields, actor);
        return JsonObject.with("name", key.name()).and("handle", handle).build();
    }

    private void seal(ServiceKey key, Fields fields, Actor.Human actor) {
        try (var secret = new Secret(fields.text("value"))) {
            sealed().put(key.name(), secret, fields.text("steps"));
            keys.broker().open(key, actor);
        } catch (RuntimeException e) {
            sealed().forget(key.name());
            throw e;
        }
    }

    private SealedFile sealed() {
        return keys.connected().sealed();
    }

    private JsonObject rotate(Actor.Human actor, Fields fields) {
        var key = key(fields);
        var rotation = fields.has("value")
                ? brought(key, fields, actor)
                : keys.rotation().rotate(key, actor);
        if (rotation.step() == Rotation.Step.ABANDONED) throw new Refusal(4, "not rotated: " + rotation.note());
        return list();
    }

    private Rotation brought(ServiceKey key, Fields fields, Actor.Human actor) {
        var steps = fields.text("steps");
        if (!key.secret().backend().equals(sealed().name()))
            throw new Refusal(
                    4, "put the new value where \"" + key.secret().backend() + "\" keeps it, and rotate without one");
        try (var fresh = new Secret(fields.text("value"))) {
            return keys.rotation().rotate(key, fresh, lease -> sealed().putNext(lease, fresh, steps), actor);
        }
    }

    private JsonObject history(Fields fields) {
        var rotations = keys.rotation().history(key(fields).name(), HISTORY).stream()
                .<JsonValue>map(Rotation::json)
                .toList();
        return JsonObject.with("rotations", new JsonArray(rotations)).build();
    }

    private ServiceKey key(Fields fields) {
        var name = fields.text("name");
        return keys.desk().find(name).orElseThrow(() -> new Refusal(1, "there is no key \"" + name + "\""));
    }

    private JsonObject revoke(Actor.Human actor, Fields fields) {
        var reason = fields.text("reason");
        Revocation revocation = keys.revocation();
        if (fields.has("name"))
            return revocation.revoke(key(fields), reason, actor).json();
        if (fields.has("agent"))
            return revocation
                    .revoke(Optional.of(fields.parsed("agent", AgentId::new)), reason, actor)
                    .json();
        if (!fields.flag("all")) throw new Refusal(2, "name a key, --agent or --all");
        return revocation.revoke(Optional.empty(), reason, actor).json();
    }

    private JsonObject confirm(Actor.Human actor, Fields fields) {
        keys.revocation()
                .confirm(fields.text("lease"), fields.text("evidence"), actor)
                .ifPresent(why -> {
                    throw new Refusal(4, why);
                });
        return list();
    }
}
