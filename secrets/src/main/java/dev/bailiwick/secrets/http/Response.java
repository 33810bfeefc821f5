package dev.bailiwick.secrets.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer to one question, whole and bounded. One that ends early is no answer.
 *
 * @param retryAfter seconds; one when the service did not say
 */
record Response(int status, long retryAfter, String body) {
    private static final int LARGEST = 1 << 20;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_FIELDS = 200;

    static Response read(InputStream from) throws IOException {
        var in = new BufferedInputStream(from);
        var start = line(in);
        if (!start.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) throw new IOException("no answer");
        int status = Integer.parseInt(start.substring(9, 12));
        var fields = fields(in);
        long retry = number(fields.getOrDefault("retry-after", "1"));
        var body = status == 204 ? new byte[0] : body(in, fields);
        return new Response(status, retry, new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        var fields = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || fields.size() > MOST_FIELDS) throw new IOException("no head");
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    private static byte[] body(InputStream in, Map<String, String> fields) throws IOException {
        if (fields.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) return chunks(in);
        var length = fields.get("content-length");
        if (length != null) return exactly(in, number(length));
        byte[] rest = in.readNBytes(LARGEST + 1);
        if (rest.length > LARGEST) throw new IOException("a long answer");
        return rest;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var whole = new ByteArrayOutputStream();
        for (long size = size(in); size > 0; size = size(in)) {
            whole.writeBytes(exactly(in, size));
            if (whole.size() > LARGEST) throw new IOException("a long answer");
            if (!line(in).isEmpty()) throw new IOException("a chunk that does not end");
        }
        return whole.toByteArray();
    }

    private static long size(InputStream in) throws IOException {
        var line = line(in);
        int extension = line.indexOf(';');
        try {
            return Long.parseLong(extension < 0 ? line : line.substring(0, extension), 16);
        } catch (NumberFormatException e) {
            throw new IOException("a chunk without a size", e);
        }
    }

    private static byte[] exactly(InputStream in, long length) throws IOException {
        if (length < 0 || length > LARGEST) throw new IOException("a long answer");
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) throw new IOException("the answer ends in the middle");
        return bytes;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : Integer.MAX_VALUE;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_LINE) throw new IOException("the head ends in the middle");
            if (c != '\r') line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
