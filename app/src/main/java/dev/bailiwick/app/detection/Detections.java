package dev.bailiwick.app.detection;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules that ship, with their test events. */
public final class Detections {
    /**
     * One of them.
     *
     * @param yaml the rule as a SIEM takes it
     * @param fires an event it must find
     * @param silent one it must not
     */
    public record Detection(String name, String yaml, SigmaRule rule, JsonObject fires, JsonObject silent) {
        /** Whether the rule does what its events say. */
        public boolean sound() {
            return rule.fires(fires) && !rule.fires(silent);
        }
    }

    private Detections() {}

    public static List<Detection> shipped() {
        return resource("index.txt").lines().map(Detections::detection).toList();
    }

    /** A dashboard in Splunk's Simple XML. */
    public static String dashboard() {
        return resource("dashboard.xml");
    }

    private static Detection detection(String name) {
        String yaml = resource(name + ".yml");
        var events = Json.parseObject(resource(name + ".json").getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
        return new Detection(
                name,
                yaml,
                SigmaRule.of(YamlDocument.parse(name + ".yml", yaml).value()),
                events.object("fires").orElseThrow(),
                events.object("silent").orElseThrow());
    }

    private static String resource(String name) {
        try (var in = Detections.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the program's own file " + name, e);
        }
    }
}
