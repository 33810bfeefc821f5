package dev.bailiwick.connector.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bailiwick.core.detection.Signal;
import dev.bailiwick.procedure.screening.Scanner.Opinion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpScannerTest {
    private final CountDownLatch slow = new CountDownLatch(1);
    private HttpServer server = start();
    private int status = 200;
    private String answer = "";
    private String asked = "";

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void listens() {
        server.createContext("/scan", exchange -> {
            asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.isEmpty()) waits();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void waits() {
        try {
            slow.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stops() {
        slow.countDown();
        server.stop(0);
    }

    @Test
    void what_it_would_block_is_suspicious_and_never_more() {
        answer = "{\"decision\": \"BLOCK\", \"heuristic_score\": 0.96, \"reason\": \"high\"}";
        assertThat(scan()).isInstanceOfSatisfying(Opinion.Said.class, said -> {
            assertThat(said.screening().signal()).isEqualTo(Signal.SUSPICIOUS);
            assertThat(said.screening().score()).isEqualTo(0.96);
        });
        assertThat(asked).isEqualTo("{\"text\":\"hello\",\"mode\":\"input\"}");
    }

    @Test
    void what_it_lets_through_is_no_signal() {
        answer = "{\"decision\": \"ALLOW\"}";
        assertThat(scan())
                .isInstanceOfSatisfying(
                        Opinion.Said.class,
                        said -> assertThat(said.screening().signal()).isEqualTo(Signal.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[]",
                "{}",
                "{\"decision\": \"MAYBE\"}",
                "{\"decision\": \"BLOCK\", \"heuristic_score\": -4}x"
            })
    void garbage_is_silence(String garbage) {
        answer = garbage;
        assertThat(scan()).isEqualTo(new Opinion.Silent("answered something else than an opinion"));
    }

    @Test
    void an_error_is_silence() {
        status = 500;
        answer = "{\"decision\": \"ALLOW\"}";
        assertThat(scan()).isEqualTo(new Opinion.Silent("answered with status 500"));
    }

    @Test
    void a_slow_scanner_is_silent_in_time() {
        assertThat(scan()).isEqualTo(new Opinion.Silent("does not answer"));
    }

    private Opinion scan() {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/scan");
        try (var scanner = new HttpScanner(address, Duration.ofMillis(1500))) {
            return scanner.scan("hello");
        }
    }
}
