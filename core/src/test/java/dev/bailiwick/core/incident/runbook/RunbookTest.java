package dev.bailiwick.core.incident.runbook;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.testing.ShippedRunbook;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CACAO 2.0 (OASIS committee specification 01) asks of a playbook, of what a runbook uses. */
class RunbookTest {
    private static final Pattern ID = Pattern.compile(
            "[a-z][a-z0-9-]+[a-z0-9]--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Set<String> PROPERTIES = Set.of(
            "type",
            "name",
            "on_completion",
            "step_extensions",
            "commands",
            "agent",
            "out_args",
            "condition",
            "on_true",
            "on_false",
            "switch",
            "cases");

    private static final JsonObject DATA = ShippedRunbook.data();
    private static final JsonObject CASE = CasePlaybook.of(Course.of(
            ShippedRunbook.runbook(),
            Incident.open(new CaseId("case-0000000001"), Optional.of(DESK), "odd", "person:sam", NOON),
            NOON.plus(Duration.ofDays(9))));

    private static Stream<JsonObject> both() {
        return Stream.of(DATA, CASE);
    }

    private static JsonObject workflow(JsonObject playbook) {
        return playbook.object("workflow").orElseThrow();
    }

    private static Stream<JsonObject> steps(JsonObject playbook) {
        return workflow(playbook).members().values().stream().map(JsonObject.class::cast);
    }

    @Test
    void every_required_property_is_there_and_well_formed() {
        both().forEach(playbook -> {
            assertThat(playbook.string("type")).contains("playbook");
            assertThat(playbook.string("spec_version")).contains("cacao-2.0");
            for (String id : List.of("id", "created_by", "workflow_start"))
                assertThat(playbook.string(id).orElseThrow()).as(id).matches(ID);
            for (String time : List.of("created", "modified"))
                assertThat(playbook.string(time).orElseThrow()).as(time).matches(MILLISECONDS);
            assertThat(playbook.string("name")).isPresent();
            assertThat(playbook.array("playbook_activities").values())
                    .containsExactlyInAnyOrderElementsOf(steps(playbook)
                            .flatMap(step -> step.array("commands").values().stream())
                            .map(command -> ((JsonObject) command)
                                    .get("playbook_activity")
                                    .orElseThrow())
                            .distinct()
                            .toList());
        });
    }

    @Test
    void every_step_has_an_id_of_its_own_and_leads_to_one() {
        both().forEach(playbook -> workflow(playbook).members().forEach((id, value) -> {
            var step = (JsonObject) value;
            assertThat(id).matches(ID).startsWith(step.string("type").orElseThrow() + "--");
            assertThat(PROPERTIES).containsAll(step.members().keySet());
            assertThat(step.has("on_completion"))
                    .isNotEqualTo(step.string("type").equals(Optional.of("end")));
            Stream.of("on_completion", "on_true", "on_false")
                    .flatMap(link -> step.string(link).stream())
                    .forEach(next ->
                            assertThat(workflow(playbook).has(next)).as(next).isTrue());
        }));
    }

    @Test
    void every_action_has_a_command_and_somebody_who_is_defined() {
        both().forEach(playbook -> steps(playbook)
                .filter(step -> step.string("type").equals(Optional.of("action")))
                .forEach(step -> {
                    assertThat(step.array("commands").size()).isPositive();
                    assertThat(playbook.object("agent_definitions")
                                    .orElseThrow()
                                    .has(step.string("agent").orElseThrow()))
                            .isTrue();
                    step.object("step_extensions")
                            .orElseThrow()
                            .members()
                            .keySet()
                            .forEach(extension -> assertThat(playbook.object("extension_definitions")
                                            .orElseThrow()
                                            .has(extension))
                                    .isTrue());
                }));
    }

    @Test
    void every_branch_ends_with_an_end_of_its_own() {
        var ends = new HashSet<Node>();
        var runbook = ShippedRunbook.runbook();
        steps(DATA)
                .flatMap(step -> Stream.concat(
                        step.string("on_true").stream(),
                        step.object("cases").stream()
                                .flatMap(cases ->
                                        cases.members().values().stream().map(id -> ((JsonString) id).value()))))
                .forEach(first -> {
                    var end = runbook.walk(first).getLast();
                    assertThat(end).isInstanceOf(Node.End.class);
                    assertThat(ends.add(end))
                            .as("an end is shared by two branches")
                            .isTrue();
                });
    }

    @Test
    void a_case_is_the_same_playbook_with_what_became_of_it() {
        assertThat(CASE.get("id")).isEqualTo(DATA.get("id"));
        assertThat(CASE.object("playbook_variables")
                        .orElseThrow()
                        .object("__scope__")
                        .orElseThrow()
                        .string("value"))
                .contains("no");
        assertThat(Runbook.of(CASE).actions().count())
                .as("what is exported can be read again")
                .isEqualTo(ShippedRunbook.runbook().actions().count());
    }

    private static JsonObject changed(String from, String to) {
        String text = Json.pretty(DATA);
        assertThat(text).contains(from);
        return Json.parseObject(text.replace(from, to));
    }

    @Test
    void a_runbook_without_the_stop_is_refused() {
        assertThatThrownBy(() -> Runbook.of(changed("\"step:kill\"", "\"step:capture\"")))
                .hasMessageContaining("step:kill");
    }

    @Test
    void a_runbook_that_cannot_be_followed_is_refused_with_the_place() {
        assertThatThrownBy(() -> Runbook.of(changed("__scope__:value = 'no'", "__scope__:value LIKE 'n%'")))
                .hasMessageContaining("only __x__:value");
        assertThatThrownBy(() -> Runbook.of(changed("\"key\": \"leak\"", "\"key\": \"host\"")))
                .hasMessageContaining("one key");
        assertThatThrownBy(() -> Runbook.of(DATA.plus("workflow_start", new JsonString("start--nowhere"))))
                .hasMessageContaining("/workflow_start");
        assertThatThrownBy(() -> Runbook.of(DATA.plus("spec_version", new JsonString("cacao-1.1"))))
                .hasMessageContaining("cacao-2.0");
        assertThatThrownBy(() -> Runbook.of(changed("\"otherwise\": \"inconclusive\"", "\"otherwise\": \"nothing\"")))
                .hasMessageContaining("otherwise");
        assertThatThrownBy(() -> Runbook.of(DATA.plus("workflow", JsonArray.EMPTY)))
                .isNotNull();
    }

    @Test
    void a_workflow_that_goes_in_a_circle_is_refused() {
        String last = workflow(DATA).members().entrySet().stream()
                .filter(step -> step.getValue().text().contains("review-changes"))
                .findFirst()
                .orElseThrow()
                .getKey();
        var step = workflow(DATA).object(last).orElseThrow();
        var turned = step.plus(
                "on_completion", new JsonString(DATA.string("workflow_start").orElseThrow()));
        assertThatThrownBy(() -> Runbook.of(DATA.plus("workflow", workflow(DATA).plus(last, turned))))
                .hasMessageContaining("circle");
    }
}
