package dev.bailiwick.secrets.openssh;

import dev.bailiwick.procedure.credential.BackendUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The serials of certificates that are good no more: a file that only grows, and the key revocation list (PROTOCOL.krl) that
 * is made of it and that {@code sshd} reads ({@code RevokedKeys}). A list that somebody emptied is made whole again with the
 * next word, because every list is made of all serials there ever were.
 */
final class RevocationList {
    private static final long MAGIC = 0x5353484b524c0a00L;
    private static final int CERTIFICATES = 1;
    private static final int SERIALS = 0x20;

    private final Path list;
    private final Path serials;
    private final byte[] authority;
    private final ReentrantLock lock = new ReentrantLock();

    /** @param list where sshd finds it; the serials lie beside it */
    RevocationList(Path list, byte[] authority) {
        this.list = list;
        this.serials = list.resolveSibling(list.getFileName() + ".serials");
        this.authority = authority;
    }

    /** Durable when it returns. Idempotent. */
    void add(long serial, Instant now) {
        lock.lock();
        try (var file = new RandomAccessFile(serials.toFile(), "rw");
                var _ = file.getChannel().lock()) {
            var all = read();
            if (all.add(serial)) {
                file.seek(file.length());
                file.write((serial + " " + now + "\n").getBytes(StandardCharsets.US_ASCII));
                file.getFD().sync();
            }
            publish(bytes(all, now));
        } catch (IOException e) {
            throw new BackendUnavailable("the revocation list " + list + " cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    /** An empty list stands there from the first day: without the file sshd refuses everybody. */
    void begin(Instant now) {
        lock.lock();
        try {
            if (!Files.exists(list)) publish(bytes(read(), now));
        } catch (IOException e) {
            throw new BackendUnavailable("the revocation list " + list + " cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    private Set<Long> read() throws IOException {
        var all = new TreeSet<Long>();
        if (!Files.exists(serials)) return all;
        for (var line : Files.readAllLines(serials, StandardCharsets.US_ASCII)) {
            int space = line.indexOf(' ');
            // a crash may have left half a line: it was never answered
            if (space > 0) all.add(Long.parseLong(line.substring(0, space)));
        }
        return all;
    }

    private byte[] bytes(Set<Long> all, Instant now) {
        var numbers = new Wire();
        all.forEach(numbers::number);
        var section = new Wire().string(authority).string("");
        if (!all.isEmpty()) section.one(SERIALS).string(numbers.bytes());
        return new Wire()
                .number(MAGIC)
                .number(1)
                .number((long) all.size())
                .number(now.getEpochSecond())
                .number(0L)
                .string("")
                .string("bailiwick")
                .one(CERTIFICATES)
                .string(section.bytes())
                .bytes();
    }

    private void publish(byte[] bytes) throws IOException {
        var beside = Files.createTempFile(
                list.toAbsolutePath().getParent(),
                ".krl",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
        try {
            Files.write(beside, bytes, StandardOpenOption.SYNC);
            Files.move(beside, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
