package dev.bailiwick.cedar.entity;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Works out all ancestors by a depth-first walk with a stack of its own: a chain of a million parents is no problem. What
 * lies in a store beneath has its ancestors already.
 */
final class Ancestors {
    private final Map<EntityUid, Entity> entities;
    private final EntityStore beneath;
    private final Map<EntityUid, Set<EntityUid>> done = new HashMap<>();
    private final Set<EntityUid> open = new HashSet<>();

    private record Step(EntityUid uid, Iterator<EntityUid> parents) {}

    Ancestors(Map<EntityUid, Entity> entities, EntityStore beneath) {
        this.entities = entities;
        this.beneath = beneath;
    }

    /** The ancestors of all the entities, and of their parents too. */
    Map<EntityUid, Set<EntityUid>> all() {
        for (EntityUid uid : entities.keySet()) {
            if (!done.containsKey(uid)) walk(uid);
        }
        return done;
    }

    private void walk(EntityUid start) {
        Deque<Step> path = new ArrayDeque<>();
        enter(start, path);
        while (!path.isEmpty()) {
            Step step = path.peek();
            if (step.parents().hasNext()) {
                EntityUid parent = step.parents().next();
                if (open.contains(parent)) {
                    throw CedarException.of("input graph has a cycle containing vertex `" + parent + "`");
                }
                if (done.containsKey(parent)) continue;
                if (entities.containsKey(parent)) enter(parent, path);
                else done.put(parent, beneath(parent));
            } else {
                leave(path.pop().uid());
            }
        }
    }

    private void enter(EntityUid uid, Deque<Step> path) {
        open.add(uid);
        path.push(new Step(uid, parents(uid).iterator()));
    }

    private void leave(EntityUid uid) {
        var above = new LinkedHashSet<EntityUid>();
        for (EntityUid parent : parents(uid)) {
            above.add(parent);
            above.addAll(done.getOrDefault(parent, Set.of()));
        }
        open.remove(uid);
        done.put(uid, above);
    }

    private Set<EntityUid> beneath(EntityUid uid) {
        StoredEntity stored = beneath.get(uid);
        return stored == null ? Set.of() : stored.ancestors();
    }

    private Set<EntityUid> parents(EntityUid uid) {
        Entity entity = entities.get(uid);
        return entity == null ? Set.of() : entity.parents();
    }
}
