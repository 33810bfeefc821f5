package dev.bailiwick.bench.cedar;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.List;

/** Policies, entities and the requests that are asked of them in turn. */
record World(String name, PolicySet policies, List<Entity> entities, List<Request> requests) {
    EntityStore store() {
        return EntityStore.of(entities);
    }
}
