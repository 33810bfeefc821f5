package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who may use which credential. What the log does not say the same of opens nothing; what was closed in memory stays closed
 * whatever the store says.
 */
public final class KeyDesk {
    private final ServiceKeys keys;
    private final ControlLog log;
    private final Alerts alerts;

    /** By the digest of the handle: what a request needs is in memory. */
    private final Map<Digest, ServiceKey> live = new ConcurrentHashMap<>();

    private volatile Set<String> suspended = Set.of();

    public KeyDesk(ServiceKeys keys, ControlLog log, Alerts alerts) {
        this.keys = keys;
        this.log = log;
        this.alerts = alerts;
        keys.all().stream().filter(key -> log.honours(Binding.of(key))).forEach(key -> live.put(key.handle(), key));
    }

    /** Those that open something now, by name. */
    public List<ServiceKey> all() {
        return live.values().stream()
                .sorted(Comparator.comparing(ServiceKey::name))
                .toList();
    }

    public Optional<ServiceKey> find(String name) {
        return live.values().stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** @throws IllegalArgumentException when a key of this name is there already */
    void open(ServiceKey key, Actor actor) {
        if (live.values().stream().anyMatch(other -> other.name().equals(key.name())))
            throw new IllegalArgumentException("there is a key \"" + key.name() + "\" already");
        record("key-added", key, actor, Binding.of(key));
        keys.put(key);
        live.put(key.handle(), key);
    }

    /** These keys, and no others, lend nothing until they are named no more. */
    public void suspend(Set<String> names) {
        suspended = Set.copyOf(names);
    }

    boolean suspended(ServiceKey key) {
        return suspended.contains(key.name());
    }

    /** The key behind a handle that this agent presented. Anybody else's handle is an alert, and nothing. */
    public Optional<ServiceKey> present(AgentId agent, String handle) {
        var found = Optional.ofNullable(live.get(Digest.of(handle)));
        if (found.filter(key -> key.agent().equals(agent)).isPresent()) return found;
        alerts.raise(
                agent,
                found.isPresent() ? "handle-of-another" : "handle-unknown",
                found.isPresent()
                        ? "presented the handle of another agent"
                        : "presented a handle that is not in force");
        return Optional.empty();
    }

    /** Kills the handles of these keys in memory. Returns the keys that died. */
    List<ServiceKey> kill(Predicate<ServiceKey> which) {
        var dying = all().stream().filter(which).toList();
        dying.forEach(key -> live.remove(key.handle()));
        return dying;
    }

    /** Writes down that a killed key is gone. */
    void bury(ServiceKey key, Actor actor) {
        record("key-revoked", key, actor, Binding.gone(Binding.Kind.SERVICE_KEY, key.name()));
        keys.remove(key.name());
    }

    private void record(String what, ServiceKey key, Actor actor, Binding binding) {
        var body = JsonObject.with("what", what)
                .and("key", key.name())
                .and("secret", key.secret().toString())
                .and("host", key.host());
        log.append(Event.of(Event.Kind.REGISTER, actor, key.agent(), Binding.in(body.build(), binding)));
    }
}
