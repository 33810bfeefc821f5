package dev.bailiwick.acceptance.incident;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day an agent is compromised, without a model: every part of Bailiwick is real. The same day on a real OpenClaw is a long test. */
class WholeDayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void from_the_injected_mail_to_the_closed_review() throws Exception {
        OwnNetwork.run(ScriptedDay.class, folder);
    }
}
