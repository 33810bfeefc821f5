package dev.bailiwick.host.isolation;

import dev.bailiwick.core.value.AddressBlock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** In a network of its own: sends without end to everybody it is told of, and does with the network what it is told. */
public final class AgentMachine {
    private AgentMachine() {}

    public static void main(String[] addresses) throws IOException {
        System.out.println("here");
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String order = orders.readLine();
        if (order == null) return;
        for (var address : addresses) Thread.ofVirtual().start(() -> send(address));
        var network = new NftIsolation();
        while (order != null) {
            switch (order) {
                case "isolate" -> network.isolate(List.of(AddressBlock.of(NftIsolationTest.FORENSIC)));
                case "release" -> network.release();
                default -> {}
            }
            System.out.println(order + " " + network.isolated());
            order = orders.readLine();
        }
    }

    private static void send(String address) {
        var to = new InetSocketAddress(InetAddress.ofLiteral(address), NftIsolationTest.PORT);
        try (var channel = DatagramChannel.open()) {
            while (!Thread.currentThread().isInterrupted()) {
                sent(channel, to);
                LockSupport.parkNanos(10_000_000);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the machine refuses to send is what the other side does not hear of. */
    private static void sent(DatagramChannel channel, InetSocketAddress to) {
        try {
            channel.send(ByteBuffer.allocate(1), to);
        } catch (IOException _) {
            // tried again, without end
        }
    }
}
