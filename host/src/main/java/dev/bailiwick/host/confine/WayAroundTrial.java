package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The ways around the egress proxy, tried from where a command of {@code run} stands, under this profile, on this machine. Doors
 * that are ours stand open outside, so that a way that is closed is closed by the walls and not by chance.
 */
public final class WayAroundTrial {
    private static final int STREAM = 1;
    private static final int CLOSED_ON_EXEC = 0x80000;
    private static final String DNS = "192.0.2.53"; // a documentation address (RFC 5737): nobody is asked anything

    private WayAroundTrial() {}

    /**
     * What came of it.
     *
     * @param open ways around that were not closed
     * @param tried all of them
     * @param out whether the proxy itself was reached
     * @param missing why the command would have no network of its own
     */
    public record Outcome(List<String> open, List<String> tried, boolean out, Optional<String> missing) {
        public Outcome {
            open = List.copyOf(open);
            tried = List.copyOf(tried);
        }
    }

    /** @throws ConfinementFailed when it could not be tried here */
    public static Outcome tried(AgentProfile profile) {
        var missing = OwnNetwork.refused();
        return missing.isPresent()
                ? new Outcome(List.of(), List.of(), false, missing)
                : tried(profile, ConfinedRun::of);
    }

    static Outcome tried(AgentProfile profile, Function<Order, ConfinedRun> confining) {
        try (var proxy = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var doors = new Doors()) {
            var ways = new ArrayList<>(
                    List.of(Way.stream("the egress proxy", SocketAddress.loopback(proxy.getLocalPort()))));
            ways.addAll(doors.ways());
            return read(said(profile, confining, proxy.getLocalPort(), ways), ways);
        } catch (IOException e) {
            throw new ConfinementFailed("the ways around cannot be tried: " + e.getMessage());
        }
    }

    private static String said(
            AgentProfile profile, Function<Order, ConfinedRun> confining, int proxy, List<Way> ways) {
        var order = new Order(
                new AgentId("bailiwick-drill"),
                profile,
                Path.of("/bin/true"),
                Digest.of(""),
                List.of("true"),
                Path.of("/"),
                Optional.of(proxy));
        var json = JsonObject.with(
                        "ways",
                        new JsonArray(ways.stream().<JsonValue>map(Way::json).toList()))
                .build();
        return confining
                .apply(order)
                .toItsEnd(WayAroundProbe.class, List.of(json.text()), Optional::empty)
                .notStarted()
                .orElse("");
    }

    private static Outcome read(String said, List<Way> ways) {
        var prefix = WayAroundProbe.Outcome.PREFIX;
        if (!said.startsWith(prefix) || said.length() != prefix.length() + ways.size())
            throw new ConfinementFailed(said);
        var letters = said.substring(prefix.length());
        List<String> open = new ArrayList<>();
        for (int i = 1; i < ways.size(); i++) {
            if (letters.charAt(i) != WayAroundProbe.Outcome.CLOSED)
                open.add(ways.get(i).name());
        }
        return new Outcome(
                open,
                ways.stream().skip(1).map(Way::name).toList(),
                letters.charAt(0) == WayAroundProbe.Outcome.OPEN,
                Optional.empty());
    }

    /** What stands open on this machine's own network while it is tried. */
    private static final class Doors implements AutoCloseable {
        private final List<Way> ways = new ArrayList<>();
        private final ServerSocket everywhere = new ServerSocket(0);
        private final ServerSocketChannel file = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        private final Path path = Files.createTempDirectory("bailiwick-way").resolve("socket");
        private final Arena arena = Arena.ofShared();
        private final long abstractSocket;

        Doors() throws IOException {
            file.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            var name = "\0bailiwick-" + UUID.randomUUID();
            abstractSocket = listening(SocketAddress.unix(name));
            int port = everywhere.getLocalPort();
            ways.add(Way.stream("TCP to this machine's loopback", SocketAddress.loopback(port)));
            ways.add(Way.stream(
                    "IPv6 to this machine's loopback", SocketAddress.of(InetAddress.ofLiteral("::1"), port)));
            own(port);
            ways.add(Way.stream("TCP to another machine", SocketAddress.of(InetAddress.ofLiteral("192.0.2.1"), 443)));
            ways.add(
                    Way.stream("IPv6 to another machine", SocketAddress.of(InetAddress.ofLiteral("2001:db8::1"), 443)));
            ways.add(Way.datagrams("DNS", SocketAddress.of(InetAddress.ofLiteral(DNS), 53)));
            ways.add(Way.datagrams("QUIC", SocketAddress.of(InetAddress.ofLiteral("192.0.2.1"), 443)));
            ways.add(
                    Way.stream("the metadata address", SocketAddress.of(InetAddress.ofLiteral("169.254.169.254"), 80)));
            ways.add(Way.raw("a raw socket", SocketAddress.INET, 1));
            ways.add(Way.raw("a packet socket", 17, 0));
            ways.add(Way.stream("an abstract Unix socket", SocketAddress.unix(name)));
            ways.add(Way.stream("a Unix socket's file", SocketAddress.unix(path + "\0")));
        }

        private void own(int port) throws IOException {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .limit(4)
                    .forEach(address -> ways.add(Way.stream(
                            "TCP to this machine's " + address.getHostAddress(), SocketAddress.of(address, port))));
        }

        private long listening(SocketAddress address) {
            var machine = Machine.here().orElseThrow(() -> new ConfinementFailed("ways are tried on Linux only"));
            var kernel = new Kernel(arena);
            long socket = kernel.must(
                    "make a socket", machine.socket(), SocketAddress.UNIX, STREAM | CLOSED_ON_EXEC, 0, 0, 0);
            var written = address.in(arena);
            kernel.must("bind it", machine.sockets().bind(), socket, written.address(), written.byteSize(), 0, 0);
            kernel.must("listen", machine.sockets().listen(), socket, 4, 0, 0, 0);
            return socket;
        }

        List<Way> ways() {
            return ways;
        }

        @Override
        public void close() throws IOException {
            everywhere.close();
            file.close();
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
            Machine.here()
                    .ifPresent(
                            machine -> new Kernel(arena).call(machine.sockets().close(), abstractSocket, 0, 0, 0, 0));
            arena.close();
        }
    }
}
