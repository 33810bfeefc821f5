package dev.bailiwick.core.incident.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bailiwick.core.testing.ShippedRunbook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A playbook that is not valid, or that cannot be followed, is refused with its place. */
class RefusedPlaybookTest {
    private static final JsonObject DATA = ShippedRunbook.data();
    private static final String START = "start--00633256-e25f-471d-8fe2-c4e12b5eadad";
    private static final String SCOPE = "action--068c193b-f65c-4902-9f77-7337923fe54e";
    private static final String ISOLATE = "action--10cc8042-2fb7-4eac-b3ba-20d253c80a75";
    private static final String UNKNOWN = "if-condition--c85ad6ff-6546-44be-b379-782e12806dcc";
    private static final String WAY_OUT = "switch-condition--90bc4c10-4659-4fc8-8f9e-9d91d95996e3";
    private static final String STRAY = "end--00000000-0000-4000-8000-000000000000";

    private static JsonObject with(String text, String... place) {
        return with(DATA, new JsonString(text), place, 0);
    }

    private static JsonObject with(JsonObject object, dev.bailiwick.json.JsonValue value, String[] place, int at) {
        if (at == place.length - 1) return object.plus(place[at], value);
        var inner = object.object(place[at]).orElse(JsonObject.EMPTY);
        return object.plus(place[at], with(inner, value, place, at + 1));
    }

    private static JsonObject without(String member, String... place) {
        var object = DATA;
        for (String name : place) object = object.object(name).orElseThrow();
        return with(DATA, object.minus(member), place, 0);
    }

    private static JsonObject replaced(String from, String to) {
        String text = Json.pretty(DATA);
        assertThat(text).contains(from);
        return Json.parseObject(text.replace(from, to));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(with("report", "type"), "must be \"playbook\" at /type"),
                arguments(with("cacao-1.1", "spec_version"), "at /spec_version"),
                arguments(with("playbook--7", "id"), "playbook--UUID at /id"),
                arguments(DATA.minus("created_by"), "missing at /created_by"),
                arguments(with("yesterday", "created"), "at /created"),
                arguments(DATA.minus("modified"), "missing at /modified"),
                arguments(DATA.minus("name"), "missing at /name"),
                arguments(DATA.minus("workflow"), "missing at /workflow"),
                arguments(DATA.minus("agent_definitions"), "missing at /agent_definitions"),
                arguments(with(SCOPE, "workflow_start"), "start--UUID at /workflow_start"),
                arguments(with(STRAY.replace("end", "start"), "workflow_start"), "at /workflow_start"),
                arguments(with("parallel", "workflow", SCOPE, "type"), "parallel--UUID at /workflow/" + SCOPE),
                arguments(with("rm -rf", "workflow", SCOPE, "shell"), "\"shell\" at /workflow/" + SCOPE),
                arguments(with(STRAY, "workflow", SCOPE, "on_completion"), "nowhere at /workflow/" + SCOPE),
                arguments(without("commands", "workflow", SCOPE), "to be done at /workflow/" + SCOPE),
                arguments(with("group--1", "workflow", SCOPE, "agent"), "not defined at /workflow/" + SCOPE),
                arguments(without(Runbook.EXTENSION, "workflow", SCOPE, "step_extensions"), "missing at /workflow/"),
                arguments(
                        replaced("\"step:seal\"", "\"step:pray\""), "\"pray\" is no step of the containment at /work"),
                arguments(replaced("\"PT30M\"", "\"soon\""), "/due"),
                arguments(replaced("\"otherwise\": \"no\"", "\"otherwise\": \"so\""), "choices at /workflow/" + SCOPE),
                arguments(with("end", "workflow", STRAY, "type"), "no way leads here at /workflow/" + STRAY),
                arguments(with(UNKNOWN, "workflow", ISOLATE, "on_completion"), "circle at /workflow/" + UNKNOWN),
                arguments(with(ISOLATE, "workflow", WAY_OUT, "cases", "system"), "two ways lead here"),
                arguments(with(UNKNOWN, "workflow", START, "on_completion"), "nothing before it asks \"scope\""),
                arguments(
                        with("__scope__:value = 'nein'", "workflow", UNKNOWN, "condition"),
                        "\"nein\" is no answer of \"scope\" at /workflow/" + UNKNOWN),
                arguments(
                        without("default", "workflow", WAY_OUT, "cases"), "missing at /workflow/" + WAY_OUT + "/cases"),
                arguments(replaced("\"step:revoke\"", "\"step:capture\""), "step:revoke"),
                arguments(replaced("\"entry:evidence-sealed\"", "\"entry:wishes\""), "entry:evidence-sealed"),
                arguments(replaced("\"entry:investigated\"", "\"entry:wishes\""), "entry:investigated"),
                arguments(replaced("review-controls", "review-weather"), "\"review-controls\""));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_is_not_valid_is_refused_with_its_place(JsonObject playbook, String message) {
        assertThatThrownBy(() -> Runbook.of(playbook))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(message);
    }

    @Test
    void more_steps_than_a_person_follows_are_refused() {
        var playbook = DATA;
        for (int step = 0; step < 200; step++)
            playbook = with(
                    playbook,
                    new JsonString("end"),
                    new String[] {"workflow", "end--00000000-0000-4000-8000-%012d".formatted(step), "type"},
                    0);
        var long_ = playbook;
        assertThatThrownBy(() -> Runbook.of(long_)).hasMessageContaining("more than 200 steps at /workflow");
    }
}
