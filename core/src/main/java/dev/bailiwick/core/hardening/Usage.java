package dev.bailiwick.core.hardening;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.command.Places;
import dev.bailiwick.core.command.ShellLine;
import dev.bailiwick.core.command.Touch;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an agent used, as the permitted actions of its log show it. Every name in it is the agent's own word: it may keep something
 * in a profile, and can put nothing in.
 */
public final class Usage {
    private static final List<String> PATHS = List.of("path", "file_path", "filePath");
    private static final Set<String> READING = Set.of("read", "ls", "grep", "find");

    /** Somewhere else that was asked: a name, or an address. */
    public record Peer(String host, int port) {}

    private final AgentId agent;
    private final Commands commands;
    private final String workspace;
    private final Set<String> programs = new TreeSet<>();
    private final Set<String> read = new TreeSet<>();
    private final Set<String> written = new TreeSet<>();
    private final Set<Peer> peers = new java.util.HashSet<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long actions;
    private long unread;

    private Usage(AgentId agent, Commands commands, String workspace) {
        this.agent = agent;
        this.commands = commands;
        this.workspace = workspace;
    }

    public static Usage of(Stream<Entry> log, AgentId agent, Commands commands, AgentProfile profile) {
        var usage = new Usage(agent, commands, profile.files().workspace().text());
        log.forEach(usage::take);
        return usage;
    }

    private void take(Entry entry) {
        boolean permitted = entry.kind() == Event.Kind.DECISION
                && entry.agent().equals(Optional.of(agent.value()))
                && entry.body().string("verdict").equals(Optional.of("permit"));
        if (!permitted) return;
        actions++;
        first = first.filter(at -> at.isBefore(entry.at())).or(() -> Optional.of(entry.at()));
        last = last.filter(at -> at.isAfter(entry.at())).or(() -> Optional.of(entry.at()));
        entry.body()
                .object("attempt")
                .ifPresent(attempt -> attempt(
                        attempt.string("tool").orElse(""),
                        attempt.object("arguments").orElse(JsonObject.EMPTY)));
    }

    private void attempt(String tool, JsonObject arguments) {
        arguments.string("command").ifPresent(this::command);
        words(arguments).ifPresent(words -> command(ShellLine.quoted(words)));
        for (var name : PATHS) {
            arguments.string(name).ifPresent(path -> file(path, READING.contains(tool) ? read : written));
        }
        arguments.members().values().forEach(value -> {
            if (value instanceof JsonString(var text)) address(text);
        });
    }

    private static Optional<List<String>> words(JsonObject arguments) {
        if (!(arguments.get("arguments").orElse(JsonArray.EMPTY) instanceof JsonArray(var values)))
            return Optional.empty();
        var words = values.stream()
                .flatMap(value -> value instanceof JsonString(var text) ? Stream.of(text) : Stream.empty())
                .toList();
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private void command(String text) {
        var analysis = commands.analyse(text);
        if (analysis.line().isEmpty()) unread++;
        analysis.uses().forEach(use -> {
            if (!use.program().isEmpty()) programs.add(use.program());
            use.touches().forEach(this::touched);
        });
    }

    private void touched(Touch touch) {
        switch (touch.kind()) {
            case READ, SECRET -> file(touch.operand(), read);
            case WRITE, TREE, PERSISTENCE -> file(touch.operand(), written);
            case NETWORK, SEND -> address(touch.operand());
            case PROGRAM, SCRIPT, PROJECT, INLINE, INSTALL, PRIVILEGE, SYSTEM, UNKNOWN -> {}
        }
    }

    private void file(String path, Set<String> kept) {
        Places.resolved(path, workspace).ifPresentOrElse(kept::add, () -> unread++);
    }

    private void address(String text) {
        Url.of(text).ifPresent(url -> peers.add(new Peer(url.host().text(), url.port())));
    }

    /** Names of programs. */
    public Set<String> programs() {
        return Set.copyOf(programs);
    }

    public Set<Peer> peers() {
        return Set.copyOf(peers);
    }

    /** Whether a file in this folder was read, or written, which mostly reads as well. */
    boolean readBelow(HostPath folder) {
        return below(read, folder) || below(written, folder);
    }

    boolean wroteBelow(HostPath folder) {
        return below(written, folder);
    }

    private static boolean below(Set<String> paths, HostPath folder) {
        return paths.stream()
                .anyMatch(path -> path.equals(folder.text())
                        || path.startsWith(folder.text() + "/")
                        // what was named above it may have gone down into it
                        || folder.text().startsWith(path.equals("/") ? "/" : path + "/"));
    }

    /** How many permitted actions this was learned from. */
    public long actions() {
        return actions;
    }

    /** Commands and paths that could not be read: what they used is not known. */
    public long unread() {
        return unread;
    }

    public Optional<Instant> first() {
        return first;
    }

    public Optional<Instant> last() {
        return last;
    }
}
