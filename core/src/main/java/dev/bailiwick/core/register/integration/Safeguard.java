package dev.bailiwick.core.register.integration;

import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.guide.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A control that stands between an agent and what it could do with a system. */
public enum Safeguard {
    GATE("every call is decided before it happens", EnumSet.allOf(Power.class)),
    ROTATION("the credential is replaced as often as the guide says", EnumSet.allOf(Power.class)),
    APPROVAL(
            "a person approves what leaves, pays or gives access",
            EnumSet.of(Power.SPEAK, Power.MOVE_MONEY, Power.GRANT)),
    BROKER("the agent never holds the credential itself", EnumSet.of(Power.MOVE_MONEY, Power.GRANT, Power.RUN)),
    CONFINEMENT("the agent's host meets the baseline", EnumSet.of(Power.RUN)),
    WATCH("somebody watches the system's own log", EnumSet.of(Power.HIDE, Power.MOVE_MONEY, Power.GRANT)),
    EGRESS("its traffic leaves through the proxy alone", EnumSet.noneOf(Power.class));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it after it was made
    private final Set<Power> against;

    Safeguard(String words, Set<Power> against) {
        this.words = words;
        this.against = Set.copyOf(against);
    }

    public String words() {
        return words;
    }

    /** What these permissions need. Of a system without guide nobody knows what they can do: all of them. */
    public static Set<Safeguard> needed(Optional<Guide> guide, Collection<String> permissions) {
        if (guide.isEmpty()) return EnumSet.allOf(Safeguard.class);
        Set<Power> powers = EnumSet.noneOf(Power.class);
        for (var name : permissions) {
            powers.addAll(guide.get().scope(name).map(Scope::powers).orElse(EnumSet.allOf(Power.class)));
        }
        var needed = EnumSet.noneOf(Safeguard.class);
        Arrays.stream(values())
                .filter(each -> each.against.stream().anyMatch(powers::contains))
                .forEach(needed::add);
        if (!guide.get().hosts().isEmpty()) needed.add(EGRESS);
        return needed;
    }
}
