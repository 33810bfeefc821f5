package dev.bailiwick.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.value.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class VendorTest {
    private static final String FOLDER = "/dev/bailiwick/console/vendor/";

    @Test
    void every_vendored_file_has_the_digest_it_was_taken_with() throws IOException {
        List<String> sums =
                new String(bytes("SHA256SUMS"), StandardCharsets.UTF_8).lines().toList();
        assertThat(sums).hasSize(2);
        for (String sum : sums) {
            String[] parts = sum.split(" +", 2);
            assertThat(Digest.of(bytes(parts[1])).hex()).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (var in = VendorTest.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) throw new IOException("no " + name);
            return in.readAllBytes();
        }
    }
}
