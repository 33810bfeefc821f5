package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.policy.ActionScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies that one look into the index finds: those of any action in a row, the others under their actions and groups. */
final class Bucket {
    /** Up to so many policies it is cheaper to ask each for its action than to look under the action and all its groups. */
    private static final int FEW = 4;

    private static final CompiledPolicy[] NONE = {};

    private final CompiledPolicy[] row;
    private final Map<EntityUid, CompiledPolicy[]> byAction;

    private Bucket(CompiledPolicy[] row, Map<EntityUid, CompiledPolicy[]> byAction) {
        this.row = row;
        this.byAction = byAction;
    }

    static Bucket of(List<PolicyCompiler> policies, boolean principalEnsured, boolean resourceEnsured) {
        var plain = new PolicyCompiler.Ensured(principalEnsured, resourceEnsured, false);
        if (policies.size() <= FEW) return new Bucket(compile(policies, plain), Map.of());
        var found = new PolicyCompiler.Ensured(principalEnsured, resourceEnsured, true);
        var row = new ArrayList<PolicyCompiler>();
        var byAction = new HashMap<EntityUid, List<PolicyCompiler>>();
        for (PolicyCompiler policy : policies) {
            switch (policy.policy().action()) {
                case ActionScope.Any _ -> row.add(policy);
                case ActionScope.Equal(var uid) -> under(byAction, uid).add(policy);
                case ActionScope.In(var uids, var _) ->
                    uids.stream().distinct().forEach(uid -> under(byAction, uid).add(policy));
            }
        }
        var compiled = new HashMap<EntityUid, CompiledPolicy[]>();
        byAction.forEach((uid, list) -> compiled.put(uid, compile(list, found)));
        return new Bucket(compile(row, plain), compiled);
    }

    private static List<PolicyCompiler> under(Map<EntityUid, List<PolicyCompiler>> map, EntityUid uid) {
        return map.computeIfAbsent(uid, _ -> new ArrayList<>());
    }

    private static CompiledPolicy[] compile(List<PolicyCompiler> policies, PolicyCompiler.Ensured ensured) {
        return policies.stream().map(policy -> policy.compile(ensured)).toArray(CompiledPolicy[]::new);
    }

    void run(Verdict verdict) {
        run(row, verdict);
        if (byAction.isEmpty()) return;
        run(byAction.getOrDefault(verdict.frame.action, NONE), verdict);
        StoredEntity action = verdict.frame.find(verdict.frame.action);
        if (action == null) return;
        for (int i = 0; i < action.ancestorCount(); i++) run(byAction.getOrDefault(action.ancestor(i), NONE), verdict);
    }

    private static void run(CompiledPolicy[] policies, Verdict verdict) {
        for (CompiledPolicy policy : policies) policy.run(verdict);
    }
}
