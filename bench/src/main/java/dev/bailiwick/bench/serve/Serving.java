package dev.bailiwick.bench.serve;

import dev.bailiwick.app.control.ControlClient;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.bench.http.Program;
import dev.bailiwick.bench.http.Request;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code bailiwick serve} in a process of its own, with two agents that only the register knows. */
public final class Serving implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.patience", 60));

    private final Process process;
    private final ControlClient control;
    private final Path output;
    private final long started = System.nanoTime();

    private Serving(Process process, ControlClient control, Path output) {
        this.process = process;
        this.control = control;
        this.output = output;
    }

    /** With nothing in its file beside two agents. */
    public static Serving start(Path folder) throws IOException {
        return start(folder, "");
    }

    /** @param more what {@code bailiwick.yaml} says besides */
    static Serving start(Path folder, String more) throws IOException {
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
            version: 1
            contact: "you"
            people:
              - {id: you, name: "You", functions: [business, it, security], account: "%s"}
            agents:
              - {id: calm, operator: you, description: "asks now and then", account: "calm", commandAccount: "calm-commands"}
              - {id: loud, operator: you, description: "never stops asking", account: "loud", commandAccount: "loud-commands"}
            """.formatted(System.getProperty("user.name")) + more);
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Program.options(),
                        "-Dbailiwick.home=" + Path.of("").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.bailiwick.app.Main",
                        "serve",
                        "--data=" + data.path(),
                        "--console-port=0",
                        "--agents-port=0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Serving(process, new ControlClient(data.socket()), output);
    }

    /** Waits for its first page, and says how long after the start that was. */
    public Duration firstPage() throws IOException, InterruptedException {
        var console = address("console");
        while (true) {
            try {
                var page = Request.get("/sign-in", "").ask(console);
                // nobody is signed in: the page that says so is the first one
                if (page.body().contains("</html>")) return Duration.ofNanos(System.nanoTime() - started);
                throw new IOException("no page: " + page.status());
            } catch (IOException notYet) {
                pause(notYet);
            }
        }
    }

    /** Where it says that this side of it is. */
    public URI address(String side) throws IOException, InterruptedException {
        while (true) {
            var told = Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith(side + " "))
                    .findFirst();
            if (told.isPresent())
                return URI.create(told.get().substring(side.length()).strip().split(" ", 2)[0]);
            pause(new IOException(String.join("\n", Files.readAllLines(output))));
        }
    }

    private void pause(IOException failure) throws IOException, InterruptedException {
        if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) throw failure;
        TimeUnit.MILLISECONDS.sleep(5);
    }

    /** Registers an agent and returns the credential it asks with. */
    public String connect(String agent) {
        var issued = ask(JsonObject.with("verb", "register.agent")
                .and("agent", agent)
                .and("account", agent)
                .build());
        return issued.string("ask").orElseThrow();
    }

    void freeze(String agent) {
        var _ = ask(JsonObject.with("verb", "freeze")
                .and("agent", agent)
                .and("reason", "it floods us")
                .build());
    }

    /** From here on its mails wait for a person. */
    public void pilot(String agent) {
        var _ = ask(JsonObject.with("verb", "agents.step")
                .and("agent", agent)
                .and("step", "pilot")
                .and("reason", "it is measured")
                .build());
    }

    /** Whether anything waits for a person. */
    public boolean waits() {
        return !ask(JsonObject.with("verb", "approvals.list").build())
                .array("approvals")
                .values()
                .isEmpty();
    }

    /** How each receiver of the log stands. */
    JsonObject sinks() {
        return ask(JsonObject.with("verb", "sinks.list").build());
    }

    /** The newest entry that a search finds; -1 when it finds none. */
    long newestFound() {
        var found = ask(JsonObject.with("verb", "audit.search").and("limit", 1).build());
        return found.array("entries").values().stream()
                .mapToLong(entry -> Fields.of(entry).number("sequence"))
                .max()
                .orElse(-1);
    }

    private JsonObject ask(JsonObject request) {
        var answer = control.ask(request);
        return answer.object("result")
                .orElseThrow(
                        () -> new IllegalStateException(answer.string("message").orElse("")));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
