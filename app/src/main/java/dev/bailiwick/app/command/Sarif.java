package dev.bailiwick.app.command;

import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/** A scan as SARIF 2.1.0 (OASIS), for tools that collect findings. Only open checks are results. */
final class Sarif {
    private Sarif() {}

    static JsonObject of(Posture posture) {
        var driver = JsonObject.with("name", "Bailiwick posture scan")
                .and(
                        "rules",
                        new JsonArray(List.of(Check.values()).stream()
                                .<JsonValue>map(Sarif::rule)
                                .toList()))
                .build();
        var results = posture.results().stream()
                .filter(Result::open)
                .<JsonValue>map(Sarif::result)
                .toList();
        var run = JsonObject.with("tool", JsonObject.with("driver", driver).build())
                .and("results", new JsonArray(results))
                .build();
        return JsonObject.with("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .and("version", "2.1.0")
                .and("runs", JsonArray.of(run))
                .build();
    }

    private static JsonObject rule(Check check) {
        return JsonObject.with("id", check.id())
                .and("shortDescription", message(check.promise()))
                .build();
    }

    private static JsonObject message(String text) {
        return JsonObject.with("text", text).build();
    }

    private static JsonObject result(Result result) {
        var remedy = result.remedy();
        return JsonObject.with("ruleId", result.check().id())
                .and("level", level(result))
                .and("message", message(result.because()))
                .and(
                        "locations",
                        new JsonArray(
                                remedy.<JsonValue>map(Sarif::location).stream().toList()))
                .build();
    }

    private static String level(Result result) {
        return switch (result.check().severity()) {
            case LOW -> "note";
            case MEDIUM -> "warning";
            case HIGH, CRITICAL -> "error";
        };
    }

    private static JsonObject location(String place) {
        int colon = place.lastIndexOf(':');
        var physical = JsonObject.with(
                        "artifactLocation",
                        JsonObject.with("uri", place.substring(0, colon)).build())
                .and(
                        "region",
                        JsonObject.with(
                                        "startLine",
                                        dev.bailiwick.json.JsonNumber.of(Long.parseLong(place.substring(colon + 1))))
                                .build())
                .build();
        return JsonObject.with("physicalLocation", physical).build();
    }
}
