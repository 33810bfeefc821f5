package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.catalog.Catalog;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.PolicyDecisionPoint;
import dev.bailiwick.core.policy.PolicyText;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes recorded decisions again, with the versions of that time or with other policies. For one thread. */
public final class Replay {
    private final Archive archive;
    private final PolicyDecisionPoint point = new PolicyDecisionPoint();
    private final Catalog none = Catalog.of(java.util.List.of());
    private final Map<Digest, Optional<Facts>> known = new HashMap<>();
    private final Map<Digest, Optional<Rulebook>> rules = new HashMap<>();

    public Replay(Archive archive) {
        this.archive = archive;
    }

    /** The same decision once more; empty when the facts or the policies of that time were not kept. */
    public Optional<Judgement> again(Judgement recorded) {
        return facts(recorded).map(facts -> decided(recorded, facts));
    }

    /** What other policies would have answered; empty when the facts of that time were not kept. */
    public Optional<Judgement> under(Rulebook other, Judgement recorded) {
        return facts(recorded).map(facts -> decided(recorded, facts.with(other)));
    }

    private Judgement decided(Judgement recorded, Facts facts) {
        var frozen = recorded.freeze()
                .map(freeze ->
                        new Freezes(Optional.empty(), Map.of(recorded.question().agent(), freeze)));
        return point.decide(
                recorded.question(), frozen.map(facts::with).orElse(facts), recorded.evidence(), recorded.moment());
    }

    private Optional<Facts> facts(Judgement recorded) {
        var versions = recorded.versions();
        return known.computeIfAbsent(
                versions.facts(),
                version -> rules(versions.policies())
                        .flatMap(book -> archive.find(version).map(json -> Facts.of(json, none, book))));
    }

    private Optional<Rulebook> rules(Digest version) {
        return rules.computeIfAbsent(
                version, digest -> archive.find(digest).map(PolicyText::of).map(Rulebook::of));
    }

    /** Whether two decisions give the same answer, in the same words. */
    public static boolean same(Judgement one, Judgement other) {
        return one.decision().equals(other.decision())
                && one.applied().equals(other.applied())
                && one.wouldBe().equals(other.wouldBe())
                && one.spends().equals(other.spends());
    }
}
