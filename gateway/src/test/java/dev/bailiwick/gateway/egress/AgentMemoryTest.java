package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.HANDLE;
import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.credential.Placement;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything an agent's process holds, read as one who took it over would read it. */
class AgentMemoryTest {
    private static final int PIECE = 1 << 20;

    @TempDir
    Path folder = Path.of(".");

    /** An agent that calls the service twice with its handle, and then waits. */
    static final class Agent {
        private Agent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
            var proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
            var request = HttpRequest.newBuilder(URI.create("https://" + arguments[1] + "/contacts"))
                    .header("Authorization", "Bearer " + System.getenv("CRM_KEY"))
                    .build();
            try (var client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(proxy))
                    .sslContext(Trust.in(Files.readString(Path.of(arguments[2]))))
                    .build()) {
                for (int i = 0; i < 2; i++) {
                    var answer = client.send(request, BodyHandlers.ofString());
                    System.out.println(answer.statusCode() + " " + answer.body().length());
                }
                var _ = System.in.read();
            }
        }
    }

    @Test
    void an_agent_that_used_a_credential_has_never_held_it() throws IOException, GeneralSecurityException {
        assumeTrue(Files.exists(Path.of("/proc/self/mem")), "only Linux shows a process's memory");
        try (var way = new Way(Placement.bearer())) {
            way.service.answer = seen -> ServiceDouble.ok("you sent " + seen);
            var agent = started(way);
            try (var said = agent.inputReader()) {
                assertThat(said.readLine()).startsWith("200 ");
                assertThat(said.readLine()).startsWith("200 ");
                assertThat(way.service.seen).allSatisfy(seen -> assertThat(seen).contains(SECRET));
                assertThat(held(agent.pid(), HANDLE))
                        .as("what is there is found")
                        .isTrue();
                for (var form : List.of(SECRET, SECRET.substring(0, 12), "canary-of-crm"))
                    assertThat(held(agent.pid(), form)).as(form).isFalse();
            } finally {
                agent.destroyForcibly();
            }
        }
    }

    private Process started(Way way) throws IOException {
        var authority = Files.writeString(folder.resolve("authority.pem"), way.authority.pem());
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Agent.class.getName(),
                String.valueOf(way.proxy.port()),
                way.target(),
                authority.toString());
        builder.environment().put("CRM_KEY", HANDLE);
        return builder.redirectError(folder.resolve("agent.log").toFile()).start();
    }

    /** In its memory, its environment or its arguments. */
    private static boolean held(long pid, String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        var process = Path.of("/proc", String.valueOf(pid));
        if (Bytes.contains(Files.readAllBytes(process.resolve("environ")), wanted)) return true;
        if (Bytes.contains(Files.readAllBytes(process.resolve("cmdline")), wanted)) return true;
        try (var memory = new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
            for (var line : Files.readAllLines(process.resolve("maps"))) {
                if (line.contains(" rw") && inRange(memory, line.split("[ -]", 3), wanted)) return true;
            }
        }
        return false;
    }

    private static boolean inRange(RandomAccessFile memory, String[] range, byte[] wanted) {
        long from = Long.parseUnsignedLong(range[0], 16);
        long to = Long.parseUnsignedLong(range[1], 16);
        byte[] piece = new byte[PIECE + wanted.length];
        for (long at = from; at < to; at += PIECE) {
            try {
                memory.seek(at);
                int read = memory.read(piece, 0, (int) Math.min(to - at, piece.length));
                if (read > 0 && Bytes.contains(java.util.Arrays.copyOf(piece, read), wanted)) return true;
            } catch (IOException _) {
                return false; // reserved, and nothing there
            }
        }
        return false;
    }
}
