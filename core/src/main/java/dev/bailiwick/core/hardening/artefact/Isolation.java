package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.IsolationTable;
import java.util.List;

/** {@link IsolationTable} as two scripts, for the machine where Bailiwick is not: it cuts the host off, and lets it back. */
final class Isolation {
    private Isolation() {}

    static Artefact isolate(AgentProfile profile) {
        return script(
                profile,
                "# Nothing goes in or out but loopback and SSH from the administrators' networks.",
                IsolationTable.administrators(profile.network().admin()),
                "isolate.sh");
    }

    static Artefact release(AgentProfile profile) {
        return script(
                profile, "# The table goes; what was there before is as it was.", IsolationTable.gone(), "release.sh");
    }

    private static Artefact script(AgentProfile profile, String story, List<String> rules, String file) {
        var draft = new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line(story)
                .line("set -eu")
                .line("nft -f - <<'RULES'");
        rules.forEach(draft::line);
        return draft.line("RULES").asProgram(file);
    }
}
