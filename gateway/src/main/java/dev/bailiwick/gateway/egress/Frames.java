package dev.bailiwick.gateway.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One direction of a WebSocket (RFC 6455): its frames are read strictly, put together to whole messages, and written anew. What a
 * message may be is bounded, and nothing of an extension is understood.
 */
final class Frames {
    private static final int LARGEST = 1024 * 1024;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PONG = 10;

    private final InputStream in;
    private final boolean masked;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private int begun;
    private long count;

    /** @param masked whether it comes from a client */
    Frames(InputStream in, boolean masked) {
        this.in = in;
        this.masked = masked;
    }

    /** One message, or one control frame between the pieces of a message. */
    record Message(int opcode, Payload payload) {
        boolean closes() {
            return opcode == CLOSE;
        }
    }

    /** Its bytes. Nobody changes them. */
    static final class Payload {
        private final byte[] bytes;

        Payload(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** How many frames came. */
    long count() {
        return count;
    }

    /** @throws Refused when what comes is no frame that both sides read alike */
    Message next() throws IOException, Refused {
        while (true) {
            int first = byteOf();
            int second = byteOf();
            int opcode = first & 0x0f;
            if ((first & 0x70) != 0 || (second & 0x80) != 0 != masked)
                throw Refused.malformed("a frame of an extension");
            byte[] payload = payload(second & 0x7f);
            count++;
            boolean last = (first & 0x80) != 0;
            if (opcode >= CLOSE) return control(opcode, last, payload);
            if (opcode > 2 || (opcode == CONTINUATION) != (begun > 0))
                throw Refused.malformed("a frame out of its order");
            if (opcode != CONTINUATION) begun = opcode;
            message.writeBytes(payload);
            if (message.size() > LARGEST) throw Refused.denied("message_too_large", "a message has at most 1 MiB");
            if (last) return whole();
        }
    }

    private static Message control(int opcode, boolean last, byte[] payload) throws Refused {
        if (!last || payload.length > 125 || opcode > PONG) throw Refused.malformed("a control frame that is none");
        return new Message(opcode, new Payload(payload));
    }

    private Message whole() {
        var whole = new Message(begun, new Payload(message.toByteArray()));
        message.reset();
        begun = 0;
        return whole;
    }

    private byte[] payload(int length) throws IOException, Refused {
        long size = length < 126 ? length : number(length == 126 ? 2 : 8);
        if (size < 0 || size > LARGEST) throw Refused.denied("message_too_large", "a message has at most 1 MiB");
        byte[] mask = masked ? exactly(4) : new byte[4];
        byte[] payload = exactly((int) size);
        for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
        return payload;
    }

    private long number(int bytes) throws IOException {
        long number = 0;
        for (byte each : exactly(bytes)) number = (number << 8) | (each & 0xff);
        return number;
    }

    private int byteOf() throws IOException {
        return exactly(1)[0] & 0xff;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException("a frame ends in the middle");
        return bytes;
    }

    /** @param mask four bytes towards a server, none towards a client */
    static void write(OutputStream out, Message message, byte[] mask) throws IOException {
        byte[] payload = message.payload().bytes().clone();
        out.write(0x80 | message.opcode());
        int bit = mask.length == 0 ? 0 : 0x80;
        if (payload.length < 126) out.write(bit | payload.length);
        else {
            int bytes = payload.length < 65_536 ? 2 : 8;
            out.write(bit | (bytes == 2 ? 126 : 127));
            for (int at = bytes - 1; at >= 0; at--) out.write((int) ((long) payload.length >>> (8 * at)) & 0xff);
        }
        for (int i = 0; mask.length > 0 && i < payload.length; i++) payload[i] ^= mask[i % 4];
        out.write(mask);
        out.write(payload);
        out.flush();
    }
}
