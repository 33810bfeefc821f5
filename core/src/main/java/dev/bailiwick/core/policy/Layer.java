package dev.bailiwick.core.policy;

import dev.bailiwick.core.register.Pack;
import dev.bailiwick.json.Fields;
import java.util.EnumSet;
import java.util.Set;

/** One file of policies. A pack is a few layers together; permits grant, forbids bound, and no layer gets past another's forbid. */
public enum Layer {
    /** The kill switches. Sealed. */
    FREEZE,
    /** The product's invariants. Sealed. */
    CORE,
    BASELINE,
    REGULATED,
    ATTENDED,
    /** The ladder's step observe. */
    OBSERVE,
    /** Evaluated apart, after a permit: here "permit" means that a duty applies, and grants nothing. */
    DUTIES,
    /** What an organisation adds to every pack but observe. Ships empty. */
    OWN;

    private static final Set<Layer> OBSERVED = EnumSet.of(FREEZE, OBSERVE);

    /** The layers that decide for a pack; the duties are asked afterwards. */
    static Set<Layer> of(Pack pack) {
        return switch (pack) {
            case BASELINE -> EnumSet.of(FREEZE, CORE, BASELINE, OWN);
            case REGULATED -> EnumSet.of(FREEZE, CORE, BASELINE, REGULATED, OWN);
            case ATTENDED -> EnumSet.of(FREEZE, CORE, ATTENDED, OWN);
        };
    }

    static Set<Layer> observed() {
        return OBSERVED;
    }

    /** Whether it ships with the product and no draft may change it. */
    public boolean sealed() {
        return this == FREEZE || this == CORE;
    }

    public String file() {
        return Fields.spelling(this) + ".cedar";
    }
}
