package dev.bailiwick.gateway.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of one HTTP/1.1 message (RFC 9112), read strictly: what two programs could read differently is refused, and what
 * is sent on is written anew from here.
 */
record Head(String start, List<Field> fields) {
    private static final int LONGEST = 32 * 1024;
    private static final int MOST_FIELDS = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*+");

    /** One field. Names are lower-case. */
    record Field(String name, String value) {}

    Head {
        fields = List.copyOf(fields);
    }

    /** Empty when the other side hung up before a first byte. */
    static Optional<Head> read(InputStream in) throws IOException, Refused {
        var lines = lines(in);
        if (lines.isEmpty()) return Optional.empty();
        List<Field> fields = new ArrayList<>();
        for (var line : lines.subList(1, lines.size())) fields.add(field(line));
        if (fields.size() > MOST_FIELDS) throw Refused.malformed("too many header fields");
        return Optional.of(new Head(lines.getFirst(), fields));
    }

    private static List<String> lines(InputStream in) throws IOException, Refused {
        List<String> lines = new ArrayList<>();
        int left = LONGEST;
        while (true) {
            var line = line(in, left, lines.isEmpty());
            if (line == null || (line.isEmpty() && !lines.isEmpty())) return lines;
            if (line.isEmpty()) throw Refused.malformed("an empty line before the request");
            lines.add(line);
            left -= line.length();
        }
    }

    /** Null when the stream ended where a message may begin. */
    private static @org.jspecify.annotations.Nullable String line(InputStream in, int longest, boolean first)
            throws IOException, Refused {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); ; c = in.read()) {
            if (c < 0 && first && line.size() == 0) return null;
            if (c < 0) throw Refused.malformed("the head ends in the middle");
            if (c == '\r') {
                if (in.read() != '\n') throw Refused.malformed("a carriage return without a line feed");
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            if (c == '\n') throw Refused.malformed("a line feed without a carriage return");
            line.write(c);
            if (line.size() > longest) throw Refused.malformed("the head is too long");
        }
    }

    private static Field field(String line) throws Refused {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches())
            throw Refused.malformed("a header field without a proper name");
        var value = line.substring(colon + 1);
        if (!VALUE.matcher(value).matches()) throw Refused.malformed("a header field with a control character");
        return new Field(line.substring(0, colon).toLowerCase(Locale.ROOT), value.strip());
    }

    /** @throws Refused when it is there more than once */
    Optional<String> one(String name) throws Refused {
        var found = all(name);
        if (found.size() > 1) throw Refused.malformed("more than one " + name);
        return found.stream().findFirst();
    }

    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }

    Head without(List<String> names) {
        return new Head(
                start,
                fields.stream().filter(field -> !names.contains(field.name())).toList());
    }

    Head with(String name, String value) {
        List<Field> more = new ArrayList<>(without(List.of(name)).fields());
        more.add(new Field(name, value));
        return new Head(start, more);
    }

    Head starting(String other) {
        return new Head(other, fields);
    }

    /** @throws Refused when a value would begin another line */
    byte[] bytes() throws Refused {
        var text = new StringBuilder(start).append("\r\n");
        for (var field : fields) {
            if (!VALUE.matcher(field.value()).matches()) throw Refused.malformed("a value with a control character");
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How long the body is: a number of bytes, chunked, or nothing said. */
    Framing framing() throws Refused {
        var length = one("content-length");
        var coding = one("transfer-encoding");
        if (length.isPresent() && coding.isPresent()) throw Refused.malformed("both a length and a transfer coding");
        if (coding.isPresent() && !coding.get().equalsIgnoreCase("chunked"))
            throw Refused.malformed("a transfer coding other than chunked");
        if (coding.isPresent()) return new Framing.Chunked();
        if (length.isEmpty()) return new Framing.Unsaid();
        if (!length.get().matches("0|[1-9][0-9]{0,14}")) throw Refused.malformed("a length that is no number");
        return new Framing.Length(Long.parseLong(length.get()));
    }

    /** Where a body ends. */
    sealed interface Framing {
        record Length(long bytes) implements Framing {}

        record Chunked() implements Framing {}

        record Unsaid() implements Framing {}
    }
}
