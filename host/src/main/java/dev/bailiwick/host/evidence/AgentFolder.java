package dev.bailiwick.host.evidence;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What lies in a folder that a compromised agent wrote in. Every step down is taken relative to an open folder and follows no
 * link, so that a folder swapped for a link meanwhile leads nowhere. Bounded: {@value #MOST} files, {@value #DEEPEST} folders
 * deep, {@value #LARGEST} bytes each, {@value #ALTOGETHER} altogether; what is beyond is named, not read.
 */
public final class AgentFolder {
    static final int MOST = 5_000;
    static final int DEEPEST = 16;
    static final int LARGEST = 1 << 20;
    static final int ALTOGETHER = 64 << 20;

    /** A file: where it lies below the folder, in the words of whoever named it, and what it held. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never shared
    public record Found(String path, Digest digest, byte[] bytes) {}

    private final Predicate<String> skipped;
    private final List<Found> found = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private long read;
    private int seen;

    private AgentFolder(Predicate<String> skipped) {
        this.skipped = skipped;
    }

    /**
     * Looks through a folder.
     *
     * @param skipped folders that are not entered, by their path
     * @throws EvidenceUnreadable when it cannot even be opened
     */
    public static AgentFolder below(Path root, Predicate<String> skipped) {
        var folder = new AgentFolder(skipped);
        try (var stream = Files.newDirectoryStream(root)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure))
                throw new EvidenceUnreadable("this system cannot read a folder without following links");
            folder.into(secure, "", 0);
            return folder;
        } catch (IOException | DirectoryIteratorException e) {
            throw new EvidenceUnreadable("cannot read \"" + root + "\": " + e.getMessage(), e);
        }
    }

    /** What was read, in the order of paths. */
    public List<Found> found() {
        return found.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
    }

    /** What was not read, and why. */
    public List<String> left() {
        return List.copyOf(left);
    }

    private void into(SecureDirectoryStream<Path> folder, String above, int depth) throws IOException {
        for (var entry : folder) {
            var name = entry.getFileName();
            String path = above + name;
            if (++seen > MOST) {
                left.add(path + ": more than " + MOST + " files");
                return;
            }
            try {
                take(folder, name, path, depth);
            } catch (IOException e) {
                left.add(path + ": " + e.getClass().getSimpleName());
            }
        }
    }

    private void take(SecureDirectoryStream<Path> folder, Path name, String path, int depth) throws IOException {
        var attributes = folder.getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
        if (attributes.isDirectory()) enter(folder, name, path, depth);
        else if (!attributes.isRegularFile()) left.add(path + ": a link or a special file");
        else if (attributes.size() > LARGEST || read + attributes.size() > ALTOGETHER)
            left.add(path + ": " + attributes.size() + " bytes, too large");
        else read(folder, name, path);
    }

    private void enter(SecureDirectoryStream<Path> folder, Path name, String path, int depth) throws IOException {
        if (skipped.test(path)) left.add(path + ": not looked into");
        else if (depth == DEEPEST) left.add(path + ": too deep");
        else
            try (var inner = folder.newDirectoryStream(name, NOFOLLOW_LINKS)) {
                into(inner, path + "/", depth + 1);
            }
    }

    private void read(SecureDirectoryStream<Path> folder, Path name, String path) throws IOException {
        Set<OpenOption> how = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
        try (var channel = folder.newByteChannel(name, how)) {
            byte[] bytes = bytes(channel);
            read += bytes.length;
            found.add(new Found(path, Digest.of(bytes), bytes));
        }
    }

    /** No more than it may have, however fast it grows. */
    private static byte[] bytes(SeekableByteChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(channel.size(), LARGEST));
        int last = 0;
        while (last >= 0 && buffer.hasRemaining()) last = channel.read(buffer);
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }
}
