package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.validation.Conformance;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.value.Digest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One version of the policies, compiled: what decisions are made with. Immutable; swapped whole. */
public final class Rulebook {
    /** How many steps from entity to entity policies may take. */
    static final int LEVEL = 2;

    /** Holds no policy, so it permits nothing. */
    public static final Rulebook NOTHING = of(new PolicyText("", Map.of(), ""));

    private final PolicyText text;
    private final Digest digest;
    private final Schema schema;
    private final Map<Pack, Profile> profiles;
    private final Profile observed;

    private Rulebook(PolicyText text, Schema schema, Map<Pack, Profile> profiles, Profile observed) {
        this.text = text;
        this.digest = text.digest();
        this.schema = schema;
        this.profiles = Map.copyOf(profiles);
        this.observed = observed;
    }

    /**
     * Compiles a version. That it may be used at all is for {@link Admission} to say.
     *
     * @throws dev.bailiwick.cedar.CedarException when a text is not Cedar
     * @throws IllegalArgumentException when a policy's annotations are wrong
     */
    public static Rulebook of(PolicyText text) {
        var schema = Schema.parse(text.schema());
        var layers = new Layers(text);
        var profiles = new EnumMap<Pack, Profile>(Pack.class);
        for (Pack pack : Pack.values()) profiles.put(pack, layers.profile(schema, Layer.of(pack), true));
        return new Rulebook(text, schema, profiles, layers.profile(schema, Layer.observed(), false));
    }

    /** The layers, parsed. */
    private static final class Layers {
        private final Map<Layer, PolicySet> sets = new EnumMap<>(Layer.class);
        private final Map<String, Rule> rules = new HashMap<>();

        Layers(PolicyText text) {
            for (Layer layer : Layer.values()) sets.put(layer, parsed(text.layer(layer)));
        }

        private PolicySet parsed(String text) {
            var set = PolicySet.parse(text);
            for (var policy : set.policies()) {
                var rule = Rule.of(policy);
                if (rules.put(rule.id(), rule) != null)
                    throw new IllegalArgumentException("the policy id \"" + rule.id() + "\" stands there twice");
            }
            return set.renamed(policy -> policy.annotation("id").orElseThrow());
        }

        Profile profile(Schema schema, Set<Layer> deciding, boolean dutiful) {
            var set = PolicySet.EMPTY;
            for (Layer layer : deciding) set = set.plus(of(layer));
            var duties = dutiful ? of(Layer.DUTIES) : PolicySet.EMPTY;
            return new Profile(new Conformance(schema), set, duties, rules, LEVEL);
        }

        private PolicySet of(Layer layer) {
            return Objects.requireNonNull(sets.get(layer));
        }
    }

    public Digest digest() {
        return digest;
    }

    public PolicyText text() {
        return text;
    }

    public Schema schema() {
        return schema;
    }

    public Profile profile(Pack pack) {
        return Objects.requireNonNull(profiles.get(pack));
    }

    /** What decides while an agent is only observed. */
    public Profile observed() {
        return observed;
    }

    /** A store of these entities, with the actions and the enumerated entities of the schema. */
    public EntityStore store(List<Entity> entities) {
        var all = new ArrayList<>(entities);
        for (var type : schema.entityTypes()) {
            for (String id : type.ids()) all.add(Entity.of(new EntityUid(type.name(), id)));
        }
        return EntityJson.store(all, schema);
    }
}
