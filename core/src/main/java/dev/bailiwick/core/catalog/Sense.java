package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The one reading of a tool that nobody has described to us, before any call of it.
 *
 * @param objects the words of its name that are not what it does, singular
 * @param families the families of these words, such as {@code mail} or {@code money}
 * @param single whether its name speaks of one thing and not of several
 * @param notifies whether its description says that it also writes to somebody
 * @param floor what a call of it is at least
 */
public record Sense(
        Deed deed,
        List<String> objects,
        Set<String> families,
        boolean single,
        boolean notifies,
        Tier floor,
        List<String> because) {
    public Sense {
        objects = List.copyOf(objects);
        families = Set.copyOf(families);
        because = List.copyOf(because);
    }

    boolean about(String family) {
        return families.contains(family);
    }

    Sense atLeast(Tier tier, String why) {
        if (tier.compareTo(floor) <= 0) return this;
        var reasons = new LinkedHashSet<String>();
        reasons.add(why);
        reasons.addAll(because);
        return new Sense(deed, objects, families, single, notifies, tier, List.copyOf(reasons));
    }
}
