package dev.bailiwick.host.confine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The one file between a process that is to become a command and whoever watches it, opened before the walls close. It says from
 * the beginning that nothing has begun, and is emptied in the last moment.
 */
final class Wire implements AutoCloseable {
    static final String NEVER_CAME = "the process that was to become it ended before it could";
    private static final String OFFER = "way out: ";
    private static final String TAKEN = "its way out stands, and then it ended before it could begin";
    private static final long PAUSE = 5_000_000;
    private static final int PATIENCE = 2_000;

    private final RandomAccessFile file;

    private Wire(RandomAccessFile file) {
        this.file = file;
    }

    /** The process's end. Said now, so that all that says it is loaded when no class can be any more. */
    static Wire inside(String path) throws IOException {
        var wire = new Wire(new RandomAccessFile(path, "rw"));
        wire.say(String.valueOf(new ConfinementFailed(NEVER_CAME).getMessage()));
        return wire;
    }

    void say(String text) {
        try {
            file.seek(0);
            file.write(text.getBytes(StandardCharsets.UTF_8));
            file.setLength(text.getBytes(StandardCharsets.UTF_8).length);
        } catch (IOException e) {
            throw new ConfinementFailed("cannot say what became of the command: " + e.getMessage());
        }
    }

    /** Offers a socket, and waits until it was taken over. */
    void offer(long socket) {
        say(OFFER + socket);
        try {
            for (int i = 0; i < PATIENCE; i++) {
                file.seek(0);
                if (TAKEN.equals(file.readLine())) return;
                LockSupport.parkNanos(PAUSE);
            }
        } catch (IOException e) {
            throw new ConfinementFailed("cannot wait for its way out: " + e.getMessage());
        }
        throw new ConfinementFailed("nobody took its way out over");
    }

    /** The watcher's end: which socket is offered. */
    static Optional<Long> offered(Path file) throws IOException {
        var text = Files.readString(file);
        return text.matches(OFFER + "[0-9]{1,6}")
                ? Optional.of(Long.parseLong(text.substring(OFFER.length())))
                : Optional.empty();
    }

    static void taken(Path file) throws IOException {
        Files.writeString(file, TAKEN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
