package dev.bailiwick.host.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An address as connect(2) takes it. */
record SocketAddress(int family, byte[] bytes) {
    static final int UNIX = 1;
    static final int INET = 2;
    static final int INET6 = 10;

    static SocketAddress of(InetAddress address, int port) {
        boolean four = address instanceof Inet4Address;
        var buffer = start(four ? INET : INET6, four ? 16 : 28);
        buffer.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
        if (!four) buffer.putInt(0);
        buffer.put(address.getAddress());
        return new SocketAddress(four ? INET : INET6, buffer.array());
    }

    static SocketAddress loopback(int port) {
        var buffer = start(INET, 16);
        buffer.order(ByteOrder.BIG_ENDIAN).putShort((short) port).put(new byte[] {127, 0, 0, 1});
        return new SocketAddress(INET, buffer.array());
    }

    /** @param name of a file, or with a NUL at its start of no file */
    static SocketAddress unix(String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        return new SocketAddress(UNIX, start(UNIX, 2 + text.length).put(text).array());
    }

    private static ByteBuffer start(int family, int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder()).putShort((short) family);
    }

    MemorySegment in(Arena arena) {
        var segment = arena.allocate(Math.max(1, bytes.length), 8);
        var written = segment.asSlice(0, bytes.length);
        written.copyFrom(MemorySegment.ofArray(bytes));
        return written;
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
