package dev.bailiwick.cedar.corpus;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The files of a gzipped tar archive, in memory. Knows the ustar header and GNU's long names, which is all we meet. */
final class TarArchive {
    private static final int BLOCK = 512;

    private TarArchive() {}

    static Map<String, byte[]> read(Path archive) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new DataInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)), 1 << 16))) {
            var header = new byte[BLOCK];
            String longName = "";
            while (next(in, header)) {
                int size = Math.toIntExact(octal(header, 124, 12));
                var content = new byte[size];
                in.readFully(content);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                char type = (char) header[156];
                String name = longName.isEmpty() ? name(header) : longName;
                longName = type == 'L' ? text(content, 0, size) : "";
                if (type == '0' || type == 0) files.put(name.startsWith("./") ? name.substring(2) : name, content);
            }
        }
        return files;
    }

    private static boolean next(DataInputStream in, byte[] header) throws IOException {
        try {
            in.readFully(header);
        } catch (EOFException _) {
            return false;
        }
        return header[0] != 0;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int most) {
        int end = from;
        while (end < from + most && bytes[end] != 0) end++;
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int most) {
        return Long.parseLong(text(header, from, most).strip(), 8);
    }
}
