package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.register.ConfirmedTools;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ConfirmedTools} that forget. */
public final class MemoryConfirmedTools implements ConfirmedTools {
    private static final Comparator<Tool> WAITING_THEN_NEWEST = Comparator.<Tool, Boolean>comparing(
                    tool -> tool.confirmed().isPresent())
            .thenComparing(Tool::firstSeen, Comparator.reverseOrder())
            .thenComparing(tool -> tool.digest().toString());

    private final Map<ToolDigest, Tool> tools = new LinkedHashMap<>();

    @Override
    public synchronized boolean note(Tool tool) {
        return tools.putIfAbsent(tool.digest(), tool) == null;
    }

    @Override
    public synchronized void confirm(ToolDigest digest, Tier tier, PersonId by, Instant at) {
        var tool = find(digest).orElseThrow(() -> new IllegalArgumentException("no such tool on the worklist"));
        tools.put(
                digest,
                new Tool(
                        digest,
                        tool.name(),
                        tool.firstUser(),
                        tool.example(),
                        tool.firstSeen(),
                        Optional.of(tier),
                        Optional.of(by),
                        Optional.of(at)));
    }

    @Override
    public synchronized Optional<Tool> find(ToolDigest digest) {
        return Optional.ofNullable(tools.get(digest));
    }

    @Override
    public synchronized int unconfirmedOf(AgentId agent) {
        return (int) tools.values().stream()
                .filter(tool ->
                        tool.firstUser().equals(agent) && tool.confirmed().isEmpty())
                .count();
    }

    @Override
    public synchronized List<Tool> list(int limit, int offset) {
        return tools.values().stream()
                .sorted(WAITING_THEN_NEWEST)
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Map<ToolDigest, Tier> confirmed() {
        var confirmed = new HashMap<ToolDigest, Tier>();
        for (var tool : tools.values()) tool.confirmed().ifPresent(tier -> confirmed.put(tool.digest(), tier));
        return Map.copyOf(confirmed);
    }
}
