package dev.bailiwick.app.command;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Bailiwick is meant. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data folder (default: $$BAILIWICK_DATA, or bailiwick in your data folder)")
    private @Nullable Path data;

    DataFolder folder() {
        return data == null
                ? DataFolder.usual(System.getenv())
                : new DataFolder(data.toAbsolutePath().normalize());
    }

    boolean named() {
        return data != null;
    }

    ControlClient server() {
        return new ControlClient(folder().socket());
    }
}
