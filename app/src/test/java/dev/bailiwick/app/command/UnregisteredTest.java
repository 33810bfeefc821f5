package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes and real calls that nobody registered, found from the command line. */
@Timeout(120)
class UnregisteredTest {
    @TempDir
    Path folder;

    private DataFolder data = new DataFolder(Path.of("."));

    @Test
    void a_runtime_and_a_caller_that_nobody_registered_are_found_and_the_caller_is_not_served() throws Exception {
        var openclaw = program("openclaw");
        try (var house = opened()) {
            assertThat(bailiwick("--scan").json().text()).doesNotContain(folder.toString());
            var stray = new ProcessBuilder(openclaw.toString(), "120").start();
            try {
                assertThat(call(house, "bwa_nobody-issued-this")).isEqualTo(401);
                var found = bailiwick("--scan");
                assertThat(found.code()).isEqualTo(3);
                assertThat(detail(found, "process"))
                        .anyMatch(detail -> detail.contains("process " + stray.pid() + ":"));
                assertThat(detail(found, "identity")).anyMatch(detail -> detail.contains("401"));
            } finally {
                stray.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void a_known_caller_is_no_finding() throws Exception {
        try (var house = opened()) {
            var issued = house.issue(new AgentId("desk"), new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL));
            assertThat(call(house, java.util.Objects.requireNonNull(issued.get(Credentials.Use.ASK))))
                    .isNotEqualTo(401);
            assertThat(detail(bailiwick("--scan"), "identity")).isEmpty();
        }
    }

    private House opened() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam"
                people:
                  - {id: sam, name: "Sam", functions: [security, it, business], account: "%s"}
                agents:
                  - {id: desk, operator: sam, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        return House.open(Configuration.of(data).onFreePorts().holding(Duration.ZERO));
    }

    /** A program of this name that sleeps. */
    private Path program(String name) throws IOException {
        var program = folder.resolve(name);
        Files.copy(Path.of("/bin/sleep"), program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static int call(House house, String credential) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(house.agents() + "/openclaw/v1/decide"))
                    .header("Authorization", "Bearer " + credential)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private Ran bailiwick(String... words) {
        var line = new java.util.ArrayList<>(List.of("discovery"));
        line.addAll(List.of(words));
        line.addAll(List.of("--data", data.path().toString(), "--output", "json"));
        return Ran.line(line.toArray(String[]::new));
    }

    private static List<String> detail(Ran found, String kind) {
        return found.json().array("findings").values().stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.string("kind").orElse("").equals(kind))
                .map(each -> each.string("detail").orElse(""))
                .toList();
    }
}
