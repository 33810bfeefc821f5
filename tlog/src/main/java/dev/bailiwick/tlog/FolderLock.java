package dev.bailiwick.tlog;

import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** That this process alone writes in a folder. */
final class FolderLock implements AutoCloseable {
    /**
     * The folders this process holds. POSIX gives locks to processes, and closing any descriptor of the file drops them:
     * within one process the file must not even be opened a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder if need be. */
    static FolderLock take(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, FolderDisk.FOLDER_MODE);
        refuseIfEverybodyWrites(folder);
        var real = folder.toRealPath();
        if (!HELD.add(real)) throw taken(folder);
        try {
            return new FolderLock(real, lock(real));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    private static void refuseIfEverybodyWrites(Path folder) throws IOException {
        if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new AuditUnavailable("the log's folder \"" + folder + "\" can be written by everybody: chmod o-w it");
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(
                folder.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        FileLock lock = channel.tryLock();
        if (lock != null) return channel;
        channel.close();
        throw taken(folder);
    }

    private static AuditUnavailable taken(Path folder) {
        return new AuditUnavailable("another process writes the log in \"" + folder + "\": stop it first");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(folder);
    }
}
