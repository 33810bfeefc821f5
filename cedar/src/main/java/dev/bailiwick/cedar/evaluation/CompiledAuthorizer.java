package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.StoredEntity;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fast one: policies compiled to closures and found through an index, so that a request meets only those that can
 * concern it.
 *
 * <p>A policy stands under the rarer of the entities its scope names, else under a type its scope names, else among the
 * unscoped ones; inside each place under its actions. A request looks under its principal and resource and all their
 * ancestors; policies that name the very entity with {@code ==} are looked up with it alone. That such slices lose nothing is proved in cedar-spec ({@code Cedar/Thm/PolicySlice.lean}). Never stops
 * early: all satisfied policies are part of the answer.
 */
public final class CompiledAuthorizer implements Authorizer {
    private final Policy[] policies;
    private final int kept;
    private final Bucket unscoped;
    private final Map<EntityTypeName, Bucket> byPrincipalType;
    private final Map<EntityTypeName, Bucket> byResourceType;
    private final Map<EntityUid, Bucket> byPrincipal;
    private final Map<EntityUid, Bucket> byPrincipalGroup;
    private final Map<EntityUid, Bucket> byResource;
    private final Map<EntityUid, Bucket> byResourceGroup;

    private CompiledAuthorizer(Policy[] policies, int kept, Places places) {
        this.policies = policies;
        this.kept = kept;
        this.unscoped = Bucket.of(places.unscoped, false, false);
        this.byPrincipalType = buckets(places.byPrincipalType, true, false);
        this.byResourceType = buckets(places.byResourceType, false, true);
        this.byPrincipal = buckets(places.byPrincipal, true, false);
        this.byPrincipalGroup = buckets(places.byPrincipalGroup, true, false);
        this.byResource = buckets(places.byResource, false, true);
        this.byResourceGroup = buckets(places.byResourceGroup, false, true);
    }

    /** Compiles the policies of a set; templates take part through their links. */
    public static CompiledAuthorizer compile(PolicySet set) {
        Policy[] policies = set.policies().toArray(Policy[]::new);
        var expressions = new ExprCompiler();
        var places = new Places(policies, expressions);
        return new CompiledAuthorizer(policies, expressions.keepResults(), places);
    }

    private static <K> Map<K, Bucket> buckets(Map<K, List<PolicyCompiler>> lists, boolean principal, boolean resource) {
        var buckets = new HashMap<K, Bucket>();
        lists.forEach((key, list) -> buckets.put(key, Bucket.of(list, principal, resource)));
        return buckets;
    }

    /** A verdict to evaluate into, for one thread at a time. */
    public Verdict verdict() {
        return new Verdict(kept);
    }

    /** The policies by number, as a {@link Verdict} numbers them. */
    public List<Policy> policies() {
        return List.of(policies);
    }

    /** Evaluates into a verdict this authorizer made. Allocates nothing, unless a policy builds a set or a record. */
    public void evaluate(Request request, EntityStore entities, Verdict verdict) {
        verdict.clear();
        Frame frame = verdict.frame;
        frame.enter(request, entities);
        unscoped.run(verdict);
        if (!byPrincipalType.isEmpty()) run(byPrincipalType.get(frame.principal.type()), verdict);
        if (!byResourceType.isEmpty()) run(byResourceType.get(frame.resource.type()), verdict);
        if (!byPrincipal.isEmpty()) run(byPrincipal.get(frame.principal), verdict);
        if (!byPrincipalGroup.isEmpty()) run(byPrincipalGroup, frame.principal, verdict);
        if (!byResource.isEmpty()) run(byResource.get(frame.resource), verdict);
        if (!byResourceGroup.isEmpty()) run(byResourceGroup, frame.resource, verdict);
        frame.leave();
    }

    private static void run(Map<EntityUid, Bucket> index, EntityUid uid, Verdict verdict) {
        run(index.get(uid), verdict);
        StoredEntity entity = verdict.frame.find(uid);
        if (entity == null) return;
        for (int i = 0; i < entity.ancestorCount(); i++) run(index.get(entity.ancestor(i)), verdict);
    }

    private static void run(@Nullable Bucket bucket, Verdict verdict) {
        if (bucket != null) bucket.run(verdict);
    }

    @Override
    public Answer answer(Request request, EntityStore entities) {
        Verdict verdict = verdict();
        evaluate(request, entities, verdict);
        return answer(verdict, request, entities);
    }

    /** The verdict in words: ids, and for each error its message, for which the interpreter runs that policy again. */
    public Answer answer(Verdict verdict, Request request, EntityStore entities) {
        var permits = new ArrayList<String>();
        var forbids = new ArrayList<String>();
        var errors = new ArrayList<PolicyError>();
        for (int i : verdict.policies()) {
            if (verdict.permitted(i)) permits.add(policies[i].id());
            else if (verdict.forbade(i)) forbids.add(policies[i].id());
            else if (verdict.erred(i)) errors.add(error(policies[i], request, entities));
        }
        return new Answer(permits, forbids, errors);
    }

    private static PolicyError error(Policy policy, Request request, EntityStore entities) {
        try {
            boolean satisfied = new Interpreter(request, entities).satisfied(policy);
            throw new IllegalStateException("policy \"" + policy.id() + "\" failed when compiled, but not when"
                    + " interpreted (" + satisfied + "): the evaluators disagree");
        } catch (EvaluationException e) {
            return new PolicyError(policy.id(), e.reason());
        }
    }

    /** Decides under which key of the index each policy stands. */
    private static final class Places {
        final List<PolicyCompiler> unscoped = new ArrayList<>();
        final Map<EntityTypeName, List<PolicyCompiler>> byPrincipalType = new HashMap<>();
        final Map<EntityTypeName, List<PolicyCompiler>> byResourceType = new HashMap<>();
        final Map<EntityUid, List<PolicyCompiler>> byPrincipal = new HashMap<>();
        final Map<EntityUid, List<PolicyCompiler>> byPrincipalGroup = new HashMap<>();
        final Map<EntityUid, List<PolicyCompiler>> byResource = new HashMap<>();
        final Map<EntityUid, List<PolicyCompiler>> byResourceGroup = new HashMap<>();
        private final Map<EntityUid, Integer> principals;
        private final Map<EntityUid, Integer> resources;

        Places(Policy[] policies, ExprCompiler expressions) {
            principals = counts(policies, policy -> PolicyCompiler.named(policy.principal()));
            resources = counts(policies, policy -> PolicyCompiler.named(policy.resource()));
            for (int i = 0; i < policies.length; i++) {
                var compiler = new PolicyCompiler(policies[i], i, expressions);
                if (!compiler.never()) place(compiler);
            }
        }

        private static Map<EntityUid, Integer> counts(Policy[] policies, Function<Policy, Optional<EntityUid>> key) {
            var counts = new HashMap<EntityUid, Integer>();
            for (Policy policy : policies) key.apply(policy).ifPresent(uid -> counts.merge(uid, 1, Integer::sum));
            return counts;
        }

        private void place(PolicyCompiler compiler) {
            Policy policy = compiler.policy();
            var principal = PolicyCompiler.named(policy.principal());
            var resource = PolicyCompiler.named(policy.resource());
            var principalType = PolicyCompiler.typed(policy.principal());
            var resourceType = PolicyCompiler.typed(policy.resource());
            if (principal.isPresent() && (resource.isEmpty() || rarer(principal.get(), resource.get()))) {
                list(exact(policy.principal()) ? byPrincipal : byPrincipalGroup, principal.get())
                        .add(compiler);
            } else if (resource.isPresent()) {
                list(exact(policy.resource()) ? byResource : byResourceGroup, resource.get())
                        .add(compiler);
            } else if (resourceType.isPresent()) {
                list(byResourceType, resourceType.get()).add(compiler);
            } else if (principalType.isPresent()) {
                list(byPrincipalType, principalType.get()).add(compiler);
            } else {
                unscoped.add(compiler);
            }
        }

        /** Whether a scope names the very entity, so that its ancestors need not be asked. */
        private static boolean exact(Scope scope) {
            return scope instanceof Scope.Equal;
        }

        private boolean rarer(EntityUid principal, EntityUid resource) {
            return principals.getOrDefault(principal, 0) <= resources.getOrDefault(resource, 0);
        }

        private static <K> List<PolicyCompiler> list(Map<K, List<PolicyCompiler>> map, K key) {
            return map.computeIfAbsent(key, _ -> new ArrayList<>());
        }
    }
}
