package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Containers by the runtimes that know them: Docker and Podman, whose {@code inspect} is alike, and runc. */
final class Containers {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");

    private Containers() {}

    /** A container's first process, and its runtime's words. */
    record Found(long pid, Observed.RuntimeWords words) {}

    static Optional<Found> find(String id, Optional<AgentProfile> profile) {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("not a container's name or id");
        return Stream.of("docker", "podman")
                .flatMap(runtime -> Tools.ask(runtime, "inspect", "--type", "container", id).stream()
                        .flatMap(said -> inspected(runtime, said, profile).stream()))
                .findFirst()
                .or(() -> Tools.ask("runc", "state", id).flatMap(Containers::state));
    }

    private static Optional<JsonValue> json(String text) {
        try {
            return Optional.of(Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    private static Optional<Found> inspected(String runtime, String said, Optional<AgentProfile> profile) {
        if (!(json(said).orElse(JsonArray.EMPTY) instanceof JsonArray all)
                || all.size() != 1
                || !(all.values().getFirst() instanceof JsonObject container)) return Optional.empty();
        return number(container.object("State"), "Pid").map(pid -> new Found(pid, words(runtime, container, profile)));
    }

    private static Optional<Long> number(Optional<JsonObject> object, String name) {
        return object.flatMap(found -> found.get(name))
                .filter(value -> value instanceof JsonNumber number && number.isLong() && number.longValue() > 0)
                .map(value -> ((JsonNumber) value).longValue());
    }

    private static Observed.RuntimeWords words(String runtime, JsonObject container, Optional<AgentProfile> profile) {
        var host = container.object("HostConfig").orElse(JsonObject.EMPTY);
        var config = container.object("Config").orElse(JsonObject.EMPTY);
        return new Observed.RuntimeWords(
                runtime,
                says(host, "Privileged"),
                Optional.of(says(host, "ReadonlyRootfs")),
                published(container),
                config.string("Image"),
                host.object("RestartPolicy").map(Containers::restart),
                host.array("Devices").size() > 0,
                FilterInForce.of(host.array("SecurityOpt"), profile));
    }

    private static boolean says(JsonObject object, String name) {
        return object.get(name).map(JsonValue::text).orElse("").equals("true");
    }

    private static String restart(JsonObject policy) {
        var name = policy.string("Name").filter(given -> !given.isEmpty()).orElse("no");
        var most = policy.get("MaximumRetryCount").map(JsonValue::text).orElse("0");
        return name.equals("on-failure") ? name + ":" + most : name;
    }

    private static List<String> published(JsonObject container) {
        List<String> addresses = new ArrayList<>();
        var ports = container
                .object("NetworkSettings")
                .flatMap(network -> network.object("Ports"))
                .orElse(JsonObject.EMPTY);
        for (var bindings : ports.members().values()) {
            if (!(bindings instanceof JsonArray array)) continue;
            for (var each : array) {
                if (each instanceof JsonObject binding)
                    addresses.add(binding.string("HostIp").orElse(""));
            }
        }
        return addresses;
    }

    /** runc knows nothing of images, published ports and restarts: others do that for it. */
    private static Optional<Found> state(String said) {
        if (!(json(said).orElse(JsonArray.EMPTY) instanceof JsonObject state)) return Optional.empty();
        var words = new Observed.RuntimeWords(
                "runc",
                false,
                Optional.empty(),
                List.of(),
                state.object("annotations").flatMap(notes -> notes.string("image")),
                Optional.of("no"),
                false,
                Optional.empty());
        return number(Optional.of(state), "pid").map(pid -> new Found(pid, words));
    }
}
