package dev.bailiwick.gateway.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Bodies, whole and bounded where they are judged, in pieces where they only pass. */
final class Bodies {
    /** What is judged is read first; more than this nobody could look at. */
    static final int LARGEST_JUDGED = 1024 * 1024;

    private static final int PIECE = 16 * 1024;

    private Bodies() {}

    /** The whole body of a request. */
    static byte[] whole(InputStream in, Head.Framing framing) throws IOException, Refused {
        return switch (framing) {
            case Head.Framing.Unsaid() -> new byte[0];
            case Head.Framing.Length(long bytes) -> exactly(in, bounded(bytes));
            case Head.Framing.Chunked() -> chunks(in);
        };
    }

    private static int bounded(long bytes) throws Refused {
        if (bytes > LARGEST_JUDGED)
            throw Refused.denied("body_too_large", "the body is larger than can be judged: 1 MiB");
        return (int) bytes;
    }

    private static byte[] exactly(InputStream in, int length) throws IOException, Refused {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw Refused.malformed("the body ends in the middle");
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException, Refused {
        var whole = new ByteArrayOutputStream();
        for (long size = size(in); size > 0; size = size(in)) {
            whole.writeBytes(exactly(in, bounded(whole.size() + size) - whole.size()));
            end(in);
        }
        end(in);
        return whole.toByteArray();
    }

    /** Passes the body of an answer on, as it comes, through the scrubber. Returns whether its end was certain. */
    static boolean pass(InputStream in, OutputStream out, Head.Framing framing, Scrubber scrubber)
            throws IOException, Refused {
        return switch (framing) {
            case Head.Framing.Length(long bytes) -> {
                copy(in, out, bytes, scrubber);
                out.write(scrubber.rest());
                yield true;
            }
            case Head.Framing.Unsaid() -> {
                copy(in, out, Long.MAX_VALUE, scrubber);
                out.write(scrubber.rest());
                yield false;
            }
            case Head.Framing.Chunked() -> {
                for (long size = size(in); size > 0; size = size(in)) {
                    copyChunks(in, out, size, scrubber);
                    end(in);
                }
                end(in);
                chunk(out, scrubber.rest());
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                yield true;
            }
        };
    }

    private static void copy(InputStream in, OutputStream out, long length, Scrubber scrubber)
            throws IOException, Refused {
        each(in, length, piece -> scrubber.take(piece), out::write);
    }

    private static void copyChunks(InputStream in, OutputStream out, long length, Scrubber scrubber)
            throws IOException, Refused {
        each(in, length, piece -> scrubber.take(piece), bytes -> chunk(out, bytes));
    }

    /** Where pieces go. */
    private interface Sink {
        void take(byte[] bytes) throws IOException;
    }

    private static void each(InputStream in, long length, UnaryOperator<byte[]> through, Sink sink)
            throws IOException, Refused {
        byte[] buffer = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, PIECE));
            if (read < 0 && length == Long.MAX_VALUE) return;
            if (read < 0) throw Refused.away("the answer ends in the middle");
            sink.take(through.apply(java.util.Arrays.copyOf(buffer, read)));
            left -= read;
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        if (bytes.length == 0) return;
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** A chunk's size; extensions are refused, and so are trailers by what follows the last one. */
    private static long size(InputStream in) throws IOException, Refused {
        var digits = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (Character.digit(c, 16) < 0 || digits.length() > 8) throw Refused.malformed("a chunk without a size");
            digits.append((char) c);
        }
        if (in.read() != '\n' || digits.isEmpty()) throw Refused.malformed("a chunk without a size");
        return Long.parseLong(digits.toString(), 16);
    }

    private static void end(InputStream in) throws IOException, Refused {
        if (in.read() != '\r' || in.read() != '\n') throw Refused.malformed("a chunk that does not end");
    }
}
