package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Issues what machines present to Bailiwick, and recognises it. Only digests are kept; a value is handed out once. What was
 * recognised once is remembered: whether it still counts, the log says each time.
 */
public final class CredentialDesk {
    private final Credentials credentials;
    private final ControlLog log;
    private final Alerts alerts;
    private final InstantSource clock;
    private final Supplier<String> chance;
    private final Map<Digest, Known> recognised = new ConcurrentHashMap<>();

    private record Known(Credentials.Issued issued, Binding binding) {
        Known(Credentials.Issued issued) {
            this(issued, CredentialDesk.binding(issued));
        }
    }

    /** @param chance at least 128 bits that nobody can guess, as URL-safe text */
    public CredentialDesk(
            Credentials credentials, ControlLog log, Alerts alerts, InstantSource clock, Supplier<String> chance) {
        this.credentials = credentials;
        this.log = log;
        this.alerts = alerts;
        this.clock = clock;
        this.chance = chance;
    }

    /** Issues a fresh set, one for each use. Older ones of the agent end at the same time. */
    public Map<Credentials.Use, String> issue(AgentId agent, Actor actor) {
        var ended = end(agent);
        var values = new EnumMap<Credentials.Use, String>(Credentials.Use.class);
        for (var use : Credentials.Use.values()) values.put(use, prefix(use) + chance.get());
        var now = clock.instant();
        var issued = values.entrySet().stream()
                .map(each ->
                        new Credentials.Issued(agent, each.getKey(), Digest.of(each.getValue()), now, Optional.empty()))
                .toList();
        record(
                agent,
                actor,
                "credentials-issued",
                Stream.concat(ended, issued.stream().map(CredentialDesk::binding)));
        issued.forEach(credentials::add);
        return values;
    }

    public void revoke(AgentId agent, Actor actor) {
        record(agent, actor, "credentials-revoked", end(agent));
    }

    /** Ends what there is, and what is to be said of it. */
    private Stream<Binding> end(AgentId agent) {
        credentials.revoke(agent, clock.instant());
        recognised.values().removeIf(each -> each.issued().agent().equals(agent));
        return credentials.of(agent).stream()
                .map(each -> Binding.gone(Binding.Kind.CREDENTIAL, each.secret().hex()))
                .filter(each -> log.knows(each.key()));
    }

    private void record(AgentId agent, Actor actor, String what, Stream<Binding> bindings) {
        var body = Binding.in(JsonObject.with("what", what).build(), bindings.toList());
        log.append(Event.of(Event.Kind.REGISTER, actor, agent, body));
    }

    /** How the log binds a credential: its digest, whose it is and what for. */
    public static Binding binding(Credentials.Issued issued) {
        var record = JsonObject.with("agent", issued.agent().value()).and("use", Fields.spelling(issued.use()));
        return Binding.of(Binding.Kind.CREDENTIAL, issued.secret().hex(), record.build());
    }

    /**
     * The credential behind a bearer value, if it was issued for this use and the log says so. Whatever else is presented is
     * an alert.
     */
    public Optional<Credentials.Issued> check(String bearer, Credentials.Use use) {
        var secret = Digest.of(bearer);
        var held = recognised.get(secret);
        if (held != null && held.issued().use() == use && log.honours(held.binding()))
            return Optional.of(held.issued());
        return lookedUp(secret, use);
    }

    private Optional<Credentials.Issued> lookedUp(Digest secret, Credentials.Use use) {
        var known = credentials.find(secret).map(Known::new);
        var found = known.map(Known::issued);
        boolean logged = known.filter(each -> log.honours(each.binding())).isPresent();
        if (logged && found.get().use() == use) {
            recognised.put(secret, known.get());
            return found;
        }
        alerts.raise(
                found.map(Credentials.Issued::agent),
                wrong(found.isPresent(), logged),
                "a credential was presented to " + Fields.spelling(use) + " that was not issued for it");
        return Optional.empty();
    }

    private static String wrong(boolean stored, boolean logged) {
        if (!stored) return "unknown-credential";
        return logged ? "credential-for-another-use" : "credential-not-in-the-log";
    }

    private static String prefix(Credentials.Use use) {
        return switch (use) {
            case ASK -> "bwa_";
            case REPORT -> "bwr_";
            case MODEL -> "bwm_";
        };
    }
}
