package dev.bailiwick.host.isolation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** At the other end of the wire: a line for each datagram that comes in at one of its addresses. */
public final class OtherMachines {
    private OtherMachines() {}

    public static void main(String[] addresses) throws IOException {
        System.out.println("here");
        if (System.in.read() < 0) return;
        for (var address : addresses) {
            var channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), NftIsolationTest.PORT));
            Thread.ofPlatform().start(() -> listen(address, channel));
        }
        while (System.in.read() >= 0) Thread.onSpinWait();
        System.exit(0);
    }

    private static void listen(String address, DatagramChannel channel) {
        var buffer = ByteBuffer.allocate(16);
        try {
            while (channel.receive(buffer.clear()) != null)
                System.out.println(address + " " + System.currentTimeMillis());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
