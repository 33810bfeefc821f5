package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.detection.Excerpt;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lies in a folder that wants to be installed: its texts, what in it cannot be read as text, and one digest over all
 * names and contents. Links are not followed. Bounded: {@value #MOST_FILES} files of {@value #LARGEST} bytes, {@value
 * #ALTOGETHER} altogether; what is beyond is an oddity, a person looks, and no digest stands for the whole.
 */
final class SkillFiles {
    private static final int MOST_FILES = 2_000;
    private static final int LARGEST = 1 << 20;
    private static final int ALTOGETHER = 64 << 20;

    /** A text file. */
    record Text(String path, String text) {}

    /** Something that was not read as text, and why. */
    record Oddity(String path, Excerpt excerpt) {}

    private final List<Text> texts = new ArrayList<>();
    private final List<Oddity> oddities = new ArrayList<>();
    private final StringBuilder manifest = new StringBuilder();

    private long size;
    private int count;
    private boolean whole = true;

    private SkillFiles() {}

    /** @throws OpenClawFailure when the place cannot be read */
    static SkillFiles below(Path root) {
        var files = new SkillFiles();
        try (Stream<Path> found = Files.walk(root)) {
            var paths = found.filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            for (Path each : paths.subList(0, Math.min(paths.size(), MOST_FILES))) files.take(root, each);
            if (paths.size() > MOST_FILES) files.beyond(".", "files.many", "more than " + MOST_FILES + " files");
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new OpenClawFailure("cannot read what is to be installed: " + e.getMessage(), e);
        }
    }

    List<Text> texts() {
        return texts;
    }

    List<Oddity> oddities() {
        return oddities;
    }

    /** Whether every file was read, so that the digest stands for all of it. */
    boolean whole() {
        return whole;
    }

    int count() {
        return count;
    }

    /** Of every path with its content. */
    Digest digest() {
        return Digest.of(manifest.toString());
    }

    private void take(Path root, Path file) throws IOException {
        String path = file.equals(root)
                ? String.valueOf(root.getFileName())
                : root.relativize(file).toString();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            note(path, Files.isSymbolicLink(file) ? "link to " + Files.readSymbolicLink(file) : "special");
            odd(path, "files.link", "a link or a special file");
        } else if (Files.size(file) > LARGEST || size > ALTOGETHER) {
            beyond(path, "files.large", "too large to be read");
        } else {
            read(path, Files.readAllBytes(file));
        }
    }

    private void read(String path, byte[] bytes) {
        size += bytes.length;
        note(path, Digest.of(bytes).hex());
        try {
            texts.add(new Text(
                    path,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()));
        } catch (CharacterCodingException _) {
            odd(path, "files.binary", "no text");
        }
    }

    private void beyond(String path, String rule, String why) {
        whole = false;
        odd(path, rule, why);
    }

    private void note(String path, String content) {
        count++;
        manifest.append(path.length())
                .append(' ')
                .append(path)
                .append(' ')
                .append(content)
                .append('\n');
    }

    private void odd(String path, String rule, String why) {
        oddities.add(new Oddity(path, new Excerpt(rule, new Untrusted(why))));
    }
}
