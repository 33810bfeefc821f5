package dev.bailiwick.procedure.risk;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.policy.Listed;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.risk.Reading;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A policy, as far as the version in force has it. A name with {@code *} is the policy of that name in every pack that an agent is
 * held to.
 */
public record PolicyControls(Supplier<Facts> facts) implements RiskDesk.Source {
    @Override
    public Optional<Reading> read(String name) {
        var now = facts.get();
        var inForce = Listed.of(now.policies().text()).stream()
                .collect(Collectors.toMap(Listed::id, Listed::reason, (one, _) -> one));
        var wanted = wanted(now, name);
        var missing = wanted.stream()
                .filter(id -> !inForce.containsKey(id))
                .findFirst()
                .map(id -> "the version in force has no policy " + id);
        var promise = wanted.stream()
                .flatMap(id -> Optional.ofNullable(inForce.get(id)).stream())
                .findFirst();
        return Optional.of(Reading.of(promise.orElse(name), "in force: " + String.join(", ", wanted), missing));
    }

    private static Set<String> wanted(Facts facts, String name) {
        if (!name.startsWith("*")) return Set.of(name);
        var packs = facts.agents().values().stream().map(Agent::pack).collect(Collectors.toSet());
        if (packs.isEmpty()) packs.add(Pack.BASELINE);
        var wanted = new TreeSet<String>();
        packs.forEach(pack -> wanted.add(name.replace("*", prefix(pack))));
        return wanted;
    }

    private static String prefix(Pack pack) {
        return switch (pack) {
            case BASELINE, REGULATED -> "base";
            case ATTENDED -> "att";
        };
    }
}
