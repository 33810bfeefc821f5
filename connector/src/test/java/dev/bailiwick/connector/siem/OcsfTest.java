package dev.bailiwick.connector.siem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.sink.Parcel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held to what OCSF 1.8.0 requires of each class; the shapes are written down in {@code ocsf-shapes.json}. */
class OcsfTest {
    private static final JsonObject SHAPES = shapes();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_kind_of_entry_has_what_its_class_requires(Kind kind) {
        for (var what : List.of("started", "signed-in", "signed-out", "link-refused", "anything")) {
            var body = JsonObject.with("what", what).and("text", "t").build();
            assertThat(faults(Ocsf.of(Samples.event(kind, body))))
                    .as(kind + " " + what)
                    .isEmpty();
        }
    }

    @Test
    void checkpoints_heartbeats_and_what_is_too_large_have_it_too() {
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
        assertThat(faults(event.minus("api"))).containsExactly("api is missing");
        assertThat(faults(event.plus("type_uid", JsonNumber.of(1)))).hasSize(1);
        assertThat(faults(event.plus("time", new JsonString("now")))).hasSize(1);
        assertThat(faults(event.plus("invented", JsonNumber.of(1)))).containsExactly("invented is unknown");
    }

    /** What is wrong with an event. */
    private static List<String> faults(JsonObject event) {
        List<String> faults = new ArrayList<>();
        var base = SHAPES.object("base").orElseThrow();
        var own = SHAPES.object(String.valueOf(number(event, "class_uid"))).orElse(JsonObject.EMPTY);
        check(event, base, own, faults);
        var enumerated =
                own.array("activities").values().stream().map(Object::toString).toList();
        if (!enumerated.contains(String.valueOf(number(event, "activity_id"))))
            faults.add("activity_id is not in its enum");
        if (number(event, "type_uid") != number(event, "class_uid") * 100 + number(event, "activity_id")) {
            faults.add("type_uid does not follow");
        }
        if (number(event, "category_uid") != number(event, "class_uid") / 1000)
            faults.add("category_uid does not follow");
        return faults;
    }

    private static void check(JsonObject event, JsonObject base, JsonObject own, List<String> faults) {
        List<String> known = new ArrayList<>();
        for (var shape : List.of(base, own)) {
            shape.object("required").orElse(JsonObject.EMPTY).members().forEach((name, type) -> {
                known.add(name);
                if (!event.has(name)) faults.add(name + " is missing");
                else if (!fits(event, name, type.toString())) faults.add(name + " is no " + type);
            });
            shape.object("optional").orElse(JsonObject.EMPTY).members().forEach((name, type) -> {
                known.add(name);
                if (event.has(name) && !fits(event, name, type.toString())) faults.add(name + " is no " + type);
            });
        }
        event.members().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + " is unknown"));
    }

    private static boolean fits(JsonObject event, String name, String type) {
        return switch (type) {
            case "\"number\"" -> event.get(name).orElseThrow() instanceof JsonNumber;
            case "\"text\"" -> event.string(name).isPresent();
            case "\"object\"" -> event.object(name).isPresent();
            case "\"list\"" -> !event.array(name).values().isEmpty();
            default -> true;
        };
    }

    private static long number(JsonObject event, String name) {
        return event.get(name).orElseThrow() instanceof JsonNumber number ? number.longValue() : -1;
    }

    private static JsonObject shapes() {
        try (var in = OcsfTest.class.getResourceAsStream("ocsf-shapes.json")) {
            return Json.parseObject(Objects.requireNonNull(in).readAllBytes(), dev.bailiwick.json.JsonLimits.FILE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
