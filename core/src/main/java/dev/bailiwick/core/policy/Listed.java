package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One policy of a version, as people read it.
 *
 * @param reason one sentence; empty for what permits or binds
 * @param asks what would lift it
 * @param obligations what a permit is bound to
 */
public record Listed(
        Layer layer, String id, Says says, String reason, Optional<Asks> asks, List<Obligation> obligations) {
    /** What a policy says when it applies. */
    public enum Says {
        PERMITS,
        ASKS,
        FORBIDS,
        /** It binds what others permit, and permits nothing. */
        BINDS
    }

    /** Every policy of a version, in the order of its layers. */
    public static List<Listed> of(PolicyText text) {
        return Stream.of(Layer.values())
                .flatMap(layer -> Policies.of(text, layer).stream().map(policy -> of(layer, policy)))
                .toList();
    }

    private static Listed of(Layer layer, Policy policy) {
        var rule = Rule.of(policy);
        return new Listed(layer, rule.id(), says(layer, rule), rule.reason(), rule.asks(), rule.obligations());
    }

    private static Says says(Layer layer, Rule rule) {
        if (layer == Layer.DUTIES) return Says.BINDS;
        if (rule.permit()) return Says.PERMITS;
        return rule.asks().isPresent() ? Says.ASKS : Says.FORBIDS;
    }
}
