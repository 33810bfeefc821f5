package dev.bailiwick.secrets.openssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes as SSH writes them (RFC 4251, 5): numbers with the highest byte first, strings behind their length. */
final class Wire {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Wire one(int value) {
        bytes.write(value);
        return this;
    }

    Wire raw(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    Wire number(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    Wire number(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    Wire string(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    Wire string(String value) {
        return string(value.getBytes(StandardCharsets.UTF_8));
    }

    Wire strings(List<String> values) {
        var inner = new Wire();
        values.forEach(inner::string);
        return string(inner.bytes());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The next string. The buffer comes from a peer: what does not fit is refused. */
    static byte[] string(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining())
            throw new IllegalArgumentException("a string longer than its message");
        byte[] value = new byte[length];
        from.get(value);
        return value;
    }
}
