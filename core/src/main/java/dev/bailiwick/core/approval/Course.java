package dev.bailiwick.core.approval;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened around a request while it waited, beside the votes. None of it opens anything, and no clock stops for it. */
public record Course(List<Remark> remarks) {
    /** So much is said about one request; who still does not know denies it. */
    public static final int MOST_REMARKS = 20;

    public static final Course NOTHING = new Course(List.of());

    public Course {
        remarks = List.copyOf(remarks);
        if (remarks.size() > MOST_REMARKS)
            throw new IllegalArgumentException("20 questions and answers are enough: decide");
    }

    public Course with(Remark remark) {
        var all = new ArrayList<>(remarks);
        all.add(remark);
        return new Course(all);
    }

    /** The question that waits for its answer. */
    public Optional<Remark> open() {
        return remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(remarks.getLast()).filter(Remark::question);
    }

    /** Empty when nothing happened, so that a request about which nothing was said keeps its old form. */
    Optional<JsonObject> json() {
        if (equals(NOTHING)) return Optional.empty();
        var said = new JsonArray(remarks.stream().<JsonValue>map(Remark::json).toList());
        return Optional.of(JsonObject.with("remarks", said).build());
    }

    static Course of(JsonObject json) {
        var fields = Fields.of(json);
        var course = new Course(fields.list("remarks").stream().map(Remark::of).toList());
        fields.end();
        return course;
    }
}
