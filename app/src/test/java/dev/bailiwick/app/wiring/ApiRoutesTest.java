package dev.bailiwick.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApiRoutesTest {
    @Test
    void every_route_stands_in_the_documentation() throws IOException {
        assertThat(Files.readString(Path.of("../docs/api.md")))
                .contains(ApiRoutes.ALL.stream()
                        .map(route -> route.method() + " " + route.path())
                        .toArray(String[]::new));
    }
}
