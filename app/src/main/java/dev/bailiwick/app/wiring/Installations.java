package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.openclaw.OpenClawFailure;
import dev.bailiwick.host.openclaw.PluginFolder;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the runtimes of connected agents are, as {@code openclaw connect} wrote it down. */
public final class Installations implements RuntimeFiles {
    private static final String NAME = "openclaw.json";

    private final DataFolder data;

    public Installations(DataFolder data) {
        this.data = data;
    }

    /**
     * One connected OpenClaw.
     *
     * @param plugin the plugin's folder
     * @param configuration its configuration file
     * @param gatewayPort where its gateway listens on loopback
     * @param tokenFile file with the gateway's token, readable by Bailiwick's account
     */
    public record Installation(Path plugin, Path configuration, int gatewayPort, Path tokenFile) {
        JsonObject json() {
            return JsonObject.with("plugin", plugin.toString())
                    .and("configuration", configuration.toString())
                    .and("gatewayPort", gatewayPort)
                    .and("tokenFile", tokenFile.toString())
                    .build();
        }

        static Installation of(JsonObject json) {
            var fields = Fields.of(json);
            var installation = new Installation(
                    fields.parsed("plugin", Path::of),
                    fields.parsed("configuration", Path::of),
                    Math.toIntExact(fields.number("gatewayPort")),
                    fields.parsed("tokenFile", Path::of));
            fields.end();
            return installation;
        }
    }

    public Optional<Installation> find(AgentId agent) {
        Path file = data.agent(agent.value()).resolve(NAME);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Installation.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.REQUEST)));
        } catch (IOException | JsonException e) {
            throw new Refusal(
                    "cannot read " + file + ": " + e.getMessage() + ". Run `./bailiwick openclaw connect` again");
        }
    }

    public void put(AgentId agent, Installation installation) {
        Path folder = data.agent(agent.value());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(NAME), Json.pretty(installation.json()) + "\n");
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder + ": " + e.getMessage());
        }
    }

    /** What Bailiwick reads itself; what it cannot read has a digest that no plugin can name. */
    @Override
    public Optional<Digests> read(AgentId agent) {
        return find(agent).map(found -> new Digests(folder(found.plugin()), file(found.configuration())));
    }

    private static Digest file(Path file) {
        try {
            return Digest.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Digest.of("unreadable " + file);
        }
    }

    private static Digest folder(Path folder) {
        try {
            return PluginFolder.digest(folder);
        } catch (OpenClawFailure e) {
            return Digest.of("unreadable " + folder);
        }
    }
}
