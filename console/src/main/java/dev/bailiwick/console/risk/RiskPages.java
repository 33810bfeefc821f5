package dev.bailiwick.console.risk;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.risk.Row;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.risk.RiskDesk;
import java.util.Comparator;
import java.util.List;

/** One page: every vector with what is left of its risk, and below it the controls as they stand. */
public final class RiskPages implements Pages {
    /** One control of a vector. */
    public record Line(String id, String promise, String word, String tone, String because, int weight) {}

    /** One vector; {@code open} counts what does not hold. */
    public record Threat(
            String id,
            String title,
            String how,
            String impact,
            int inherent,
            int residual,
            String level,
            String tone,
            String open,
            List<String> scenarios,
            List<Line> lines) {
        public Threat {
            scenarios = List.copyOf(scenarios);
            lines = List.copyOf(lines);
        }
    }

    public record View(List<Threat> threats, long red) {
        public View {
            threats = List.copyOf(threats);
        }
    }

    private final RiskDesk desk;

    public RiskPages(RiskDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/risk", _ -> Answer.page("Risk", "risk.jte", view()));
    }

    private View view() {
        var rows = desk.rows();
        return new View(
                rows.stream().map(RiskPages::threat).toList(),
                rows.stream().filter(Row::red).count());
    }

    private static Threat threat(Row row) {
        var vector = row.vector();
        return new Threat(
                vector.id(),
                vector.title(),
                vector.how(),
                vector.impact(),
                vector.inherent(),
                row.residual(),
                Fields.spelling(row.level()),
                row.red() ? "bad" : "good",
                open(row),
                vector.scenarios(),
                lines(row));
    }

    private static String open(Row row) {
        if (!row.red()) return "every control holds";
        return row.count(Standing.FAIL) + " failing, " + row.count(Standing.UNKNOWN) + " unknown, "
                + row.count(Standing.PASS) + " holding";
    }

    /** What is open first, the weightiest on top. */
    private static List<Line> lines(Row row) {
        return row.lines().stream()
                .sorted(Comparator.comparing((Row.Line line) -> !line.reading().open())
                        .thenComparingInt(line -> -line.control().weight()))
                .map(RiskPages::line)
                .toList();
    }

    private static Line line(Row.Line line) {
        var reading = line.reading();
        return new Line(
                line.control().id(),
                reading.promise(),
                word(reading.standing()),
                tone(reading.standing()),
                reading.because(),
                line.control().weight());
    }

    private static String word(Standing standing) {
        return switch (standing) {
            case PASS -> "holds";
            case FAIL -> "fails";
            case UNKNOWN -> "unknown";
            case NOT_APPLICABLE -> "not applicable";
        };
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case PASS -> "good";
            case FAIL -> "bad";
            case UNKNOWN -> "wait";
            case NOT_APPLICABLE -> "quiet";
        };
    }
}
