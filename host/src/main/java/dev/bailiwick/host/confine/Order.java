package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to run, exactly as it was permitted.
 *
 * @param program by its path
 * @param bytes digest of the program's bytes; other bytes do not start
 * @param arguments the program's name first
 * @param folder where it starts
 * @param proxy the port of loopback where the agent's egress proxy is, if it has one
 */
public record Order(
        AgentId agent,
        AgentProfile profile,
        Path program,
        Digest bytes,
        List<String> arguments,
        Path folder,
        Optional<Integer> proxy) {
    public Order {
        arguments = List.copyOf(arguments);
    }

    JsonObject json() {
        return JsonObject.with("agent", agent.value())
                .and("profile", profile.json())
                .and("program", program.toString())
                .and("bytes", bytes.hex())
                .and("arguments", JsonArray.ofStrings(arguments))
                .and("folder", folder.toString())
                .and("proxy", proxy.map(JsonNumber::of))
                .build();
    }

    static Order of(JsonObject json) {
        var fields = Fields.of(json);
        var order = new Order(
                fields.parsed("agent", AgentId::new),
                AgentProfile.of(fields.object("profile")),
                fields.parsed("program", Path::of),
                fields.parsed("bytes", Digest::new),
                fields.texts("arguments"),
                fields.parsed("folder", Path::of),
                fields.optionalNumber("proxy").map(Math::toIntExact));
        fields.end();
        return order;
    }
}
