package dev.bailiwick.host.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An address as connect(2) takes it.
 *
 * @param hex its bytes; none: nowhere
 */
record SocketAddress(int family, String hex) {
    static final int UNIX = 1;
    static final int INET = 2;
    static final int INET6 = 10;

    static SocketAddress nowhere(int family) {
        return new SocketAddress(family, "");
    }

    static SocketAddress of(InetAddress address, int port) {
        boolean four = address instanceof Inet4Address;
        byte[] bytes = new byte[four ? 16 : 28];
        var buffer = start(bytes, four ? INET : INET6).putShort((short) port);
        if (!four) buffer.putInt(0);
        buffer.put(address.getAddress());
        return made(four ? INET : INET6, bytes);
    }

    static SocketAddress loopback(int port) {
        byte[] bytes = new byte[16];
        start(bytes, INET).putShort((short) port).put(new byte[] {127, 0, 0, 1});
        return made(INET, bytes);
    }

    /** @param name of a file, or with a NUL at its start of no file */
    static SocketAddress unix(String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[2 + text.length];
        start(bytes, UNIX).put(text);
        return made(UNIX, bytes);
    }

    /** The family in the machine's order, the rest in the network's. */
    private static ByteBuffer start(byte[] bytes, int family) {
        return ByteBuffer.wrap(bytes)
                .order(ByteOrder.nativeOrder())
                .putShort((short) family)
                .order(ByteOrder.BIG_ENDIAN);
    }

    private static SocketAddress made(int family, byte[] bytes) {
        return new SocketAddress(family, HexFormat.of().formatHex(bytes));
    }

    int length() {
        return hex.length() / 2;
    }

    MemorySegment in(Arena arena) {
        var segment = arena.allocate(Math.max(1, length()), 8);
        var written = segment.asSlice(0, length());
        written.copyFrom(MemorySegment.ofArray(HexFormat.of().parseHex(hex)));
        return written;
    }
}
