package dev.bailiwick.app.wiring;

import dev.bailiwick.core.hardening.ConfinedCommand;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.ask.Answer;
import dev.bailiwick.host.ask.DecisionClient;
import dev.bailiwick.host.ask.Unanswered;
import dev.bailiwick.host.confine.ConfinedRun;
import dev.bailiwick.host.freeze.FreezeMarks;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One command as the server sees it: asked for before it starts, looked after while it runs, reported when it ended. Two
 * things end it early: a freeze, by the marks of this machine or by the server's word, and a server that says nothing any
 * more.
 */
public final class AskedFirst {
    private static final int DENIED = 4;
    private static final int PENDING = 5;
    private static final int UNREACHABLE = 6;
    private static final URI USUAL = URI.create("http://127.0.0.1:7430");
    private static final String TOOL = "bailiwick.run";
    private static final String SESSION = "run";
    private static final Duration LOOK = Duration.ofMillis(500);
    /** A server that starts again takes a few seconds; one that is away longer cannot freeze anything. */
    private static final Duration ALONE = Duration.ofSeconds(20);

    private final AgentId agent;
    private final Path folder;
    private final List<Path> marks;
    private final DecisionClient server;
    private final String call = "run-" + new Chance().token();

    private AskedFirst(AgentId agent, Path folder, List<Path> marks, DecisionClient server) {
        this.agent = agent;
        this.folder = folder;
        this.marks = marks;
        this.server = server;
    }

    public static AskedFirst of(DataFolder data, AgentId agent, Optional<URI> server, Optional<Path> credentials) {
        var address = server.or(() -> new Installations(data)
                        .find(agent)
                        .map(found -> found.wanted().bailiwick()))
                .orElse(USUAL);
        var file = credentials.orElseGet(() -> data.agent(agent.value()).resolve("credentials.json"));
        return new AskedFirst(
                agent,
                data.agent(agent.value()),
                List.of(data.freezes(), data.nodeFreezes()),
                new DecisionClient(address, file));
    }

    /** The port of the agent's egress proxy, as the server wrote it down. */
    public Optional<Integer> wayOut() {
        var told = folder.resolve("egress.json");
        if (!Files.isReadable(told)) return Optional.empty();
        try {
            return Json.parseObject(Files.readAllBytes(told), JsonLimits.REQUEST)
                    .string("proxy")
                    .map(proxy -> URI.create(proxy).getPort())
                    .filter(port -> port > 0);
        } catch (IOException | JsonException | IllegalArgumentException e) {
            throw new Refusal("cannot read " + told + ", which says where the agent's way out is");
        }
    }

    /** The last freeze this machine was told holds, with the server or without. */
    public void requireMoving() {
        marked().ifPresent(why -> {
            throw new Refusal(DENIED, "agent " + agent + " is frozen: " + why);
        });
    }

    /** Under an account that may not read the marks the server's word has to do. */
    private Optional<String> marked() {
        return marks.stream()
                .filter(folder -> !Files.exists(folder) || Files.isReadable(folder))
                .flatMap(folder -> new FreezeMarks(folder).load().of(agent).stream())
                .findFirst()
                .map(Freeze::reason);
    }

    /** Returns when it may run, once. Waits while a person decides. */
    public void requirePermit(JsonObject question) {
        var attempt = JsonObject.with("session", SESSION)
                .and("call", call)
                .and("tool", TOOL)
                .and("kind", "bailiwick_run")
                .and("arguments", question)
                .and("origin", JsonObject.with("kind", "unknown").build())
                .build();
        switch (asked(() -> server.ask(attempt))) {
            case Answer.Permit(long entry) -> System.err.println("bailiwick: permitted, decision " + entry);
            case Answer.Pending(var message) -> throw new Refusal(PENDING, message);
            case Answer.Refused(var message) -> throw new Refusal(DENIED, message);
        }
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (Unanswered e) {
            throw new Refusal(UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /** What its own profile leaves no room for is asked of nobody, but it was tried. */
    public void refusedHere(ConfinedCommand command, String why) {
        try {
            report(false, "refused by its profile: " + why + ": " + Untrusted.visible(command.text()));
        } catch (Unanswered e) {
            System.err.println("bailiwick: not in the log: " + e.getMessage());
        }
    }

    /** Runs it, told at once when it must end, and reports what it came to. */
    public ConfinedRun.Ending watching(Function<Supplier<Optional<String>>, ConfinedRun.Ending> run) {
        var objection = new AtomicReference<Optional<String>>(Optional.empty());
        var watch = Thread.ofVirtual().name("standing").start(() -> watch(objection));
        try {
            var ending = run.apply(objection::get);
            told(ending);
            return ending;
        } finally {
            watch.interrupt();
        }
    }

    private void watch(AtomicReference<Optional<String>> objection) {
        long heard = System.nanoTime();
        try {
            while (objection.get().isEmpty()) {
                Thread.sleep(LOOK);
                objection.set(marked().map(why -> "frozen: " + why));
                if (objection.get().isPresent()) return;
                try {
                    objection.set(server.frozen().map(why -> "frozen: " + why));
                    heard = System.nanoTime();
                } catch (Unanswered e) {
                    if (System.nanoTime() - heard > ALONE.toNanos())
                        objection.set(Optional.of(String.valueOf(e.getMessage())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has ended
        } catch (RuntimeException e) {
            objection.set(Optional.of("nobody can say whether it may go on: " + e.getMessage()));
        }
    }

    private void told(ConfinedRun.Ending ending) {
        var text = ending.notStarted()
                .map(why -> "not started: " + why)
                .or(() -> ending.killed().map(why -> "killed: " + why))
                .orElse("ended with " + ending.exitCode());
        try {
            report(ending.notStarted().isEmpty() && ending.killed().isEmpty(), text);
        } catch (Unanswered e) {
            System.err.println("bailiwick: its outcome could not be reported and stays unknown in the log");
        }
    }

    private void report(boolean ok, String text) {
        server.report(JsonObject.with("type", "outcome")
                .and("session", SESSION)
                .and("call", call)
                .and("tool", TOOL)
                .and("ok", ok)
                .and("text", text)
                .build());
    }
}
