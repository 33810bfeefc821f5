package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.function.UnaryOperator;

/**
 * A case's course as a CACAO 2.0 playbook: the runbook itself, its variables with their values, and on each step's extension
 * how it stands. Another tool reads it as the playbook it is.
 */
public final class CasePlaybook {
    private CasePlaybook() {}

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
            for (String name : new String[] {"state", "deadline", "by", "at", "choice", "text"}) {
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
