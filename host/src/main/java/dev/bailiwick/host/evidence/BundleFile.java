package dev.bailiwick.host.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A bundle in one file: a ZIP archive of stored entries in the order of their paths, with one date. The same files always make
 * the same bytes; so what was slipped in beside the entries, where no reader of archives looks, shows as well.
 */
public final class BundleFile {
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int MOST = 20_000;
    private static final long LARGEST = 512L << 20;

    private BundleFile() {}

    /** What a bundle's file held. */
    @SuppressWarnings("MapRecordComponent")
    public record Opened(SortedMap<String, byte[]> files, Optional<String> finding) {}

    /** The file's bytes. */
    public static byte[] bytes(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            for (var each : new TreeMap<>(files).entrySet()) put(zip, each.getKey(), each.getValue());
        } catch (IOException e) {
            throw new EvidenceUnreadable("the bundle cannot be written: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String path, byte[] bytes) throws IOException {
        var crc = new CRC32();
        crc.update(bytes);
        var entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * Reads a bundle; nothing is unpacked anywhere.
     *
     * @throws EvidenceUnreadable when it is no archive, or a monstrous one
     */
    public static Opened open(Path file) {
        try {
            if (Files.size(file) > LARGEST) throw new EvidenceUnreadable("\"" + file + "\" is too large for a bundle");
            var files = read(file);
            byte[] here = Files.readAllBytes(file);
            int at = Arrays.mismatch(bytes(files), here);
            return new Opened(
                    Collections.unmodifiableSortedMap(files),
                    at < 0
                            ? Optional.empty()
                            : Optional.of("changed: the archive itself, at byte " + at + " (not as it was written)"));
        } catch (IOException | IllegalArgumentException e) {
            throw new EvidenceUnreadable("\"" + file + "\" cannot be read as a bundle: " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, byte[]> read(Path file) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipFile(file.toFile(), UTF_8)) {
            if (zip.size() > MOST) throw new EvidenceUnreadable("a bundle has at most " + MOST + " files");
            long left = LARGEST;
            for (var entry : Collections.list(zip.entries())) {
                byte[] bytes;
                try (var in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
                }
                left -= bytes.length;
                if (left < 0) throw new EvidenceUnreadable("the bundle unpacks to more than it may");
                files.put(entry.getName(), bytes);
            }
        }
        return files;
    }
}
