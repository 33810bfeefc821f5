package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.policy.Policy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the findings of one policy; the same thing seen under several kinds of request is said once. */
final class Findings {
    /** Two findings are the same when node, problem and subjects are; equal nodes at different places are not. */
    private record Key(int node, Problem problem, List<String> subjects) {}

    private final String policyId;
    private final Position start;
    private final IdentityHashMap<Object, Integer> nodes = new IdentityHashMap<>();
    private final Map<Key, Finding> found = new LinkedHashMap<>();

    Findings(Policy policy) {
        this(policy.id(), policy.position());
    }

    Findings(String policyId, Position start) {
        this.policyId = policyId;
        this.start = start;
    }

    /** @param node the part of the policy it is about, told apart by identity */
    void add(Object node, Position position, Problem problem, List<String> subjects, String message, String hint) {
        var key = new Key(nodes.computeIfAbsent(node, _ -> nodes.size()), problem, subjects);
        found.computeIfAbsent(
                key,
                _ -> new Finding(
                        policyId,
                        problem,
                        position.known() ? position : start,
                        subjects,
                        message,
                        hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
    }

    void add(Object node, Problem problem, List<String> subjects, String message, String hint) {
        add(node, start, problem, subjects, message, hint);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Finding> list() {
        return new ArrayList<>(found.values());
    }
}
