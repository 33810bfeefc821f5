package dev.bailiwick.app.wiring;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.openclaw.Selftest;
import dev.bailiwick.procedure.enforcement.PathProbes;
import java.util.List;

/** Tries the paths of connected OpenClaws. */
final class InstalledPaths implements PathProbes {
    private static final String NONCE = "selftest";

    private final Installations installations;

    InstalledPaths(Installations installations) {
        this.installations = installations;
    }

    @Override
    public List<Probe> of(AgentId agent) {
        return installations.find(agent).map(InstalledPaths::tried).orElse(List.of());
    }

    private static List<Probe> tried(Installations.Installation installation) {
        var test = new Selftest(installation.gateway(), Store.secret(installation.tokenFile()));
        return test.run(NONCE).stream().map(InstalledPaths::probe).toList();
    }

    private static Probe probe(Selftest.Result result) {
        return new Probe(result.pathway(), result.probe(), finding(result.proof()), result.said());
    }

    private static Finding finding(Selftest.Proof proof) {
        return switch (proof) {
            case HELD -> Finding.HELD;
            case FAILED -> Finding.FAILED;
            case NOT_DRIVEN -> Finding.NOT_DRIVEN;
        };
    }
}
