package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.register.Credentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Credentials} that forget. */
public final class MemoryCredentials implements Credentials {
    private final Map<Digest, Issued> issued = new LinkedHashMap<>();

    @Override
    public synchronized void add(Issued credential) {
        if (issued.putIfAbsent(credential.secret(), credential) != null) {
            throw new IllegalArgumentException("this credential was issued already");
        }
    }

    @Override
    public synchronized Optional<Issued> find(Digest secret) {
        return Optional.ofNullable(issued.get(secret))
                .filter(credential -> credential.revoked().isEmpty());
    }

    @Override
    public synchronized List<Issued> of(AgentId agent) {
        return issued.values().stream()
                .filter(credential -> credential.agent().equals(agent))
                .toList();
    }

    @Override
    public synchronized void revoke(AgentId agent, Instant at) {
        issued.replaceAll((secret, credential) ->
                credential.agent().equals(agent) && credential.revoked().isEmpty()
                        ? new Issued(agent, credential.use(), secret, credential.issued(), Optional.of(at))
                        : credential);
    }
}
