package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** Reads policies of a version one by one, each under the id its annotation gives. */
final class Policies {
    private Policies() {}

    static List<Policy> of(PolicyText text) {
        var all = new ArrayList<Policy>();
        for (Layer layer : Layer.values()) all.addAll(of(text, layer));
        return all;
    }

    static List<Policy> of(PolicyText text, Layer layer) {
        return PolicySet.parse(text.layer(layer)).policies().stream()
                .map(policy -> policy.withId(policy.annotation("id").orElse(policy.id())))
                .toList();
    }
}
