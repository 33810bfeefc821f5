package dev.bailiwick.host.freeze;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One file of JSON per freeze: {@code agent-NAME.freeze}, or {@code everything.freeze}. Several processes may work in the
 * folder at the same time.
 *
 * <p>A mark is written under another name, forced to disk, linked to its own name (which fails when there is one already, so a
 * freeze in force stays as it is), and the folder is forced too. What lies there under a mark's name and cannot be read, of
 * whatever kind, counts as a freeze.
 */
public final class FreezeMarks implements FreezeRecords {
    private static final String SUFFIX = ".freeze";
    private static final String EVERYTHING = "everything" + SUFFIX;
    private static final String AGENT = "agent-";

    /** A mark is a few hundred bytes; more is no mark of ours. */
    private static final JsonLimits LIMITS = new JsonLimits(4, 64 << 10, 40);

    private final Path folder;

    /** The folder is made when the first freeze needs it; without one nothing is frozen. */
    public FreezeMarks(Path folder) {
        this.folder = folder;
    }

    @Override
    public Freezes load() {
        var frozen = Freezes.NONE;
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) frozen = frozen.and(mark(file));
            return frozen;
        } catch (NoSuchFileException _) {
            return Freezes.NONE;
        } catch (IOException | DirectoryIteratorException e) {
            return all(unreadable("the folder \"" + folder + "\" of freeze marks cannot be read"));
        }
    }

    private static Freezes mark(Path file) {
        var name = file.getFileName().toString();
        var freeze = read(file);
        if (freeze.isEmpty()) return Freezes.NONE;
        if (!name.startsWith(AGENT)) return all(freeze.get());
        try {
            var agent = new AgentId(name.substring(AGENT.length(), name.length() - SUFFIX.length()));
            return new Freezes(Optional.empty(), Map.of(agent, freeze.get()));
        } catch (IllegalArgumentException _) {
            return all(freeze.get());
        }
    }

    /** Empty when it was lifted in the meantime. */
    private static Optional<Freeze> read(Path file) {
        // a pipe would make us wait, a link could show anything
        boolean other =
                Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (other) return Optional.of(spoiled(file));
        try {
            // one byte more than allowed is enough to see that it is too long
            byte[] bytes;
            try (var in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LIMITS.characters() + 1);
            }
            return Optional.of(Freeze.of(Fields.of(Json.parseObject(bytes, LIMITS))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | JsonException | IllegalArgumentException _) {
            return Optional.of(spoiled(file));
        }
    }

    private static Freeze spoiled(Path file) {
        return unreadable("the freeze mark \"" + file.getFileName() + "\" cannot be read");
    }

    private static Freeze unreadable(String reason) {
        return new Freeze(reason, "bailiwick", Instant.EPOCH);
    }

    private static Freezes all(Freeze freeze) {
        return new Freezes(Optional.of(freeze), Map.of());
    }

    @Override
    public void freeze(Optional<AgentId> agent, Freeze freeze) {
        try {
            makeFolder();
            var draft = folder.resolve(UUID.randomUUID() + ".draft");
            try {
                write(draft, Json.utf8(freeze.json()));
                publish(draft, file(agent));
            } finally {
                Files.deleteIfExists(draft);
            }
            force(folder);
        } catch (IOException e) {
            throw new MarksUnavailable(
                    "the freeze mark in \"" + folder
                            + "\" cannot be written: give this account the folder, free space on"
                            + " its disk, and freeze again",
                    e);
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) return;
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            var owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        } else {
            Files.createDirectories(folder);
        }
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) force(parent);
    }

    private static void write(Path draft, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) channel.write(buffer);
            channel.force(true);
        }
    }

    /** A link, unlike a move, never replaces: who comes second leaves what the first one wrote. */
    private static void publish(Path draft, Path mark) throws IOException {
        try {
            Files.createLink(mark, draft);
        } catch (FileAlreadyExistsException _) {
            // in force already
        } catch (UnsupportedOperationException _) {
            if (!Files.exists(mark)) Files.move(draft, mark, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void lift(Optional<AgentId> agent) {
        try {
            if (Files.deleteIfExists(file(agent))) force(folder);
        } catch (IOException e) {
            throw new MarksUnavailable(
                    "the freeze mark in \"" + folder + "\" cannot be removed: the freeze holds; give this account the"
                            + " folder and lift again",
                    e);
        }
    }

    private Path file(Optional<AgentId> agent) {
        return folder.resolve(agent.map(id -> AGENT + id.value() + SUFFIX).orElse(EVERYTHING));
    }

    /** The name is on the disk only when the folder is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
