package dev.bailiwick.connector.siem;

import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.Sink;
import dev.bailiwick.procedure.sink.SinkAway;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A file that grows by one line for each event, forced to disk: for a collector on the same machine. */
final class LinesFile implements Sink {
    private static final Set<StandardOpenOption> APPENDING =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    private final Path file;
    private final Wording wording;

    LinesFile(Path file, Wording wording) {
        this.file = file;
        this.wording = wording;
    }

    /** Opened each time: whoever rotates the file moves it away, and a new one begins. */
    @Override
    public void send(List<Parcel> parcels) {
        var lines = new StringBuilder();
        for (var parcel : parcels) lines.append(wording.line(new Event(parcel))).append('\n');
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
        try (var channel = FileChannel.open(file, APPENDING, mode)) {
            var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(false);
        } catch (IOException e) {
            throw new SinkAway("the file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean acknowledges() {
        return true;
    }

    @Override
    public boolean stands() {
        return true;
    }

    @Override
    public void close() {}
}
