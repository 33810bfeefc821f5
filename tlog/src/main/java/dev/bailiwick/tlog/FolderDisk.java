package dev.bailiwick.tlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A {@link Disk} that is a real folder. */
record FolderDisk(Path root) implements Disk {

    @Override
    public Content create(String name, Access access) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Channel(FileChannel.open(path(name), options, permissions(access)));
    }

    private static java.nio.file.attribute.FileAttribute<?> permissions(Access access) {
        String mode = switch (access) {
            case GROUP_READS -> "rw-r-----";
            case OWNER_ONLY -> "rw-------";
        };
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    @Override
    public Content open(String name) throws IOException {
        return new Channel(FileChannel.open(path(name), StandardOpenOption.READ));
    }

    @Override
    public Content reopen(String name) throws IOException {
        return new Channel(FileChannel.open(path(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(path(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path(name));
    }

    @Override
    public List<String> list(String folder) throws IOException {
        try (var files = Files.list(path(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Override
    public void makeFolder(String folder) throws IOException {
        var path = path(folder);
        if (folder.isEmpty() || Files.isDirectory(path)) return;
        makeFolder(Disk.folderOf(folder));
        Files.createDirectory(path, FOLDER_MODE);
        forceFolder(Disk.folderOf(folder));
    }

    static final java.nio.file.attribute.FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));

    @Override
    public void forceFolder(String folder) throws IOException {
        try (var channel = FileChannel.open(path(folder), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path path(String name) {
        return root.resolve(name);
    }

    private record Channel(FileChannel channel) implements Content {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void read(ByteBuffer into, long at) throws IOException {
            long from = at;
            while (into.hasRemaining()) {
                int count = channel.read(into, from);
                if (count < 0) return;
                from += count;
            }
        }

        @Override
        public void write(ByteBuffer from, long at) throws IOException {
            long to = at;
            while (from.hasRemaining()) to += channel.write(from, to);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
