package dev.bailiwick.app.command;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.OfflineStop;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The levers: the running server pulls them; freeze and stop work without it too. */
abstract class Freezing implements Callable<Integer> {
    @Mixin
    protected DataOption data = new DataOption();

    @Mixin
    protected OutputOption output = new OutputOption();

    @Parameters(paramLabel = "AGENT", arity = "0..1", description = "which agent; or --all")
    private @Nullable String agent;

    @Option(names = "--all", description = "every agent, and everything that comes later")
    private boolean all;

    @Option(names = "--reason", required = true, description = "why; it stands in the log")
    protected String reason = "";

    abstract String verb();

    /** What can be done when no server answers. */
    abstract JsonObject offline(OfflineStop stop, Optional<AgentId> agent);

    @Override
    public Integer call() {
        var wanted = agent();
        var request = JsonObject.with("verb", verb())
                .and("agent", wanted.map(id -> new JsonString(id.value())))
                .and("reason", reason)
                .build();
        try {
            output.print(Asking.answer(data, request));
        } catch (ControlClient.ServerAway | JsonException e) {
            // a server that died over the question answers nothing
            output.print(offline(new OfflineStop(data.folder()), wanted));
        }
        return 0;
    }

    private Optional<AgentId> agent() {
        if (all == (agent != null)) throw new dev.bailiwick.app.wiring.Refusal(2, "name one agent, or say --all");
        return Optional.ofNullable(agent).map(AgentId::new);
    }

    @Command(name = "freeze", description = "refuse every next action of an agent, or of all; survives a restart")
    static final class Freeze extends Freezing {
        @Override
        String verb() {
            return "freeze";
        }

        @Override
        JsonObject offline(OfflineStop stop, Optional<AgentId> agent) {
            return stop.freeze(agent, reason);
        }
    }

    @Command(name = "lift", description = "end a freeze")
    static final class Lift extends Freezing {
        @Override
        String verb() {
            return "lift";
        }

        @Override
        JsonObject offline(OfflineStop stop, Optional<AgentId> agent) {
            throw new dev.bailiwick.app.wiring.Refusal(
                    6, "lifting opens, so it needs the running server: ./bailiwick serve");
        }
    }

    @Command(name = "stop", description = "freeze, then SIGKILL of everything the agent runs: not a drain")
    static final class Stop extends Freezing {
        @Override
        String verb() {
            return "stop";
        }

        @Override
        JsonObject offline(OfflineStop stop, Optional<AgentId> agent) {
            return stop.stop(agent, reason);
        }
    }

    @Command(
            name = "contain",
            description = "seal, freeze, SIGKILL, revoke everything, capture, isolate: at once, no scoping first")
    static final class Contain extends Freezing {
        @Override
        String verb() {
            return "incident.contain";
        }

        @Override
        JsonObject offline(OfflineStop stop, Optional<AgentId> agent) {
            return stop.contain(agent, reason);
        }
    }
}
