package dev.bailiwick.app.wiring;

import static dev.bailiwick.core.people.Scope.APPROVALS_READ;
import static dev.bailiwick.core.people.Scope.AUDIT_READ;
import static dev.bailiwick.core.people.Scope.INCIDENTS_READ;
import static dev.bailiwick.core.people.Scope.PROGRAMME_READ;
import static dev.bailiwick.core.people.Scope.REGISTER_READ;
import static dev.bailiwick.core.people.Scope.REGISTER_WRITE;

import dev.bailiwick.console.rest.Route;
import java.util.List;

/** Every route of the HTTP API: a path, what opens it, and the request of the command line that answers it. */
final class ApiRoutes {
    static final List<Route> ALL = List.of(
            Route.whole("/v1/agents", REGISTER_READ, "agents.list", "agents"),
            Route.one("/v1/agents/{agent}", REGISTER_READ, "agents.show"),
            Route.paged("/v1/integrations", REGISTER_READ, "integrations.list", "integrations", 100)
                    .flags("all"),
            Route.one("/v1/integrations/{id}", REGISTER_READ, "integrations.show"),
            Route.post("/v1/integrations", REGISTER_WRITE, "integrations.request"),
            Route.whole("/v1/acknowledgements", REGISTER_READ, "papers.readings", "readings")
                    .flags("open"),
            Route.paged("/v1/tools", REGISTER_READ, "tools.list", "tools", 100),
            Route.paged("/v1/tickets", REGISTER_READ, "tickets.list", "tickets", 100),
            Route.paged("/v1/approvals", APPROVALS_READ, "approvals.list", "approvals", 100)
                    .flags("all"),
            Route.one("/v1/approvals/{id}", APPROVALS_READ, "approvals.show"),
            Route.never("/v1/approvals/{id}/approve"),
            Route.never("/v1/approvals/{id}/deny"),
            Route.never("/v1/approvals/{id}/withdraw"),
            Route.never("/v1/break-glass"),
            Route.never("/v1/tokens"),
            Route.never("/v1/policies"),
            Route.entries("/v1/audit", AUDIT_READ, "audit.search", "entries")
                    .texts("agent", "session", "person", "kind", "tool", "verdict", "from", "until", "text")
                    .numbers("tier"),
            Route.one("/v1/audit/status", AUDIT_READ, "status"),
            Route.whole("/v1/incidents", INCIDENTS_READ, "incident.list", "cases"),
            Route.one("/v1/incidents/{case}", INCIDENTS_READ, "incident.show"),
            Route.one("/v1/incidents/{case}/playbook", INCIDENTS_READ, "incident.runbook"),
            Route.whole("/v1/duties", PROGRAMME_READ, "duties.list", "duties").texts("state"),
            Route.one("/v1/metrics/programme", PROGRAMME_READ, "metrics.programme")
                    .numbers("days"));

    private ApiRoutes() {}
}
