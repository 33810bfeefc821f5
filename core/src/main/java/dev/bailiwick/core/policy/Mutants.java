package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** Leaves out one policy at a time: some case should notice. */
final class Mutants {
    private final PolicyText text;
    private final List<Entity> fixture;
    private final List<GoldenCase> cases;

    Mutants(PolicyText text, List<Entity> fixture, List<GoldenCase> cases) {
        this.text = text;
        this.fixture = fixture;
        this.cases = cases;
    }

    /** The policies nobody missed. */
    List<String> survivors() {
        var survivors = new ArrayList<String>();
        for (Layer layer : Layer.values()) {
            for (Policy policy : Policies.of(text, layer)) {
                if (!noticed(layer, policy)) survivors.add(policy.id());
            }
        }
        return survivors;
    }

    private boolean noticed(Layer layer, Policy left) {
        var rest = Policies.of(text, layer).stream()
                .filter(policy -> !policy.id().equals(left.id()))
                .toList();
        var rules = Rulebook.of(text.with(layer, PolicySet.of(rest).text()));
        return cases.stream().anyMatch(golden -> golden.fault(rules, fixture).isPresent());
    }
}
