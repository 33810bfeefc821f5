package dev.bailiwick.core.session;

import dev.bailiwick.core.session.Content.Entry;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ends of a list that superlatives mean: alone with the most or the least of some number, the newest or oldest date. */
enum Extremes {
    MOST(1),
    LEAST(-1),
    NEWEST(1),
    OLDEST(-1);

    private final int end;

    Extremes(int end) {
        this.end = end;
    }

    /** The list of words that say so. */
    String list() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean is(Entry entry, List<Entry> all) {
        return entry.values().stream().filter(value -> !value.isId()).anyMatch(value -> alone(value, entry, all));
    }

    private boolean alone(Entry.Value value, Entry entry, List<Entry> all) {
        int compared = 0;
        for (Entry other : all) {
            if (other.equals(entry)) continue;
            for (var its : other.values()) {
                if (!its.name().equals(value.name())) continue;
                var order = order(value.plain(), its.plain());
                if (order.isEmpty() || Integer.signum(order.get()) != end) return false;
                compared++;
            }
        }
        return compared > 0;
    }

    private Optional<Integer> order(String one, String other) {
        if (this == NEWEST || this == OLDEST) {
            return dated(one) && dated(other) ? Optional.of(one.compareTo(other)) : Optional.empty();
        }
        return number(one).flatMap(number -> number(other).map(number::compareTo));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.matches("-?[0-9]{1,18}(?:\\.[0-9]{1,9})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static boolean dated(String text) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.{0,20}");
    }
}
