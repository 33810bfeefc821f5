package dev.bailiwick.host.secrecy;

import dev.bailiwick.core.secrecy.LeftInClear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Looks for secrets in files and folders. Links are not followed: what they name is looked at where it lies. It ends, whatever an
 * agent left there: what is beyond {@link Bounds} is named as not looked at.
 */
public final class SecretSearch {
    /** More are not told: whoever has so many begins with these. */
    private static final int MOST = 200;

    private static final Set<String> PACKED = Set.of("xz", "zst", "bz2", "7z", "rar", "lz4");

    /**
     * How much is looked at.
     *
     * @param ofOne bytes of one file, unpacked
     * @param altogether bytes of all of them
     */
    record Bounds(long ofOne, long altogether) {
        static final Bounds USUAL = new Bounds(256L << 20, 2L << 30);
    }

    private final Set<Path> meant;
    private final Bounds bounds;
    private final List<Found> found = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long files;
    private long bytes;

    /** @param place a file and a line of it */
    public record Found(String place, String kind) {}

    /**
     * What was seen.
     *
     * @param unread places that could not be looked at, and why
     */
    public record Outcome(List<Found> found, List<String> unread, long files) {
        public Outcome {
            found = List.copyOf(found);
            unread = List.copyOf(unread);
        }
    }

    private SecretSearch(Set<Path> meant, Bounds bounds) {
        this.meant = meant;
        this.bounds = bounds;
    }

    /**
     * Looks through everything below these.
     *
     * @param meant files whose purpose is to hold a secret
     */
    public static Outcome in(List<Path> places, Set<Path> meant) {
        return in(places, meant, Bounds.USUAL);
    }

    static Outcome in(List<Path> places, Set<Path> meant, Bounds bounds) {
        var search = new SecretSearch(Set.copyOf(meant), bounds);
        for (var place : places) search.below(place);
        return new Outcome(search.found, search.unread, search.files);
    }

    private void below(Path place) {
        try {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) Files.walkFileTree(place, new Walk());
            else unread(place, "it is not there");
        } catch (IOException _) {
            unread(place, "it cannot be read");
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !meant.contains(file)) look(file);
            if (bytes >= bounds.altogether()) {
                unread(
                        file,
                        "nothing from here on: " + bounds.altogether() + " bytes were looked at, name fewer places");
                return FileVisitResult.TERMINATE;
            }
            return found.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            if (!(why instanceof NoSuchFileException)) unread(file, "it cannot be read");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException why) {
            if (why != null) unread(folder, "it cannot be read to its end");
            return FileVisitResult.CONTINUE;
        }
    }

    private void look(Path file) {
        files++;
        var ending = ending(file);
        if (PACKED.contains(ending)) {
            unread(file, "it is packed");
            return;
        }
        try (var in = Files.newInputStream(file)) {
            switch (ending) {
                case "gz", "tgz" -> text(file, new GZIPInputStream(in));
                case "zip" -> entries(file, in);
                default -> text(file, in);
            }
        } catch (NoSuchFileException _) {
            // it was taken away meanwhile: agents do that all day
        } catch (IOException _) {
            unread(file, "it cannot be read");
        }
    }

    private static String ending(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void entries(Path file, InputStream in) throws IOException {
        try (var zip = new ZipInputStream(in)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) text(file, zip);
        }
    }

    private void text(Path file, InputStream in) throws IOException {
        var bounded = new Bounded(in, Math.min(bounds.ofOne(), bounds.altogether() - bytes));
        for (var each : new ClearText(bounded, ClearText.settings(file)).found()) {
            if (found.size() < MOST) found.add(new Found(shown(file) + ":" + each.line(), each.kind()));
        }
        bytes += bounded.taken();
        if (bounded.cut()) unread(file, "only its first " + bounded.taken() + " bytes were looked at");
    }

    private void unread(Path place, String why) {
        if (unread.size() < MOST) unread.add(shown(place) + ": " + why);
    }

    /** A name may be a secret itself, and is hostile text. */
    private static String shown(Path place) {
        return LeftInClear.without(place.toString()).replaceAll("\\p{Cntrl}", "?");
    }
}
