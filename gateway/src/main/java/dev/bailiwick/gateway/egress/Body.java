package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's body: read whole and judged by what it says, or passing by and judged by its digest, which the request names
 * before (Content-Digest, RFC 9530). What people approve is then that digest, and the last piece leaves only if it is true.
 */
sealed interface Body {
    /** Judged by their members, and therefore read. */
    Set<String> READ = Set.of("application/json", "application/x-www-form-urlencoded");

    Pattern NAMED = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

    /** What was read of it: all. */
    final class Whole implements Body {
        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Nobody changes them. */
        byte[] bytes() {
            return bytes;
        }
    }

    /** Somewhere in what the client still sends. */
    record Passing(InputStream in, Head.Framing framing, Digest named) implements Body {
        /** The head of the request that carries it. */
        Head framed(Head head) {
            return switch (framing) {
                case Head.Framing.Length(long bytes) -> head.with("content-length", String.valueOf(bytes));
                case Head.Framing.Chunked(), Head.Framing.Unsaid() -> head.with("transfer-encoding", "chunked");
            };
        }

        /** Sends it on in pieces. Nothing that holds a handle and nothing of another digest arrives whole. */
        void pass(OutputStream out) throws IOException, Refused {
            var last = new LastPiece(out, framing instanceof Head.Framing.Chunked);
            Bodies.each(in, framing, last::take);
            if (!last.digest().equals(named.hex()))
                throw Refused.odd("body_changed", "the body is not the one that its Content-Digest names");
            last.end();
        }
    }

    static Body of(InputStream in, Head head) throws IOException, Refused {
        var framing = head.framing();
        var named = named(head);
        return named.isPresent() && large(framing) && !READ.contains(type(head))
                ? new Passing(in, framing, named.get())
                : new Whole(Bodies.whole(in, framing));
    }

    private static boolean large(Head.Framing framing) {
        return switch (framing) {
            case Head.Framing.Length(long bytes) -> bytes > Bodies.LARGEST_JUDGED;
            case Head.Framing.Chunked() -> true;
            case Head.Framing.Unsaid() -> false;
        };
    }

    private static Optional<Digest> named(Head head) throws Refused {
        return head.one("content-digest")
                .map(NAMED::matcher)
                .filter(Matcher::matches)
                .map(found ->
                        new Digest(HexFormat.of().formatHex(Base64.getDecoder().decode(found.group(1)))));
    }

    /** The media type without its parameters. */
    static String type(Head head) throws Refused {
        return head.one("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Keeps the last piece back until somebody says that it may go. */
    final class LastPiece {
        private static final byte[] HANDLE = "bwh_".getBytes(StandardCharsets.US_ASCII);

        private final OutputStream out;
        private final boolean chunked;
        private final MessageDigest sha = sha256();
        private byte[] kept = {};
        private byte[] seam = {};

        LastPiece(OutputStream out, boolean chunked) {
            this.out = out;
            this.chunked = chunked;
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        void take(byte[] piece) throws IOException, Refused {
            sha.update(piece);
            if (holdsHandle(piece))
                throw Refused.odd("handle_misplaced", "a handle is worth nothing here: not this place");
            write(kept);
            kept = piece;
        }

        /** Also where it lies across pieces. */
        private boolean holdsHandle(byte[] piece) {
            byte[] all = Bytes.joined(seam, piece);
            seam = Arrays.copyOfRange(all, Math.max(0, all.length - HANDLE.length + 1), all.length);
            return Bytes.contains(all, HANDLE);
        }

        private void write(byte[] bytes) throws IOException {
            Bodies.write(out, bytes, chunked);
        }

        String digest() {
            return HexFormat.of().formatHex(sha.digest());
        }

        void end() throws IOException {
            write(kept);
            if (chunked) out.write(Bodies.LAST_CHUNK);
        }
    }
}
