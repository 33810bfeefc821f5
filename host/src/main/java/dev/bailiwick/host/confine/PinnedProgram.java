package dev.bailiwick.host.confine;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program held open from the moment its bytes were compared until it starts: whatever is put under its name in between is not
 * what starts.
 */
final class PinnedProgram {
    private static final long AT_FDCWD = -100;
    private static final long O_RDONLY_CLOEXEC = 0x80000;

    private final Path program;
    private final Path held;
    private final boolean script;

    private PinnedProgram(Path program, Path held, boolean script) {
        this.program = program;
        this.held = held;
        this.script = script;
    }

    /** @throws ConfinementFailed when it has other bytes than these */
    static PinnedProgram open(Kernel kernel, Machine machine, Path program, Digest bytes) {
        long file = kernel.must(
                "open " + program, machine.openat(), AT_FDCWD, kernel.text(program.toString()), O_RDONLY_CLOEXEC, 0, 0);
        var held = Path.of("/proc/self/fd/" + file);
        try {
            byte[] content = Files.readAllBytes(held);
            if (!Digest.of(content).equals(bytes))
                throw new ConfinementFailed("binary_changed: " + program + " is not the program that was permitted");
            return new PinnedProgram(program, held, content.length > 1 && content[0] == '#' && content[1] == '!');
        } catch (IOException e) {
            throw new ConfinementFailed("cannot read " + program + ": " + e.getMessage());
        }
    }

    /** A script's interpreter opens it once more, by its name. */
    String startedBy() {
        return (script ? program : held).toString();
    }
}
