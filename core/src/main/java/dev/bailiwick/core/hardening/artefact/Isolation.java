package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.value.AddressBlock;

/** Cuts the host off, and lets it back: one table before all others, so that no rule of anybody has to be touched. */
final class Isolation {
    private static final String TABLE = "bailiwick_isolation";

    private Isolation() {}

    static Artefact isolate(AgentProfile profile) {
        var draft = new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line("# Nothing goes in or out but loopback and SSH from the administrators' networks.")
                .line("set -eu")
                .line("nft -f - <<'RULES'")
                .line("table inet " + TABLE)
                .line("delete table inet " + TABLE)
                .line("table inet " + TABLE + " {");
        chain(draft, profile, "input", "saddr", "dport");
        chain(draft, profile, "output", "daddr", "sport");
        return draft.line("  chain forward {")
                .line("    type filter hook forward priority -300; policy drop;")
                .line("  }")
                .line("}")
                .line("RULES")
                .asProgram("isolate.sh");
    }

    private static void chain(Artefact.Draft draft, AgentProfile profile, String hook, String side, String port) {
        draft.line("  chain " + hook + " {")
                .line("    type filter hook " + hook + " priority -300; policy drop;")
                .line(hook.equals("input") ? "    iif lo accept" : "    oif lo accept");
        for (AddressBlock block : profile.network().admin()) {
            var family = block.first().isFour() ? "ip" : "ip6";
            draft.line("    " + family + " " + side + " " + block + " tcp " + port + " 22 accept");
        }
        draft.line("  }");
    }

    static Artefact release(AgentProfile profile) {
        return new Artefact.Draft()
                .line("#!/bin/sh")
                .line(Artefacts.stamp(profile))
                .line("set -eu")
                .line("nft -f - <<'RULES'")
                .line("table inet " + TABLE)
                .line("delete table inet " + TABLE)
                .line("RULES")
                .asProgram("release.sh");
    }
}
