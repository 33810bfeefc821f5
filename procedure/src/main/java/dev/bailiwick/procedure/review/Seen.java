package dev.bailiwick.procedure.review;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.review.Comparison;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reviewer sees of one review: read from the log, never from what the store says.
 *
 * @param outcome the entry that says what came of it; empty when there is none in the stretch that is searched
 */
public record Seen(Entry permit, Optional<Entry> outcome, Comparison comparison) {
    /** An outcome is reported soon or never. */
    private static final long STRETCH = 50_000;

    /** Empty when the log has no such entry. */
    public static Optional<Seen> of(Review review, AuditLog log) {
        List<Entry> permit = new ArrayList<>();
        List<Entry> outcome = new ArrayList<>();
        log.read(review.about(), entry -> {
            if (entry.sequence() == review.about()) permit.add(entry);
            else if (tellsOf(entry, review.about())) outcome.add(entry);
            return outcome.isEmpty() && entry.sequence() < review.about() + STRETCH;
        });
        return permit.stream()
                .findFirst()
                .map(first -> seen(first, outcome.stream().findFirst(), log));
    }

    private static Seen seen(Entry permit, Optional<Entry> outcome, AuditLog log) {
        return new Seen(permit, outcome, Comparison.of(body(permit, log), outcome.map(entry -> body(entry, log))));
    }

    private static JsonObject body(Entry entry, AuditLog log) {
        return log.body(entry).orElse(entry.body());
    }

    private static boolean tellsOf(Entry entry, long permit) {
        return entry.kind() == Event.Kind.OUTCOME
                && entry.body().get("decision").equals(Optional.of(JsonNumber.of(permit)));
    }
}
