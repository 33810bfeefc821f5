package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.sink.Parcel;
import java.util.List;
import java.util.Optional;

/**
 * An event as OCSF 1.8.0. Classes: 6003 API Activity for what agents do and people decide, with the profile
 * security_control for the verdict; 3004 Entity Management for the register, freezes and stops; 3002 Authentication; 2004
 * Detection Finding for alerts; 6002 Application Lifecycle for Bailiwick itself. Our own facts stand whole in {@code
 * unmapped}.
 */
final class Ocsf {
    static final String VERSION = "1.8.0";
    private static final long OTHER = 99;

    private Ocsf() {}

    /** @param uid its class; the category is its first digit */
    private record Shape(long uid, long activity, String activityName) {}

    static JsonObject of(Event event) {
        var shape = shape(event);
        var json = JsonObject.builder()
                .and("class_uid", shape.uid())
                .and("category_uid", shape.uid() / 1000)
                .and("activity_id", shape.activity())
                .and("activity_name", shape.activityName())
                .and("type_uid", shape.uid() * 100 + shape.activity())
                .and("time", event.parcel().at().toEpochMilli())
                .and("severity_id", severity(event))
                .and("message", event.message())
                .and("metadata", metadata(event));
        own(shape, event, json);
        return json.and("unmapped", event.json()).build();
    }

    private static Shape shape(Event event) {
        return switch (event.parcel()) {
            case Parcel.Sealed _ -> new Shape(6002, OTHER, "Checkpoint");
            case Parcel.Alive _ -> new Shape(6002, OTHER, "Heartbeat");
            case Parcel.Logged(var entry, var _) ->
                shape(entry.kind(), event.what().orElse("other"));
        };
    }

    private static Shape shape(Kind kind, String what) {
        return switch (kind) {
            case DECISION, ASKED, OUTCOME, REPORTED, APPROVAL -> new Shape(6003, OTHER, what);
            case TICKET, REVIEW, CLASSIFICATION, POLICY, REGISTER, STOP, INCIDENT -> new Shape(3004, 3, "Update");
            case FREEZE -> what.equals("lifted") ? new Shape(3004, 13, "Resume") : new Shape(3004, 12, "Suspend");
            case SIGN_IN -> signIn(what);
            case ALERT -> new Shape(2004, 1, "Create");
            case READ -> new Shape(6003, 2, "Read");
            case RETENTION -> new Shape(3004, 4, "Delete");
            case PRUNED -> new Shape(6002, OTHER, "pruned");
            case LIVENESS -> new Shape(6002, OTHER, what);
            case HOUSE -> what.equals("started") ? new Shape(6002, 3, "Start") : new Shape(6002, OTHER, what);
        };
    }

    private static Shape signIn(String what) {
        return switch (what) {
            case "signed-out" -> new Shape(3002, 2, "Logoff");
            case "signed-in", "link-refused" -> new Shape(3002, 1, "Logon");
            default -> new Shape(3002, OTHER, what);
        };
    }

    /** 1 informational, 2 low, 3 medium, 4 high. */
    private static long severity(Event event) {
        if (event.is(Kind.ALERT) || event.is(Kind.STOP) || event.is(Kind.FREEZE) || event.is(Kind.INCIDENT)) return 4;
        if (event.refused()) return 3;
        return event.tier().filter(tier -> tier >= 3).isPresent() ? 2 : 1;
    }

    private static JsonObject metadata(Event event) {
        var product = JsonObject.with("name", "Bailiwick").and("vendor_name", "Bailiwick");
        var metadata = JsonObject.with("version", VERSION).and("product", product.build());
        event.entry()
                .map(Entry::sequence)
                .ifPresent(sequence -> metadata.and("sequence", sequence).and("uid", Long.toString(sequence)));
        event.action().ifPresent(action -> metadata.and("correlation_uid", action));
        if (event.verdict().isPresent()) metadata.and("profiles", JsonArray.ofStrings(List.of("security_control")));
        return metadata.build();
    }

    private static void own(Shape shape, Event event, JsonObject.Builder json) {
        switch ((int) shape.uid()) {
            case 6003 -> api(event, json);
            case 3004 -> json.and("entity", entity(event)).and("actor", actor(event));
            case 3002 ->
                json.and("user", user(event))
                        .and("service", named("Bailiwick console"))
                        .and("status_id", event.what().equals(Optional.of("link-refused")) ? 2L : 1L);
            case 2004 -> finding(event, json);
            default ->
                json.and(
                        "app",
                        JsonObject.with("name", "Bailiwick")
                                .and("vendor_name", "Bailiwick")
                                .build());
        }
    }

    private static void api(Event event, JsonObject.Builder json) {
        json.and("actor", actor(event))
                .and(
                        "api",
                        JsonObject.with(
                                        "operation",
                                        event.tool().or(event::what).orElse(event.kind()))
                                .build())
                .and("src_endpoint", named(event.entry().flatMap(Entry::agent).orElse("bailiwick")));
        event.target().ifPresent(target -> json.and("resources", new JsonArray(List.of(named(target)))));
        event.verdict().ifPresent(verdict -> verdict(event, verdict, json));
    }

    /** The profile security_control. */
    private static void verdict(Event event, String verdict, JsonObject.Builder json) {
        boolean permit = verdict.equals("permit");
        boolean approved = permit
                && event.entry().flatMap(entry -> entry.body().string("task")).isPresent();
        long disposition = !permit ? 2 : approved ? 8 : 1;
        json.and("action_id", permit ? 1L : 2L).and("disposition_id", disposition);
        event.reason().flatMap(reason -> reason.string("code")).ifPresent(code -> json.and("policy", named(code)));
    }

    private static void finding(Event event, JsonObject.Builder json) {
        var entry = event.entry().orElseThrow();
        json.and(
                        "finding_info",
                        JsonObject.with("uid", Long.toString(entry.sequence()))
                                .and("title", event.what().orElse("alert"))
                                .and("desc", event.message())
                                .build())
                .and("is_alert", true);
    }

    private static JsonObject actor(Event event) {
        return JsonObject.with("user", user(event)).build();
    }

    private static JsonObject user(Event event) {
        return named(event.entry().map(Entry::actor).orElse("bailiwick"));
    }

    private static JsonObject entity(Event event) {
        var entity = JsonObject.with("name", event.entry().flatMap(Entry::agent).orElse("bailiwick"))
                .and("type", new JsonString(event.kind()));
        return entity.build();
    }

    private static JsonObject named(String name) {
        return JsonObject.with("name", name).build();
    }

    /** {@link #of} for an event whose whole is larger than its budget. */
    static JsonObject pointer(Event event) {
        var whole = of(event);
        return new JsonObject(whole.members())
                .minus("resources")
                .minus("finding_info")
                .minus("is_alert")
                .plus("message", new JsonString("too large for this receiver: see the log"))
                .plus("unmapped", event.pointer())
                .plus("class_uid", JsonNumber.of(6002))
                .plus("category_uid", JsonNumber.of(6))
                .plus("activity_id", JsonNumber.of(OTHER))
                .plus("type_uid", JsonNumber.of(600_299))
                .plus("app", named("Bailiwick"))
                .minus("api")
                .minus("actor")
                .minus("src_endpoint")
                .minus("entity")
                .minus("user")
                .minus("service");
    }
}
