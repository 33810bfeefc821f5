package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A case's course as a CACAO 2.0 playbook: the runbook itself, its variables with their values, and on each step's extension
 * how it stands. Another tool reads it as the playbook it is.
 */
public final class CasePlaybook {
    private static final List<String> STANDING = List.of("state", "deadline", "by", "at", "choice", "text");

    private CasePlaybook() {}

    /** The runbook itself, without what became of it in one case: what {@link #of} wrote, taken off again. */
    public static JsonObject blank(JsonObject playbook) {
        return without(
                each(
                        each(playbook, "workflow", CasePlaybook::blankStep),
                        "playbook_variables",
                        variable -> variable.minus("value")),
                "playbook_extensions");
    }

    /** Of ours nothing is left; of others' all. */
    private static JsonObject without(JsonObject object, String extensions) {
        var left = object.object(extensions).orElse(JsonObject.EMPTY).minus(Runbook.EXTENSION);
        return left.members().isEmpty() ? object.minus(extensions) : object.plus(extensions, left);
    }

    private static JsonObject blankStep(JsonObject step) {
        if (!step.has("step_extensions")) return step;
        return changed(
                step,
                "step_extensions",
                extensions -> extensions.has(Runbook.EXTENSION)
                        ? changed(extensions, Runbook.EXTENSION, CasePlaybook::blankExtension)
                        : extensions);
    }

    private static JsonObject blankExtension(JsonObject ours) {
        var left = ours;
        for (String name : STANDING) left = left.minus(name);
        return left;
    }

    private static JsonObject each(JsonObject object, String name, UnaryOperator<JsonObject> change) {
        if (object.object(name).isEmpty()) return object;
        return changed(object, name, members -> {
            var all = members;
            for (var member : members.members().entrySet())
                if (member.getValue() instanceof JsonObject value) all = all.plus(member.getKey(), change.apply(value));
            return all;
        });
    }

    public static JsonObject of(Course course) {
        var ours = JsonObject.with("case", course.incident().id().value())
                .and("state", course.finished() ? "finished" : "open");
        return changed(
                        changed(course.runbook().json(), "workflow", workflow -> steps(workflow, course)),
                        "playbook_variables",
                        variables -> valued(variables, course))
                .plus(
                        "playbook_extensions",
                        JsonObject.with(Runbook.EXTENSION, ours.build()).build());
    }

    private static JsonObject changed(JsonObject object, String name, UnaryOperator<JsonObject> change) {
        return object.plus(name, change.apply(object.object(name).orElse(JsonObject.EMPTY)));
    }

    private static JsonObject steps(JsonObject workflow, Course course) {
        var all = workflow;
        for (var row : course.rows())
            all = changed(
                    all, row.action().id(), step -> changed(step, "step_extensions", each -> standing(each, row)));
        return all;
    }

    /** Beside what the runbook says of the step. */
    private static JsonObject standing(JsonObject extensions, Course.Row row) {
        return changed(extensions, Runbook.EXTENSION, ours -> {
            var all = ours;
            for (String name : STANDING) {
                var value = row.json().get(name);
                if (value.isPresent()) all = all.plus(name, value.get());
            }
            return all;
        });
    }

    private static JsonObject valued(JsonObject variables, Course course) {
        var all = variables;
        for (var value : course.values().entrySet())
            all = changed(
                    all, "__" + value.getKey() + "__", each -> each.plus("value", new JsonString(value.getValue())));
        return all;
    }
}
