package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened around a request while it waited, beside the votes. None of it opens anything, and no clock stops for it. */
public record Course(List<Remark> remarks, List<Call> calls) {
    /** So much is said about one request; who still does not know denies it. */
    public static final int MOST_REMARKS = 20;

    public static final Course NOTHING = new Course(List.of(), List.of());

    /** Once for each step and each turn on call: a request lasts hours. */
    private static final int MOST_CALLS = 50;

    public Course {
        remarks = List.copyOf(remarks);
        calls = List.copyOf(calls);
        if (calls.size() > MOST_CALLS)
            throw new IllegalArgumentException("more people were told than a request has hours");
        if (remarks.size() > MOST_REMARKS)
            throw new IllegalArgumentException("20 questions and answers are enough: decide");
    }

    public Course with(Remark remark) {
        var all = new ArrayList<>(remarks);
        all.add(remark);
        return new Course(all, calls);
    }

    public Course with(Call call) {
        var all = new ArrayList<>(calls);
        all.add(call);
        return new Course(remarks, all);
    }

    /** How many steps of the escalation are done. */
    public int rung() {
        return calls.stream().mapToInt(Call::rung).max().orElse(-1) + 1;
    }

    /** Everybody who was told. */
    public Set<PersonId> told() {
        return calls.stream().flatMap(call -> call.people().stream()).collect(Collectors.toUnmodifiableSet());
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
        return Optional.of(JsonObject.with(
                        "remarks",
                        new JsonArray(
                                remarks.stream().<JsonValue>map(Remark::json).toList()))
                .and(
                        "calls",
                        new JsonArray(calls.stream().<JsonValue>map(Call::json).toList()))
                .build());
    }

    static Course of(JsonObject json) {
        var fields = Fields.of(json);
        var course = new Course(
                fields.list("remarks").stream().map(Remark::of).toList(),
                fields.list("calls").stream().map(Call::of).toList());
        fields.end();
        return course;
    }
}
