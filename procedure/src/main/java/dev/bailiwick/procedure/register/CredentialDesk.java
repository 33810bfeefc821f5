package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Issues what machines present to Bailiwick, and recognises it. Only digests are kept; a value is handed out once. */
public final class CredentialDesk {
    private final Credentials credentials;
    private final AuditLog log;
    private final InstantSource clock;
    private final Supplier<String> chance;

    /** @param chance at least 128 bits that nobody can guess, as URL-safe text */
    public CredentialDesk(Credentials credentials, AuditLog log, InstantSource clock, Supplier<String> chance) {
        this.credentials = credentials;
        this.log = log;
        this.clock = clock;
        this.chance = chance;
    }

    /** Issues a fresh set, one for each use. Older ones of the agent end at the same time. */
    public Map<Credentials.Use, String> issue(AgentId agent, Actor actor) {
        log.append(Event.of(
                Event.Kind.REGISTER,
                actor,
                agent,
                JsonObject.with("what", "credentials-issued").build()));
        credentials.revoke(agent, clock.instant());
        var issued = new EnumMap<Credentials.Use, String>(Credentials.Use.class);
        for (var use : Credentials.Use.values()) {
            String value = prefix(use) + chance.get();
            credentials.add(new Credentials.Issued(agent, use, Digest.of(value), clock.instant(), Optional.empty()));
            issued.put(use, value);
        }
        return issued;
    }

    public void revoke(AgentId agent, Actor actor) {
        credentials.revoke(agent, clock.instant());
        log.append(Event.of(
                Event.Kind.REGISTER,
                actor,
                agent,
                JsonObject.with("what", "credentials-revoked").build()));
    }

    /** The credential behind a bearer value, if it was issued for this use. Whatever else is presented is audited. */
    public Optional<Credentials.Issued> check(String bearer, Credentials.Use use) {
        var found = credentials.find(Digest.of(bearer));
        if (found.isPresent() && found.get().use() == use) return found;
        var presented = JsonObject.with("what", found.isPresent() ? "credential-for-another-use" : "unknown-credential")
                .and("wanted", Fields.spelling(use))
                .build();
        var agent = found.map(Credentials.Issued::agent);
        Actor actor = agent.<Actor>map(Actor.Machine::new).orElse(new Actor.House());
        log.append(new Event(Event.Kind.ALERT, actor, agent, Optional.empty(), presented));
        return Optional.empty();
    }

    private static String prefix(Credentials.Use use) {
        return switch (use) {
            case ASK -> "bwa_";
            case REPORT -> "bwr_";
            case MODEL -> "bwm_";
        };
    }
}
