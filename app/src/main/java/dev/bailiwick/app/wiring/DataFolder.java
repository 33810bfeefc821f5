package dev.bailiwick.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Everything one Bailiwick keeps, in one folder of its own account.
 *
 * <p>The folder lets other accounts pass through to the control socket and to nothing else: what lies in it is closed.
 */
public record DataFolder(Path path) {
    /** The user's data folder (XDG Base Directory Specification), or {@code BAILIWICK_DATA}. */
    public static DataFolder usual(Map<String, String> environment) {
        String own = environment.get("BAILIWICK_DATA");
        if (own != null && !own.isBlank()) return new DataFolder(Path.of(own));
        String xdg = environment.get("XDG_DATA_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        Path base = xdg == null || xdg.isBlank() ? home.resolve(".local").resolve("share") : Path.of(xdg);
        return new DataFolder(base.resolve("bailiwick"));
    }

    public Path organisation() {
        return path.resolve("bailiwick.yaml");
    }

    /** What agents run on and hold, for the blast radius. */
    public Path register() {
        return path.resolve("register.yaml");
    }

    /** How agents' machines are watched. */
    public Path posture() {
        return path.resolve("posture.yaml");
    }

    /** What an organisation changes of the programme that ships. */
    public Path programme() {
        return path.resolve("programme.yaml");
    }

    /** The last looks at them, for the next start. */
    public Path looks() {
        return path.resolve("looks");
    }

    public Path log() {
        return path.resolve("log");
    }

    public Path freezes() {
        return path.resolve("freezes");
    }

    /** What was agreed that the log keeps. */
    public Path keeping() {
        return path.resolve("keeping.json");
    }

    /** How far each receiver of the log has come. */
    public Path sinks() {
        return path.resolve("sinks");
    }

    /** What agents use and never see: sealed, with its key. */
    public Path keys() {
        return path.resolve("keys");
    }

    /** Cases that were begun while no server ran. */
    public Path incidents() {
        return path.resolve("incidents");
    }

    /** The keys of those who may contain from elsewhere. */
    public Path webhooks() {
        return path.resolve("webhooks");
    }

    /** Agents' machines that were let in. */
    public Path nodes() {
        return path.resolve("nodes");
    }

    /** On such a machine: who it is, and what the server told it. */
    public Path node() {
        return path.resolve("node");
    }

    /** What the server had frozen when it was last heard. */
    public Path nodeFreezes() {
        return node().resolve("freezes");
    }

    public Path socket() {
        return path.resolve("control.sock");
    }

    /** What belongs to one connected agent: where its runtime is, and its credentials. */
    public Path agent(String id) {
        return path.resolve("agents").resolve(id);
    }

    /** Makes the folder when it is missing, and closes it and its register to other accounts. */
    public void make() {
        try {
            if (Files.isDirectory(path)) refuseIfEverybodyWrites();
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            if (Files.exists(organisation()))
                Files.setPosixFilePermissions(organisation(), PosixFilePermissions.fromString("rw-r-----"));
        } catch (IOException e) {
            throw new Refusal("the data folder " + path + " cannot be made: " + e.getMessage()
                    + ". Name another one with --data DIR");
        }
    }

    /** Closing it now would not say what was put into it before. */
    private void refuseIfEverybodyWrites() throws IOException {
        if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new Refusal("the data folder " + path + " can be written by everybody: chmod o-w it");
        }
    }
}
