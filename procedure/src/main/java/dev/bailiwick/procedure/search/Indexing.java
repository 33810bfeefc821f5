package dev.bailiwick.procedure.search;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Runs;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Follows the log into the index, alerts on what an agent does for the first time, and finds entries again. */
public final class Indexing {
    private static final int BATCH = 500;

    private static final int BATCHES_A_TURN = 20;

    /** So much of an entry can be found by its words. */
    private static final int WORDS = 4_000;

    /** An agent that does everything for the first time is one alert's worth an hour, not thousands. */
    private static final int ALERTS_AN_HOUR = 20;

    private final AuditLog log;
    private final SearchIndex index;
    private final Alerts alerts;
    private final InstantSource clock;

    /** What came before was there before anybody watched. */
    private final long watchedFrom;

    private final Map<String, Integer> alerted = new HashMap<>();
    private Instant hour = Instant.EPOCH;

    public Indexing(AuditLog log, SearchIndex index, Alerts alerts, InstantSource clock) {
        this.log = log;
        this.index = index;
        this.alerts = alerts;
        this.clock = clock;
        this.watchedFrom = log.size();
    }

    /**
     * Brings the index up to the log, or nearer to it: a long log takes many turns, and others wait for theirs. One that
     * knows more than the log has is made anew.
     */
    public synchronized void follow() {
        if (index.indexed() > log.size()) index.clear();
        for (int i = 0; i < BATCHES_A_TURN && index.indexed() < log.size(); i++) batch(index.indexed());
    }

    private void batch(long from) {
        List<SearchIndex.Row> rows = new ArrayList<>();
        List<SearchIndex.Sight> sights = new ArrayList<>();
        List<Runs> pruned = new ArrayList<>();
        log.read(from, entry -> {
            rows.add(row(entry));
            sights.addAll(Sights.of(entry));
            Tombstone.of(entry).map(Tombstone::entries).ifPresent(pruned::add);
            return rows.size() < BATCH;
        });
        index.add(rows, sights).stream()
                .filter(sight -> sight.sequence() >= watchedFrom)
                .forEach(this::first);
        pruned.forEach(index::forget);
    }

    private static SearchIndex.Row row(Entry entry) {
        var decided = Decided.of(entry);
        String words = entry.body().text();
        return new SearchIndex.Row(
                entry.sequence(),
                entry.at().toEpochMilli(),
                Fields.spelling(entry.kind()),
                entry.actor(),
                entry.agent().orElse(""),
                entry.session().orElse(""),
                decided.tool().orElse(""),
                Math.clamp(decided.tier().orElse(0L), 0, 4),
                decided.verdict().orElse(""),
                words.substring(0, Math.min(WORDS, words.length())).toLowerCase(Locale.ROOT));
    }

    /** The very first value says nothing: there was none to differ from. */
    private void first(SearchIndex.Sight sight) {
        if (index.seen(sight.agent(), sight.dimension()) < 2 || tooMany(sight.agent())) return;
        alerts.raise(
                new AgentId(sight.agent()),
                "first-seen",
                "for the first time, " + sight.dimension() + " " + sight.value() + " (entry " + sight.sequence() + ")");
    }

    private boolean tooMany(String agent) {
        var now = clock.instant();
        if (Duration.between(hour, now).compareTo(Duration.ofHours(1)) >= 0) {
            hour = now;
            alerted.clear();
        }
        return alerted.merge(agent, 1, Integer::sum) > ALERTS_AN_HOUR;
    }

    /**
     * Hands over what was wanted, oldest first, as it stands in the log; what is not indexed yet is not found.
     *
     * @param before only entries below this sequence
     */
    public List<Entry> find(Criteria criteria, Optional<Long> before, int limit) {
        follow();
        var sequences =
                index.find(criteria, before.orElse(Long.MAX_VALUE), limit).reversed();
        List<Entry> entries = new ArrayList<>();
        sequences.forEach(sequence -> log.read(sequence, entry -> {
            entries.add(entry);
            return false;
        }));
        return entries;
    }

    /** Hands over everything that was wanted, newest first, until the visitor has had enough. */
    public void each(Criteria criteria, Predicate<Entry> visitor) {
        Optional<Long> before = Optional.empty();
        for (var page = find(criteria, before, BATCH); !page.isEmpty(); page = find(criteria, before, BATCH)) {
            for (var entry : page.reversed()) if (!visitor.test(entry)) return;
            before = Optional.of(page.getFirst().sequence());
        }
    }
}
