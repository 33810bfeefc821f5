package dev.bailiwick.bench.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.evaluation.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The reference implementation through its Java binding, policy set cached on the native side. */
final class Reference {
    private static final int MOST = 64;

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;
    private final List<Entities> entities;
    private final List<AuthorizationRequest> requests;

    Reference(World world) throws Exception {
        var all = new HashSet<Policy>();
        for (var policy : world.policies().policies()) all.add(new Policy(policy.text(), policy.id()));
        policies = new PolicySet(all);
        policies.cache();
        var asked = new ArrayList<AuthorizationRequest>();
        var slices = new ArrayList<Entities>();
        EntityStore store = world.store();
        for (Request request :
                world.requests().subList(0, Math.min(MOST, world.requests().size()))) {
            asked.add(request(request));
            slices.add(Entities.parse(EntityJson.write(slice(request, store)).text()));
        }
        requests = asked;
        entities = slices;
    }

    int requests() {
        return requests.size();
    }

    /** Only what the request can reach: the binding sends all entities to the native side again for every decision. */
    private static List<Entity> slice(Request request, EntityStore store) {
        var reached = new LinkedHashSet<>(List.of(request.principal(), request.action(), request.resource()));
        EntityStore.collectUids(request.context(), reached);
        for (int hop = 0; hop < 3; hop++) {
            for (EntityUid uid : List.copyOf(reached)) {
                StoredEntity entity = store.get(uid);
                if (entity == null) continue;
                reached.addAll(entity.ancestors());
                EntityStore.collectUids(entity.attributes(), reached);
            }
        }
        var slice = new ArrayList<Entity>();
        for (EntityUid uid : reached) {
            StoredEntity entity = store.get(uid);
            if (entity != null) slice.add(entity.entity());
        }
        return slice;
    }

    private static AuthorizationRequest request(Request request) throws Exception {
        var carrier = Entity.of(EntityUid.of("C", "c"), request.context(), List.of());
        var context = com.cedarpolicy.model.entity.Entity.parse(
                        EntityJson.write(List.of(carrier)).values().getFirst().text())
                .attrs;
        return new AuthorizationRequest(
                uid(request.principal()),
                uid(request.action()),
                uid(request.resource()),
                Optional.of(context),
                Optional.empty(),
                false);
    }

    private static EntityUID uid(EntityUid uid) {
        return EntityUID.parse(uid.toString()).orElseThrow();
    }

    /** @param errors ids of the policies that failed */
    record Said(boolean allowed, Set<String> reasons, Set<String> errors) {}

    Said answer(int number) throws Exception {
        var success = engine.isAuthorized(requests.get(number), policies, entities.get(number))
                .success
                .orElseThrow();
        var errors = new TreeSet<String>();
        success.getErrors().forEach(error -> errors.add(error.getPolicyId()));
        return new Said(success.isAllowed(), new TreeSet<>(success.getReason()), errors);
    }
}
