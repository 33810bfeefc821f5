package dev.bailiwick.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_port_that_a_stranger_holds_on_either_loopback_is_refused() throws IOException {
        for (var address : loopbacks()) {
            try (var stranger = new ServerSocket()) {
                stranger.bind(new InetSocketAddress(address, 0));
                assertThatThrownBy(() -> Ports.freeForPeople(stranger.getLocalPort(), "--console-port"))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("is taken");
            }
        }
    }

    @Test
    void the_console_answers_on_both_loopbacks_and_names_itself_localhost() throws Exception {
        var data = new DataFolder(folder);
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam, security"
                people:
                  - {id: sam, name: "Sam", functions: [security]}
                agents: []
                """);
        try (var house = House.open(Configuration.of(data).onFreePorts());
                var http = HttpClient.newHttpClient()) {
            assertThat(house.console().getHost()).isEqualTo("localhost");
            for (var address : loopbacks()) {
                String host = address instanceof Inet6Address ? "[::1]" : "127.0.0.1";
                var page = URI.create("http://" + host + ":" + house.console().getPort() + "/sign-in");
                var answer = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).as(host).contains("You are not signed in.");
            }
        }
    }

    /** IPv6's only where this machine has it. */
    private static List<InetAddress> loopbacks() {
        return Stream.concat(Stream.of(InetAddress.getLoopbackAddress()), Ports.sixth().stream())
                .toList();
    }
}
