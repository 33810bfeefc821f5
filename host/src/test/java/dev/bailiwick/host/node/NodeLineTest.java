package dev.bailiwick.host.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of a server before anything is sent to it. */
class NodeLineTest {
    private static final String TOKEN = "bwn_nothing." + "0".repeat(64);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void without_a_port_it_is_the_one_that_nodes_usually_come_to() {
        assertThatThrownBy(() -> NodeLine.join(URI.create("https://127.0.0.1"), TOKEN, folder))
                .isInstanceOf(CutOff.class)
                .hasMessageContaining("https://127.0.0.1:7433");
    }

    @Test
    void an_address_without_tls_or_with_somebodys_name_is_refused_before_the_token_is_read() {
        for (String address : new String[] {"http://10.8.0.1:7433", "https://me@10.8.0.1:7433", "nonsense"}) {
            assertThatThrownBy(() -> NodeLine.join(URI.create(address), TOKEN, folder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected https://ADDRESS:PORT");
        }
    }
}
