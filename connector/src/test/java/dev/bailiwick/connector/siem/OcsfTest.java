package dev.bailiwick.connector.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.sink.Parcel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held to what OCSF 1.8.0 asks of each class, object and enumeration, as the schema that ships states it. */
class OcsfTest {
    private static final OcsfSchema SCHEMA = new OcsfSchema();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_kind_of_entry_is_as_the_schema_says(Kind kind) {
        for (var what :
                List.of("started", "stopped", "signed-in", "signed-out", "link-refused", "frozen", "lifted", "x")) {
            var body = JsonObject.with("what", what).and("text", "t").build();
            assertThat(faults(Ocsf.of(Samples.event(kind, body))))
                    .as(kind + " " + what)
                    .isEmpty();
        }
        for (var verdict : List.of("permit", "refused", "pending")) {
            var event = Samples.event(kind, Samples.decisionBody(verdict, Samples.HOSTILE));
            assertThat(faults(Ocsf.of(event))).as(kind + " " + verdict).isEmpty();
            assertThat(faults(Ocsf.pointer(event))).as(kind + " " + verdict).isEmpty();
        }
    }

    @Test
    void checkpoints_heartbeats_and_what_is_too_large_are_too() {
        assertThat(faults(Ocsf.of(new Event(new Parcel.Sealed(Samples.AT, "note")))))
                .isEmpty();
        assertThat(faults(Ocsf.of(new Event(new Parcel.Alive(Samples.AT, 1, 1)))))
                .isEmpty();
        for (var kind : Kind.values()) {
            var event = Samples.event(
                    kind, JsonObject.with("what", "x").and("text", "t").build());
            assertThat(faults(Ocsf.pointer(event))).as("" + kind).isEmpty();
        }
    }

    @Test
    void a_verdict_is_a_disposition() {
        assertThat(number(Ocsf.of(Samples.decision("permit", "t")), "disposition_id"))
                .isEqualTo(1);
        assertThat(number(Ocsf.of(Samples.decision("refused", "t")), "disposition_id"))
                .isEqualTo(2);
        assertThat(number(Ocsf.of(Samples.decision("refused", "t")), "action_id"))
                .isEqualTo(2);
        var approved = Samples.decisionBody("permit", "t").plus("task", new JsonString("task-000000000001"));
        assertThat(number(Ocsf.of(Samples.event(Kind.DECISION, approved)), "disposition_id"))
                .isEqualTo(8);
    }

    @Test
    void a_fault_is_noticed() {
        var event = Ocsf.of(Samples.decision("permit", "t"));
        assertThat(faults(event)).isEmpty();
        assertThat(faults(event.minus("api"))).containsExactly("the event lacks api");
        assertThat(faults(event.plus("type_uid", JsonNumber.of(1)))).hasSize(1);
        assertThat(faults(event.plus("category_uid", JsonNumber.of(3)))).hasSize(1);
        assertThat(faults(event.plus("severity_id", JsonNumber.of(7)))).hasSize(1);
        assertThat(faults(event.plus("time", new JsonString("now")))).containsExactly("/time is no integer");
        assertThat(faults(event.minus("activity_name"))).containsExactly("the event lacks activity_name");
        assertThat(faults(event.plus("invented", JsonNumber.of(1))))
                .containsExactly("the event has invented, which is not known");
    }

    @Test
    void a_fault_within_an_object_is_noticed_too() {
        var event = Ocsf.of(Samples.decision("permit", "t"));
        var metadata = event.object("metadata").orElseThrow();
        assertThat(faults(event.plus("metadata", metadata.minus("product"))))
                .containsExactly("/metadata lacks product");
        assertThat(faults(event.plus("metadata", metadata.plus("version", new JsonString("1.7.0")))))
                .hasSize(1);
        assertThat(faults(event.plus("metadata", metadata.minus("profiles"))))
                .as("a verdict without its profile")
                .contains("the event has action_id, which is not known");
        assertThat(faults(event.plus("actor", JsonObject.EMPTY))).hasSize(1);
        assertThat(faults(event.plus("resources", JsonArray.EMPTY))).containsExactly("/resources is empty");
        assertThat(faults(event.plus("resources", JsonArray.of(JsonObject.EMPTY))))
                .hasSize(1);
    }

    private static List<String> faults(JsonObject event) {
        return SCHEMA.faults(event);
    }

    private static long number(JsonObject event, String name) {
        return event.get(name).orElseThrow() instanceof JsonNumber number ? number.longValue() : -1;
    }
}
