package dev.bailiwick.gateway.openclaw;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.gateway.http.Answers;
import dev.bailiwick.gateway.http.Caller;
import dev.bailiwick.gateway.http.Excerpt;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.gateway.http.RequestBody;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Reports;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;

/** What the runtime says happened: all of a report is understood before any of it counts. */
public final class Report {
    static final int MOST_EVENTS = 256;
    /** Events of the runtime itself belong to no conversation. */
    private static final SessionId RUNTIME = new SessionId("runtime");

    private final Reports reports;
    private final Alerts alerts;
    private final RecentCalls calls;

    public Report(Reports reports, Alerts alerts, RecentCalls calls) {
        this.reports = reports;
        this.alerts = alerts;
        this.calls = calls;
    }

    void handle(Caller caller, ServerRequest request, ServerResponse response) throws IOException {
        var fields = Fields.of(RequestBody.object(request));
        var events = fields.list("events");
        fields.end();
        if (events.size() > MOST_EVENTS)
            throw HttpError.badRequest("a report has at most " + MOST_EVENTS + " events, at /events");
        List<Runnable> understood =
                events.stream().map(event -> understood(caller.agent(), event)).toList();
        understood.forEach(Runnable::run);
        Answers.json(
                response,
                JsonObject.with("accepted", dev.bailiwick.json.JsonNumber.of(understood.size()))
                        .build());
    }

    private Runnable understood(AgentId agent, Fields event) {
        Runnable action = switch (event.oneOf("type", Type.class)) {
            case OUTCOME -> outcome(agent, event);
            case MESSAGE -> message(agent, event);
            case PROMPT -> prompt(agent, event);
            case SUB_AGENT -> subAgent(agent, event);
            case SCHEDULE -> schedule(agent, event);
            case SESSION -> session(agent, event);
            case INSTALL -> install(agent, event);
        };
        event.end();
        return action;
    }

    private enum Type {
        OUTCOME,
        MESSAGE,
        PROMPT,
        SUB_AGENT,
        SCHEDULE,
        SESSION,
        INSTALL
    }

    private enum Phase {
        STARTED,
        ENDED
    }

    private Runnable outcome(AgentId agent, Fields event) {
        var call = event.optionalText("call");
        var outcome = new Reports.Outcome(
                session(event),
                call,
                event.text("tool"),
                calls.arguments(agent, call),
                event.flag("ok"),
                event.text("text"));
        return () -> reports.outcome(agent, outcome);
    }

    private Runnable message(AgentId agent, Fields event) {
        var session = session(event);
        String sender = event.text("sender");
        boolean owner = event.optionalFlag("owner").orElse(false);
        String text = event.text("text");
        return () -> reports.message(agent, session, sender, owner, text);
    }

    private Runnable prompt(AgentId agent, Fields event) {
        var session = session(event);
        var detail = Excerpt.of(event.text("text"));
        return () -> reports.told(agent, session, "prompt", detail);
    }

    private Runnable subAgent(AgentId agent, Fields event) {
        var session = session(event);
        var child = event.parsed("child", SessionId::new);
        var phase = event.oneOf("phase", Phase.class);
        var detail = JsonObject.with("child", child.value())
                .and("phase", Fields.spelling(phase))
                .build();
        return phase == Phase.STARTED
                ? () -> reports.delegated(agent, session, child, detail)
                : () -> reports.told(agent, session, "sub-agent", detail);
    }

    private Runnable schedule(AgentId agent, Fields event) {
        boolean command = event.flag("command");
        var detail = JsonObject.with("job", clipped(event.text("job")))
                .and("change", clipped(event.text("change")))
                .and("command", command)
                .build();
        return () -> {
            reports.told(agent, RUNTIME, "schedule", detail);
            // a scheduled command runs without a tool call: the gate never sees it
            if (command) alerts.raise(agent, "ungated-schedule", "a scheduled command would run without any decision");
        };
    }

    private Runnable session(AgentId agent, Fields event) {
        var session = session(event);
        return switch (event.oneOf("phase", Phase.class)) {
            case STARTED -> () -> reports.started(agent, session);
            case ENDED -> () -> reports.told(agent, session, "session-ended", JsonObject.EMPTY);
        };
    }

    private Runnable install(AgentId agent, Fields event) {
        var detail = JsonObject.with("name", clipped(event.text("name")))
                .and("source", clipped(event.text("source")))
                .build();
        return () -> reports.told(agent, RUNTIME, "install", detail);
    }

    private static SessionId session(Fields event) {
        return event.parsed("session", SessionId::new);
    }

    private static String clipped(String text) {
        return Excerpt.clipped(text, 500);
    }
}
