package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import java.util.ArrayList;
import java.util.List;

/** What one look at a call found. Two findings together are the stricter of both. */
record Finding(Tier tier, List<String> targets, List<String> because, List<String> hazards) {
    static final Finding NOTHING = new Finding(Tier.T1, List.of(), List.of(), List.of());

    Finding {
        targets = List.copyOf(targets);
        because = List.copyOf(because);
        hazards = List.copyOf(hazards);
    }

    static Finding of(Tier tier, String target, String because) {
        return new Finding(tier, target.isEmpty() ? List.of() : List.of(target), List.of(because), List.of());
    }

    static Finding of(Tier tier, String because) {
        return of(tier, "", because);
    }

    static Finding hazard(Tier tier, String target, String hazard) {
        return new Finding(tier, List.of(target), List.of(), List.of(hazard));
    }

    /** The same without its targets: for what is named as part of something else. */
    Finding untargeted() {
        return new Finding(tier, List.of(), because, hazards);
    }

    /** Both; what made it stricter is told first. */
    Finding and(Finding other) {
        boolean otherIsStricter = other.tier.compareTo(tier) > 0;
        var first = otherIsStricter ? other : this;
        var second = otherIsStricter ? this : other;
        return new Finding(
                first.tier,
                joined(targets, other.targets),
                joined(first.because, second.because),
                joined(hazards, other.hazards));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        for (String each : more) if (!all.contains(each)) all.add(each);
        return all;
    }
}
