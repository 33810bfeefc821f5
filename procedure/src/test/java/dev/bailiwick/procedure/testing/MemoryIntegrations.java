package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.procedure.register.Integrations;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Integrations} that forget. */
public final class MemoryIntegrations implements Integrations {
    private static final Comparator<Integration> OLDEST = Comparator.comparing(Integration::requested)
            .thenComparing(each -> each.id().value());

    private final Map<IntegrationId, Integration> integrations = new LinkedHashMap<>();

    @Override
    public synchronized boolean add(Integration integration) {
        return integrations.putIfAbsent(integration.id(), integration) == null;
    }

    @Override
    public synchronized Optional<Integration> find(IntegrationId id) {
        return Optional.ofNullable(integrations.get(id));
    }

    @Override
    public synchronized boolean replace(Integration next) {
        var before = integrations.get(next.id());
        if (before == null || before.revision() != next.revision() - 1) return false;
        integrations.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized List<Integration> live(int limit, int offset) {
        return integrations.values().stream()
                .filter(Integration::live)
                .sorted(OLDEST)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Integration> list(int limit, int offset) {
        return integrations.values().stream()
                .sorted(OLDEST.reversed())
                .skip(offset)
                .limit(limit)
                .toList();
    }
}
