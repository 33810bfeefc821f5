package dev.bailiwick.core.risk;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every vector with its controls, from the data file beside this class. */
public record RiskMatrix(List<Vector> vectors) {
    public static final String FILE = "matrix.json";

    private static final String FORMAT = "bailiwick-risk-1";

    public RiskMatrix {
        vectors = List.copyOf(vectors);
        var ids = new HashSet<String>();
        for (var vector : vectors)
            if (!ids.add(vector.id())) throw new IllegalArgumentException(vector.id() + " stands there twice");
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static RiskMatrix of(JsonObject json) {
        var fields = Fields.of(json);
        fields.parsed("format", RiskMatrix::requireFormat);
        List<Vector> vectors = new ArrayList<>();
        for (var each : fields.list("vectors")) vectors.add(Vector.of(each));
        fields.end();
        return new RiskMatrix(vectors);
    }

    private static String requireFormat(String format) {
        if (!format.equals(FORMAT)) throw new IllegalArgumentException("expected " + FORMAT);
        return format;
    }

    /** The matrix as its controls stand, the worst row first. Each control is read once, so that no two rows disagree. */
    public List<Row> rows(Function<String, Reading> controls) {
        Map<String, Reading> read = new HashMap<>();
        return vectors.stream()
                .map(vector -> row(vector, id -> read.computeIfAbsent(id, controls)))
                .sorted(Comparator.comparingInt((Row row) -> -row.residual()))
                .toList();
    }

    private static Row row(Vector vector, Function<String, Reading> controls) {
        return new Row(
                vector,
                vector.controls().stream()
                        .map(control -> new Row.Line(control, controls.apply(control.id())))
                        .toList());
    }
}
