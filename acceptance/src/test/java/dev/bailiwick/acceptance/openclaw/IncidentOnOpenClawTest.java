package dev.bailiwick.acceptance.openclaw;

import dev.bailiwick.acceptance.incident.OwnNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The day an agent is compromised, on a real OpenClaw: from the injected mail to the closed review, in a network of its own. */
@Tag("long")
final class IncidentOnOpenClawTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void from_the_injected_mail_to_the_closed_review() throws Exception {
        OwnNetwork.run(IncidentDay.class, folder);
    }
}
