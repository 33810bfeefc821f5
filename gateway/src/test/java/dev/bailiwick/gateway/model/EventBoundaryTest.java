package dev.bailiwick.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventBoundaryTest {
    @Test
    void an_event_ends_with_an_empty_line_however_lines_end() {
        assertThat(reached("data: x\n\n")).isTrue();
        assertThat(reached("data: x\r\n\r\n")).isTrue();
        assertThat(reached("data: x\r\r")).isTrue();
        assertThat(reached("")).isTrue();
        assertThat(reached("data: x")).isFalse();
        assertThat(reached("data: x\n")).isFalse();
        assertThat(reached("data: x\r\n")).isFalse();
        assertThat(reached("data: x\n\ndata: y")).isFalse();
    }

    @Test
    void it_does_not_matter_how_the_stream_is_cut() {
        var random = new Random(20261124);
        for (String event : List.of("data: x\n\n", "data: x\r\n\r\n", "data: xyz\n", "data: x\r\n")) {
            String stream = event.repeat(20);
            for (int run = 0; run < 200; run++) {
                var boundary = new EventBoundary();
                for (int at = 0; at < stream.length(); ) {
                    int end = Math.min(stream.length(), at + 1 + random.nextInt(12));
                    take(boundary, stream.substring(at, end));
                    at = end;
                }
                assertThat(boundary.reached()).as(event).isEqualTo(reached(stream));
            }
        }
    }

    private static boolean reached(String stream) {
        var boundary = new EventBoundary();
        take(boundary, stream);
        return boundary.reached();
    }

    private static void take(EventBoundary boundary, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
        boundary.after(bytes, bytes.length);
    }
}
