package dev.bailiwick.core.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A secret text. It has no accessor: whoever needs the characters says what for, in one function, so that a reader finds
 * every use. Closing wipes the bytes this object holds; copies a caller made are the caller's to forget.
 */
public final class Secret implements AutoCloseable {
    private static final byte[] CLOSED = {};

    private final AtomicReference<byte[]> bytes;

    /** @throws IllegalArgumentException when the text is empty: an empty secret would match an empty guess */
    public Secret(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("a secret is not empty");
        bytes = new AtomicReference<>(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hands the characters to one use and gives back what came of it. */
    public <T> T reveal(Function<String, T> use) {
        return use.apply(new String(open(), StandardCharsets.UTF_8));
    }

    /** Whether somebody presented this secret, in time that does not depend on where a wrong guess differs. */
    public boolean matches(String guess) {
        return MessageDigest.isEqual(open(), guess.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] open() {
        byte[] held = bytes.get();
        if (held.length == 0) throw new IllegalStateException("the secret was closed");
        return held;
    }

    @Override
    public void close() {
        byte[] held = bytes.getAndSet(CLOSED);
        Arrays.fill(held, (byte) 0);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
