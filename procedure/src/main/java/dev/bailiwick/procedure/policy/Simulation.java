package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.policy.Rulebook;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What other policies would have answered to what was tried before, from the log's own facts.
 *
 * <p>Open loop: an agent that had been refused would have gone on differently, which no log can say. What people approved
 * counts as approved again only where the other policies ask for no more.
 */
public final class Simulation {
    private static final int EXAMPLES = 20;

    /** What became of one decision. */
    public enum Change {
        SAME,
        /** Was permitted, would ask a person. */
        MORE_ASKED,
        /** Was permitted or would have asked, would be refused. */
        MORE_REFUSED,
        /** Was not permitted, would be. */
        NEWLY_PERMITTED,
        /** Was refused, would ask a person. */
        NEWLY_REQUESTABLE,
        /** The facts of that time, or what the call meant, were not kept. */
        NOT_REPLAYED
    }

    private final Replay replay;
    private final Rulebook draft;
    private final Map<Change, Long> counts = new EnumMap<>(Change.class);
    private final Map<Change, List<JsonValue>> examples = new EnumMap<>(Change.class);

    private Simulation(Replay replay, Rulebook draft) {
        this.replay = replay;
        this.draft = draft;
    }

    /** Asks the draft about every decision since then. */
    public static JsonObject run(AuditLog log, Archive archive, Rulebook draft, Instant since) {
        var simulation = new Simulation(new Replay(archive), draft);
        log.read(0, Wanted.of(Event.Kind.DECISION).from(since), entry -> {
            simulation.ask(entry, log.body(entry).orElse(JsonObject.EMPTY));
            return true;
        });
        return simulation.result();
    }

    private void ask(Entry entry, JsonObject body) {
        var recorded = judgement(body);
        var would = recorded.flatMap(judgement -> replay.under(draft, judgement));
        var change = recorded.isEmpty() || would.isEmpty()
                ? Change.NOT_REPLAYED
                : change(shown(recorded.get()), shown(would.get()));
        counts.merge(change, 1L, Long::sum);
        if (change == Change.SAME || change == Change.NOT_REPLAYED) return;
        var some = examples.computeIfAbsent(change, _ -> new ArrayList<>());
        if (some.size() < EXAMPLES) some.add(example(entry, recorded.orElseThrow(), would.orElseThrow()));
    }

    static Optional<Judgement> judgement(JsonObject body) {
        try {
            return body.object("judgement").map(Judgement::of);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    /** In observe what counts is what would have been answered. */
    private static Decision shown(Judgement judgement) {
        return judgement.wouldBe().orElse(judgement.decision());
    }

    private static Change change(Decision was, Decision would) {
        int before = strictness(was);
        int after = strictness(would);
        if (before == after) return Change.SAME;
        return switch (would) {
            case Decision.Permit _ -> Change.NEWLY_PERMITTED;
            case Decision.Refusal _ -> Change.MORE_REFUSED;
            case Decision.Requestable _ -> before < after ? Change.MORE_ASKED : Change.NEWLY_REQUESTABLE;
        };
    }

    private static int strictness(Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> 0;
            case Decision.Requestable _ -> 1;
            case Decision.Refusal _ -> 2;
        };
    }

    private static JsonObject example(Entry entry, Judgement was, Judgement would) {
        return JsonObject.with("operation", was.operation().id())
                .and("tier", was.operation().tier().number())
                .and("agent", was.question().agent().value())
                .and(
                        "because",
                        shown(would) instanceof Decision.Denial denial
                                ? denial.reason().text()
                                : "")
                .and("entry", entry.sequence())
                .build();
    }

    private JsonObject result() {
        var shown = JsonObject.builder();
        examples.forEach((change, some) -> shown.and(word(change), new JsonArray(some)));
        return JsonObject.with("summary", sentence())
                .and(
                        "decisions",
                        counts.values().stream().mapToLong(Long::longValue).sum())
                .and("examples", shown.build())
                .build();
    }

    private String sentence() {
        return of(Change.MORE_ASKED) + " more asked, " + of(Change.MORE_REFUSED) + " more refused, "
                + of(Change.NEWLY_PERMITTED) + " newly permitted, " + of(Change.NEWLY_REQUESTABLE)
                + " asked instead of refused, " + of(Change.SAME) + " the same; " + of(Change.NOT_REPLAYED)
                + " could not be asked again because what they meant or the facts of that time were not kept";
    }

    private long of(Change change) {
        return counts.getOrDefault(change, 0L);
    }

    private static String word(Change change) {
        return dev.bailiwick.json.Fields.spelling(change);
    }
}
