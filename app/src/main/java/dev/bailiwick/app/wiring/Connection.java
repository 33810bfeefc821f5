package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.host.openclaw.PluginFolder;
import dev.bailiwick.host.openclaw.Rendering;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenClaw made to ask Bailiwick: plugin and credentials in the agent's folder, and the configuration that goes with them.
 *
 * @param bailiwick where it asks
 * @param hold how long a call is held open there
 * @param account the account OpenClaw runs under: only it may read the credentials
 */
public record Connection(
        DataFolder data, AgentId agent, Path configuration, URI bailiwick, Duration hold, Optional<String> account) {
    private static final int GATEWAY_PORT = 18789;

    public Path plugin() {
        return folder().resolve("plugin");
    }

    public Path credentials() {
        return folder().resolve("credentials.json");
    }

    private Path folder() {
        return data.agent(agent.value());
    }

    /** What OpenClaw's configuration becomes; nothing is written. */
    public Rendering rendering() {
        return wanted(GATEWAY_PORT).render(OpenClawConfig.read(configuration).orElse(JsonObject.EMPTY));
    }

    private OpenClawConfig wanted(int port) {
        return new OpenClawConfig(bailiwick, credentials(), configuration, plugin(), hold, port, program());
    }

    /** Installs the plugin and the credentials, and writes down where they are. Returns the configuration's backup. */
    public Optional<Path> write(Rendering rendering, Map<Credentials.Use, String> issued, String gatewayToken) {
        try {
            Files.createDirectories(folder());
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(folder().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            PluginFolder.copy(shippedPlugin(), plugin());
            secret(credentials(), file(issued, gatewayToken));
            secret(folder().resolve("gateway-token"), gatewayToken + "\n");
            account.ifPresent(name -> give(credentials(), name));
            var backup = rendering.write(configuration);
            account.ifPresent(name -> readable(configuration, name));
            new Installations(data).put(agent, installation(rendering));
            return backup;
        } catch (IOException e) {
            throw new Refusal("cannot write below " + folder() + ": " + e.getMessage());
        }
    }

    private Installations.Installation installation(Rendering rendering) {
        long port = rendering
                .after()
                .object("gateway")
                .flatMap(gateway -> dev.bailiwick.json.Fields.of(gateway).optionalNumber("port"))
                .orElse((long) GATEWAY_PORT);
        return new Installations.Installation(
                wanted(Math.toIntExact(port)), PluginFolder.digest(plugin()), folder().resolve("gateway-token"));
    }

    private static String file(Map<Credentials.Use, String> issued, String gatewayToken) {
        var members = JsonObject.builder();
        issued.forEach((use, value) -> members.and(dev.bailiwick.json.Fields.spelling(use), value));
        return Json.pretty(members.and("gateway", gatewayToken).build()) + "\n";
    }

    private static void secret(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static void give(Path file, String account) {
        try {
            var owner = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(account);
            Files.setOwner(file, owner);
        } catch (IOException | SecurityException e) {
            throw new Refusal("cannot give " + file + " to the account " + account + ": " + e.getMessage()
                    + ". Run this command as root");
        }
    }

    /** The agent reads its configuration and cannot write it. */
    private static void readable(Path file, String account) {
        try {
            var group = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(account);
            Files.getFileAttributeView(file, PosixFileAttributeView.class).setGroup(group);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        } catch (IOException e) {
            throw new Refusal("cannot let the account " + account + " read " + file + ": " + e.getMessage());
        }
    }

    /** The program that answers before OpenClaw installs anything; it must lie where OpenClaw's account cannot write. */
    private static Optional<Path> program() {
        var program = Path.of(System.getProperty("bailiwick.home", ".")).resolve("bailiwick");
        return Optional.of(program.toAbsolutePath().normalize()).filter(Files::isExecutable);
    }

    /** The plugin as it ships beside the program. */
    private static Path shippedPlugin() {
        var plugin = Path.of(System.getProperty("bailiwick.home", ".")).resolve("openclaw-plugin");
        if (Files.isDirectory(plugin)) return plugin.toAbsolutePath().normalize();
        throw new Refusal("the plugin is not beside the program: start Bailiwick with ./bailiwick");
    }
}
