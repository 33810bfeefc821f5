package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.host.openclaw.OpenClawFailure;
import dev.bailiwick.host.openclaw.PluginFolder;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
     * @param wanted what its configuration must hold, and where everything lies
     * @param shipped digest of the plugin as it was installed
     * @param tokenFile file with the gateway's token, readable by Bailiwick's account
     */
    public record Installation(OpenClawConfig wanted, Digest shipped, Path tokenFile) {
        public URI gateway() {
            return URI.create("http://127.0.0.1:" + wanted.port());
        }

        JsonObject json() {
            return JsonObject.with("bailiwick", wanted.bailiwick().toString())
                    .and("credentials", wanted.credentials().toString())
                    .and("configuration", wanted.configuration().toString())
                    .and("plugin", wanted.plugin().toString())
                    .and("holdSeconds", wanted.hold().toSeconds())
                    .and("gatewayPort", wanted.port())
                    .and("program", wanted.program().map(path -> new JsonString(path.toString())))
                    .and("shipped", shipped.hex())
                    .and("tokenFile", tokenFile.toString())
                    .build();
        }

        static Installation of(JsonObject json) {
            var fields = Fields.of(json);
            var wanted = new OpenClawConfig(
                    fields.parsed("bailiwick", URI::create),
                    fields.parsed("credentials", Path::of),
                    fields.parsed("configuration", Path::of),
                    fields.parsed("plugin", Path::of),
                    Duration.ofSeconds(fields.number("holdSeconds")),
                    Math.toIntExact(fields.number("gatewayPort")),
                    fields.optionallyParsed("program", Path::of));
            var installation = new Installation(
                    wanted, fields.parsed("shipped", Digest::new), fields.parsed("tokenFile", Path::of));
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
    public Optional<Reading> read(AgentId agent) {
        try {
            return find(agent).map(Installations::read);
        } catch (Refusal e) {
            var nothing = Digest.of("unreadable " + agent);
            return Optional.of(new Reading(
                    new Digests(nothing, nothing), Optional.of("where its runtime lies can no longer be read")));
        }
    }

    private static Reading read(Installation installed) {
        var digests = new Digests(
                folder(installed.wanted().plugin()), file(installed.wanted().configuration()));
        var weakness = digests.plugin().equals(installed.shipped())
                ? weakness(installed.wanted())
                : Optional.of("the plugin's files are not those that were installed");
        return new Reading(digests, weakness);
    }

    /** What the configuration would have to become again: only the place is told, because what stands there is the agent's. */
    private static Optional<String> weakness(OpenClawConfig wanted) {
        try {
            return OpenClawConfig.read(wanted.configuration())
                    .map(now -> wanted.render(now).changedPlaces().stream().findFirst())
                    .orElse(Optional.of("its beginning"))
                    .map(place -> "the configuration no longer gates, at " + Untrusted.visible(place));
        } catch (OpenClawFailure e) {
            return Optional.of("the configuration cannot be read");
        }
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
