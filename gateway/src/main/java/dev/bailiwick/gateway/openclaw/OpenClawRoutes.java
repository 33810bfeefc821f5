package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.gateway.http.ErrorForm;
import dev.bailiwick.gateway.http.Gate;
import dev.bailiwick.procedure.register.CredentialDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** What the plugin, and a host that runs something for an agent, may call. Mounted at {@code /openclaw/v1}. */
public final class OpenClawRoutes implements HttpService {
    private final Gate gate;
    private final Decide decide;
    private final Report report;
    private final Heartbeat heartbeat;
    private final Standing standing;

    public OpenClawRoutes(
            CredentialDesk credentials, Decide decide, Report report, Heartbeat heartbeat, Standing standing) {
        this.gate = new Gate(credentials, ErrorForm.PLAIN);
        this.decide = decide;
        this.report = report;
        this.heartbeat = heartbeat;
        this.standing = standing;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/standing", gate.admit(Use.ASK, standing::handle))
                .post("/decide", gate.admit(Use.ASK, decide::handle))
                .post("/report", gate.admit(Use.REPORT, report::handle))
                .post("/heartbeat", gate.admit(Use.REPORT, heartbeat::handle));
    }
}
