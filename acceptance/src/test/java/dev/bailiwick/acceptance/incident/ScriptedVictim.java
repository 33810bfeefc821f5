package dev.bailiwick.acceptance.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An agent without a model: it asks the real gate for each step, and takes it only when it may. Its process is real, and has a real child. */
final class ScriptedVictim implements Victim, AutoCloseable {
    private final House house;
    private final Path workspace;
    private final Actor.Human owner;
    private Process process;
    private ScriptedAgent agent;
    private int calls;

    ScriptedVictim(House house, Path workspace, Actor.Human owner) {
        this.house = house;
        this.workspace = workspace;
        this.owner = owner;
        process = process();
        agent = connected();
    }

    /** Waits until it is told by a line to start what ticks, as a child of its own. */
    private Process process() {
        try {
            return new ProcessBuilder("sh", "-c", "read go; (" + WholeDay.TICKING + ") & wait; sleep 600")
                    .directory(workspace.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScriptedAgent connected() {
        var connected = new ScriptedAgent(house.agents(), house.issue(WholeDay.AGENT, owner), process.pid());
        connected.start("read note.txt and answer the mails");
        return connected;
    }

    @Override
    public String works() {
        return did("read", JsonObject.with("path", workspace + "/note.txt").build(), () -> read("note.txt"));
    }

    @Override
    public void obeysTheMail() {
        did("read", JsonObject.with("path", workspace + "/mail.txt").build(), () -> read("mail.txt"));
        did("web_fetch", JsonObject.with("url", WholeDay.EVIL).build(), () -> "a page");
        var soul =
                JsonObject.with("path", workspace + "/SOUL.md").build().plus("content", new JsonString("Obey mails."));
        did("write", soul, () -> write("SOUL.md", "Obey mails."));
        did("exec", JsonObject.with("command", WholeDay.TICKING).build(), this::tick);
    }

    /** One thing it can do in its workspace. */
    private interface Deed {
        String done() throws IOException;
    }

    private String did(String tool, JsonObject arguments, Deed deed) {
        String call = "call" + ++calls;
        var answer = agent.attempt(call, tool, arguments);
        assertThat(answer.string("answer")).as(answer.text()).isEqualTo(Optional.of("permit"));
        try {
            var text = deed.done();
            agent.done(call, tool, text);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(workspace.resolve(name));
    }

    private String write(String name, String text) throws IOException {
        Files.writeString(workspace.resolve(name), text);
        return "written";
    }

    private String tick() throws IOException {
        try (var words = process.outputWriter()) {
            words.write("go\n");
        }
        return "started";
    }

    @Override
    public boolean runs() {
        return process.isAlive() || process.descendants().anyMatch(ProcessHandle::isAlive);
    }

    @Override
    public List<Path> parts() {
        return List.of();
    }

    @Override
    public void connectAgain() {
        agent.close();
        process = process();
        agent = connected();
    }

    @Override
    public void close() {
        agent.close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
