package dev.bailiwick.gateway.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bodies, whole and bounded where they are judged, in pieces where they only pass. */
final class Bodies {
    /** What is judged is read first; more than this nobody could look at. */
    static final int LARGEST_JUDGED = 1024 * 1024;

    static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 16 * 1024;

    private Bodies() {}

    /** Where pieces go. They belong to whoever takes them. */
    interface Sink {
        void take(byte[] piece) throws IOException, Refused;
    }

    /** The whole body of a request. */
    static byte[] whole(InputStream in, Head.Framing framing) throws IOException, Refused {
        if (framing instanceof Head.Framing.Unsaid) return new byte[0];
        if (framing instanceof Head.Framing.Length(long bytes)) bounded(bytes);
        var whole = new ByteArrayOutputStream();
        try {
            each(in, framing, piece -> {
                bounded(whole.size() + piece.length);
                whole.writeBytes(piece);
            });
        } catch (EOFException e) {
            throw Refused.malformed("the body ends in the middle");
        }
        return whole.toByteArray();
    }

    private static void bounded(long bytes) throws Refused {
        if (bytes > LARGEST_JUDGED)
            throw Refused.denied(
                    "body_too_large",
                    "the body is larger than can be read: 1 MiB; what is neither JSON nor a form passes with a"
                            + " Content-Digest (RFC 9530)");
    }

    /** Passes the body of an answer on, as it comes, through the sieve. Returns whether its end was certain. */
    static boolean pass(InputStream in, OutputStream out, Head.Framing framing, Sieve sieve)
            throws IOException, Refused {
        boolean chunked = framing instanceof Head.Framing.Chunked;
        try {
            boolean certain = each(in, framing, piece -> {
                write(out, sieve.take(piece), chunked);
                if (in.available() == 0) out.flush();
            });
            write(out, sieve.rest(), chunked);
            if (chunked) out.write(LAST_CHUNK);
            return certain;
        } catch (EOFException e) {
            throw Refused.away("the answer ends in the middle");
        }
    }

    /** A piece as it stands, or as a chunk of its own. */
    static void write(OutputStream out, byte[] bytes, boolean chunked) throws IOException {
        if (bytes.length == 0) return;
        if (chunked) out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        if (chunked) out.write(LINE_END);
    }

    /**
     * Every piece of a body, without its framing. Returns whether its end was certain.
     *
     * @throws EOFException when it ends before
     */
    static boolean each(InputStream in, Head.Framing framing, Sink sink) throws IOException, Refused {
        return switch (framing) {
            case Head.Framing.Length(long bytes) -> {
                exactly(in, bytes, sink);
                yield true;
            }
            case Head.Framing.Unsaid() -> {
                toTheEnd(in, sink);
                yield false;
            }
            case Head.Framing.Chunked() -> {
                for (long size = size(in); size > 0; size = size(in)) {
                    exactly(in, size, sink);
                    end(in);
                }
                end(in);
                yield true;
            }
        };
    }

    private static void exactly(InputStream in, long length, Sink sink) throws IOException, Refused {
        byte[] buffer = new byte[(int) Math.min(length, PIECE)];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) throw new EOFException("a body ends in the middle");
            sink.take(Arrays.copyOf(buffer, read));
            left -= read;
        }
    }

    private static void toTheEnd(InputStream in, Sink sink) throws IOException, Refused {
        byte[] buffer = new byte[PIECE];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) sink.take(Arrays.copyOf(buffer, read));
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
