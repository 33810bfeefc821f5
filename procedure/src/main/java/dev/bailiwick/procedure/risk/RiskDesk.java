package dev.bailiwick.procedure.risk;

import dev.bailiwick.core.risk.Reading;
import dev.bailiwick.core.risk.RiskMatrix;
import dev.bailiwick.core.risk.Row;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the matrix meets the controls as they are at this moment. */
public final class RiskDesk {
    /** Reads the controls of one kind, live. */
    @FunctionalInterface
    public interface Source {
        /** @return empty when there is no control of this name */
        Optional<Reading> read(String name);
    }

    private final RiskMatrix matrix;
    private final Map<String, Source> sources;
    private final Alerts alerts;
    private final Map<String, Integer> before = new HashMap<>();

    /** @param sources by the kind that stands before the slash of a control's id */
    public RiskDesk(RiskMatrix matrix, Map<String, Source> sources, Alerts alerts) {
        this.matrix = matrix;
        this.sources = Map.copyOf(sources);
        this.alerts = alerts;
    }

    /** The matrix as it stands, the worst row first. */
    public List<Row> rows() {
        return matrix.rows(this::read);
    }

    private Reading read(String control) {
        int slash = control.indexOf('/');
        var source = Optional.ofNullable(sources.get(control.substring(0, slash)));
        try {
            return source.flatMap(known -> known.read(control.substring(slash + 1)))
                    .orElseGet(() -> Reading.unknown(control, "nobody reads this control"));
        } catch (RuntimeException e) {
            return Reading.unknown(control, "it cannot be read: " + e.getMessage());
        }
    }

    /** Tells of every row whose risk grew since the last look. */
    public synchronized void look() {
        for (var row : rows()) {
            var last = before.put(row.vector().id(), row.residual());
            if (last != null && row.residual() > last) alerts.raise("risk-raised", text(row, last));
        }
    }

    private static String text(Row row, int last) {
        var open = row.open().stream()
                .map(line -> line.control().id() + " is " + line.reading().standing())
                .limit(5)
                .collect(Collectors.joining(", "));
        return row.vector().title() + ": residual risk " + last + " before, " + row.residual() + " now; " + open;
    }
}
