package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The shipped plugin as files: copied to where OpenClaw loads it, and read again to see whether it is still what was shipped. */
public final class PluginFolder {
    private PluginFolder() {}

    /**
     * What lies in the folder, as the plugin's heartbeat counts it: the digest that content to be installed has as well.
     *
     * @throws OpenClawFailure when the folder cannot be read, or holds more than the plugin ever did
     */
    public static Digest digest(Path folder) {
        var files = SkillFiles.below(folder);
        if (!files.whole()) throw new OpenClawFailure("\"" + folder + "\" holds more than the plugin");
        return files.digest();
    }

    /** Copies the plugin's files; what else is in the target folder is removed, because OpenClaw would load it as well. */
    public static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            var wanted = files(from);
            for (var old : files(to)) {
                if (wanted.stream().noneMatch(file -> file.getFileName().equals(old.getFileName()))) Files.delete(old);
            }
            for (var file : wanted) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new OpenClawFailure("cannot copy the plugin to \"" + to + "\": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted((one, other) -> one.getFileName()
                            .toString()
                            .compareTo(other.getFileName().toString()))
                    .toList();
        }
    }
}
