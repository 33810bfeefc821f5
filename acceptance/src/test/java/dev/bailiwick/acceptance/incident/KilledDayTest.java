package dev.bailiwick.acceptance.incident;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case survives the death of its server in each of its steps. Each step of the containment alone: {@code ContainmentKillTest}. */
@Tag("long")
class KilledDayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void killed_in_the_middle_of_every_command_the_case_goes_on_to_its_end() throws Exception {
        OwnNetwork.run(KilledDay.class, folder);
    }
}
