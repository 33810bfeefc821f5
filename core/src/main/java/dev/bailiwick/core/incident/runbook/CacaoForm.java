package dev.bailiwick.core.incident.runbook;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What CACAO 2.0 asks of every playbook, whatever it is for: its required properties, its identifiers, its timestamps. */
final class CacaoForm {
    /** More is no runbook that a person follows. */
    private static final int MOST_STEPS = 200;

    private static final Pattern ID = Pattern.compile(
            "([a-z][a-z0-9-]+[a-z0-9])--[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}" + "-[0-9a-f]{12}");
    private static final Pattern TIMESTAMP =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");
    private static final Set<String> OF_A_STEP = Set.of(
            "type",
            "name",
            "description",
            "external_references",
            "delay",
            "timeout",
            "step_variables",
            "owner",
            "on_completion",
            "on_success",
            "on_failure",
            "step_extensions",
            "commands",
            "agent",
            "targets",
            "in_args",
            "out_args",
            "condition",
            "on_true",
            "on_false",
            "switch",
            "cases");

    private CacaoForm() {}

    /** @throws JsonException with the first place that is not so */
    static void check(JsonObject playbook) {
        var fields = Fields.of(playbook);
        fields.parsed("type", equal("playbook"));
        fields.parsed("spec_version", equal("cacao-2.0"));
        fields.parsed("id", identifier("playbook"));
        fields.parsed("created_by", identifier("identity"));
        fields.parsed("workflow_start", identifier("start"));
        for (String time : List.of("created", "modified")) fields.parsed(time, CacaoForm::timestamp);
        fields.text("name");
        steps(fields.fields("workflow"), fields.object("workflow").members().keySet());
    }

    private static void steps(Fields workflow, Set<String> ids) {
        if (ids.size() > MOST_STEPS) throw new JsonException("more than " + MOST_STEPS + " steps", "/workflow");
        for (String id : ids) step(id, workflow.fields(id), workflow.object(id));
    }

    private static void step(String id, Fields step, JsonObject object) {
        step.parsed("type", type -> identifier(type).apply(id));
        for (String name : object.members().keySet())
            if (!OF_A_STEP.contains(name)) throw new JsonException("no step has \"" + name + "\"", "/workflow/" + id);
    }

    private static Function<String, String> equal(String wanted) {
        return text -> {
            if (!text.equals(wanted)) throw new IllegalArgumentException("must be \"" + wanted + "\"");
            return text;
        };
    }

    private static Function<String, String> identifier(String type) {
        return text -> {
            var match = ID.matcher(text);
            if (!match.matches() || !match.group(1).equals(type))
                throw new IllegalArgumentException("must be of the form " + type + "--UUID");
            return text;
        };
    }

    private static String timestamp(String text) {
        if (!TIMESTAMP.matcher(text).matches())
            throw new IllegalArgumentException("must be a time in UTC such as 2026-03-02T09:00:00.000Z");
        return text;
    }
}
