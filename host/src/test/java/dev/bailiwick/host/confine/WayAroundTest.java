package dev.bailiwick.host.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A command of {@code run} has one way out, and the others are tried. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WayAroundTest {
    private static final Path SHELL = Path.of("/usr/bin/bash");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        assumeTrue(Machine.here().isPresent(), "no Linux on x86-64 or arm64");
        assumeTrue(
                OwnNetwork.refused().isEmpty(),
                () -> "no network of its own here: " + OwnNetwork.refused().orElse(""));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var name : List.of("config", "state", "workspace", "log")) {
            var made = Files.createDirectory(folder.resolve(name));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    private AgentProfile profile() {
        return AgentProfile.of(Json.parseObject("""
                {"version": 1, "name": "example", "revision": 1, "purpose": "an example", "tier": 2,
                 "account": {"name": "games"},
                 "network": {"port": 18789, "front": 8444, "vpn": [], "admin": [], "local": [], "egress": []},
                 "files": {"config": "%1$s/config", "state": "%1$s/state", "workspace": "%1$s/workspace", "log": "%1$s/log",
                           "secrets": [], "read": [], "write": []},
                 "programs": {"interpreters": true, "allowed": ["/usr/bin/bash", "/usr/bin/cat", "/usr/bin/env"]},
                 "denied": [], "limits": {"memoryMiB": 128, "cpuPercent": 100, "processes": 64, "openFiles": 1024},
                 "deployment": {"kind": "systemd", "program": "/usr/bin/dash", "arguments": []},
                 "requirements": {"seccomp": "required", "landlock": "best-effort", "apparmor": "best-effort", "network": "required"}}
                """.formatted(folder)));
    }

    private ConfinedRun.Ending run(String script, int proxy) throws IOException {
        var order = new Order(
                new dev.bailiwick.core.value.AgentId("example"),
                profile(),
                SHELL,
                dev.bailiwick.core.value.Digest.of(Files.readAllBytes(SHELL)),
                List.of("bash", "-c", script),
                folder.resolve("workspace"),
                Optional.of(proxy));
        return ConfinedRun.of(order).toItsEnd(Optional::empty);
    }

    @Test
    void every_way_around_is_closed_and_the_proxy_is_reached() {
        var outcome = WayAroundTrial.tried(profile());
        assertThat(outcome.missing()).isEmpty();
        assertThat(outcome.open()).isEmpty();
        assertThat(outcome.out()).isTrue();
        assertThat(outcome.tried())
                .contains(
                        "DNS",
                        "QUIC",
                        "TCP to another machine",
                        "the metadata address",
                        "a raw socket",
                        "an abstract Unix socket",
                        "a Unix socket's file");
    }

    @Test
    void a_way_that_is_open_is_found() {
        assertThat(WayAroundTrial.tried(profile(), ConfinedRun::sharing).open()).contains("a Unix socket's file");
    }

    @Test
    void what_goes_to_the_proxys_port_arrives_there_and_comes_back() throws Exception {
        try (var proxy = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            int port = proxy.getLocalPort();
            var served = Thread.ofVirtual().start(() -> echo(proxy));
            var ending = run(
                    "exec 3<>/dev/tcp/127.0.0.1/" + port + " && echo hello >&3 && cat <&3 > answer && env > variables",
                    port);
            assertThat(ending.notStarted()).isEmpty();
            assertThat(ending.exitCode()).isZero();
            served.join();
            assertThat(folder.resolve("workspace/answer")).hasContent("hello back");
            assertThat(folder.resolve("workspace/variables"))
                    .content()
                    .contains("https_proxy=http://127.0.0.1:" + port);
        }
    }

    private static void echo(ServerSocket proxy) {
        try (var socket = proxy.accept()) {
            byte[] line = socket.getInputStream().readNBytes(5);
            socket.getOutputStream()
                    .write((new String(line, StandardCharsets.UTF_8) + " back").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_door_of_this_machine_beside_the_proxy_is_out_of_reach() throws Exception {
        try (var proxy = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                var other = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            run(
                    "(</dev/tcp/127.0.0.1/" + other.getLocalPort() + ") 2>/dev/null && echo LEAK > leak; true",
                    proxy.getLocalPort());
            assertThat(folder.resolve("workspace/leak")).doesNotExist();
        }
    }

    /** The walls are below every program: what it speaks, and what it was told of proxies, changes nothing. */
    @Test
    void a_program_that_wants_no_proxy_sends_no_datagram_and_opens_no_stream() throws Exception {
        try (var proxy = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                var stream = new ServerSocket(0);
                var datagrams = new DatagramSocket(new InetSocketAddress("0.0.0.0", 0))) {
            var tried = new StringBuilder("export NO_PROXY=* no_proxy=* NODE_USE_ENV_PROXY=0\n");
            for (var address : own()) {
                tried.append("(echo leak >/dev/udp/%s/%d) 2>/dev/null\n".formatted(address, datagrams.getLocalPort()));
                tried.append("(echo leak >/dev/tcp/%s/%d) 2>/dev/null && echo LEAK > leak\n"
                        .formatted(address, stream.getLocalPort()));
            }
            assertThat(run(tried + "echo ran > ran", proxy.getLocalPort()).notStarted())
                    .isEmpty();
            assertThat(folder.resolve("workspace/ran")).exists();
            assertThat(folder.resolve("workspace/leak")).doesNotExist();
            assertThat(firstOf(datagrams)).isEqualTo("from outside");
        }
    }

    private static List<String> own() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .toList();
    }

    /** One is sent from outside: the first to arrive must be that one. */
    private static String firstOf(DatagramSocket door) throws IOException {
        byte[] sent = "from outside".getBytes(StandardCharsets.UTF_8);
        door.send(new DatagramPacket(sent, sent.length, InetAddress.getLoopbackAddress(), door.getLocalPort()));
        var packet = new DatagramPacket(new byte[64], 64);
        door.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void where_there_is_none_it_is_said_why() {
        var shared = new Passage(false, "unshare: Operation not permitted", Optional.of(1));
        assertThat(shared.described()).contains("NO NETWORK OF ITS OWN", "Operation not permitted");
        assertThat(Passage.of(shared.json())).isEqualTo(shared);
    }
}
