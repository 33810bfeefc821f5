package dev.bailiwick.connector.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.register.SinkSettings.TrustFiles;
import dev.bailiwick.core.value.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real receiver: Debian's rsyslog, over TLS with a client certificate, and over plain TCP. */
class RsyslogTest {
    private static final Pattern SEQUENCE =
            Pattern.compile("\\[bailiwick@32473 seq=\"([0-9]+)\"[^]]*?( resent=\"true\")?]");

    private static final int EVENTS = Boolean.getBoolean("bailiwick.soak") ? 100_000 : 20_000;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void rsyslog_is_here() {
        assumeTrue(Rsyslog.installed(), "not installed: rsyslog, rsyslog-gnutls, openssl (see .ci/packages)");
    }

    @Test
    void nothing_is_missing_after_the_receiver_was_killed_under_flow_and_duplicates_are_marked() throws Exception {
        try (var rsyslog = Rsyslog.tls(folder);
                var route = new Route(tls(rsyslog, "client"))) {
            rsyslog.start();
            var writing = Thread.ofVirtual().start(() -> appendSlowly(route));
            for (int kills = 1; kills <= 2; kills++) {
                int part = kills * EVENTS / 3;
                Route.await(() -> route.standing().sent() > part);
                rsyslog.kill();
                TimeUnit.MILLISECONDS.sleep(300);
                rsyslog.start();
            }
            writing.join();
            route.awaitSent();
            Route.await(() -> sequences(rsyslog).size() == EVENTS);

            assertThat(sequences(rsyslog).keySet())
                    .as("every sequence, in order of its first arrival")
                    .containsExactlyElementsOf(
                            LongStream.range(0, EVENTS).boxed().toList());
            assertUnmarkedOnlyOnce(rsyslog);
        }
    }

    @Test
    void a_receiver_that_was_away_gets_everything_in_order() throws Exception {
        try (var rsyslog = Rsyslog.tls(folder);
                var route = new Route(tls(rsyslog, "client"))) {
            route.append(1_000);
            Route.await(() -> route.standing().failing().isPresent());
            assertThat(route.standing().lag()).isEqualTo(1_000);
            route.restart();
            rsyslog.start();
            route.append(500);
            Route.await(() -> sequences(rsyslog).size() == 1_500);

            assertThat(List.copyOf(sequences(rsyslog).keySet()))
                    .isEqualTo(LongStream.range(0, 1_500).boxed().toList());
            assertThat(route.standing().failing()).isEmpty();
            assertThat(route.standing().acknowledged()).isPresent();
        }
    }

    @Test
    void what_bailiwick_may_have_sent_before_its_own_restart_is_sent_again_and_marked() throws Exception {
        try (var rsyslog = Rsyslog.plain(folder);
                var route = new Route(plain(rsyslog))) {
            rsyslog.start();
            route.append(100);
            Route.await(() -> sequences(rsyslog).size() == 100);
            route.restart();
            route.append(10);
            Route.await(() -> sequences(rsyslog).size() == 110);

            assertUnmarkedOnlyOnce(rsyslog);
        }
    }

    @Test
    void a_certificate_the_receiver_does_not_know_is_a_failure_although_tls_let_us_write() throws Exception {
        try (var rsyslog = Rsyslog.tls(folder);
                var route = new Route(tls(rsyslog, "stranger"))) {
            rsyslog.start();
            route.append(10);
            Route.await(() -> route.standing().failing().isPresent());

            assertThat(route.standing().sent()).isZero();
            assertThat(sequences(rsyslog)).isEmpty();
        }
    }

    @Test
    void a_receiver_that_cannot_be_proven_gets_nothing() throws Exception {
        try (var rsyslog = Rsyslog.tls(folder)) {
            rsyslog.start();
            var files = new TrustFiles(file("other-ca.pem"), file("client.pem"), file("client.key"), Optional.empty());
            var settings = Route.settings(SinkSettings.Type.SYSLOG_TLS, "127.0.0.1:" + rsyslog.port, files);
            try (var route = new Route(settings)) {
                route.append(10);
                Route.await(() -> route.standing().failing().isPresent());
                assertThat(sequences(rsyslog)).isEmpty();
            }
        }
    }

    @Test
    void text_an_agent_wrote_arrives_as_one_event() throws Exception {
        try (var rsyslog = Rsyslog.plain(folder);
                var route = new Route(plain(rsyslog))) {
            rsyslog.start();
            route.append(Samples.HOSTILE);
            route.append("x".repeat(50_000));
            Route.await(() -> sequences(rsyslog).size() == 2);

            var lines = entries(rsyslog);
            assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("110 bailiwick reported "));
            assertThat(lines.get(1)).contains("\"tooLarge\":true").hasSizeLessThan(8_000);
        }
    }

    @Test
    void checkpoints_and_heartbeats_arrive_too() throws Exception {
        try (var rsyslog = Rsyslog.plain(folder);
                var route = new Route(plain(rsyslog))) {
            rsyslog.start();
            route.checkpoint.set(Optional.of("bailiwick/ab\n12\nroot\n\n— signature\n"));
            Route.await(() -> all(rsyslog).stream().anyMatch(line -> line.contains(" checkpoint ")));
            Route.await(() -> all(rsyslog).stream().anyMatch(line -> line.contains(" heartbeat ")));

            assertThat(all(rsyslog)).anyMatch(line -> line.contains("bailiwick/ab\\n12\\nroot"));
        }
    }

    @Test
    void failing_for_longer_than_the_limit_stops_tier_3_until_it_is_well_again() throws Exception {
        try (var rsyslog = Rsyslog.plain(folder)) {
            var settings = Route.settings(
                    SinkSettings.Type.SYSLOG_TCP,
                    "127.0.0.1:" + rsyslog.port,
                    TrustFiles.NONE,
                    SinkSettings.Filter.ALL,
                    Duration.ofMillis(500));
            try (var route = new Route(settings)) {
                route.append(1);
                Route.await(() -> route.stops(Tier.T3));
                assertThat(route.stops(Tier.T2)).isFalse();
                rsyslog.start();
                Route.await(() -> !route.stops(Tier.T3));
            }
        }
    }

    private static void appendSlowly(Route route) {
        try {
            for (int i = 0; i < EVENTS / 100; i++) {
                route.append(100);
                TimeUnit.MILLISECONDS.sleep(40);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SinkSettings tls(Rsyslog rsyslog, String client) {
        var files = new TrustFiles(file("ca.pem"), file(client + ".pem"), file(client + ".key"), Optional.empty());
        return Route.settings(SinkSettings.Type.SYSLOG_TLS, "127.0.0.1:" + rsyslog.port, files);
    }

    private static SinkSettings plain(Rsyslog rsyslog) {
        return Route.settings(SinkSettings.Type.SYSLOG_TCP, "127.0.0.1:" + rsyslog.port, TrustFiles.NONE);
    }

    private Optional<String> file(String name) {
        return Optional.of(folder.resolve(name).toString());
    }

    private static List<String> all(Rsyslog rsyslog) {
        try {
            return rsyslog.lines();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> entries(Rsyslog rsyslog) {
        return all(rsyslog).stream()
                .filter(line -> SEQUENCE.matcher(line).find())
                .toList();
    }

    /** Each sequence that arrived, in the order of first arrivals, with how often it came. */
    private static Map<Long, List<Boolean>> sequences(Rsyslog rsyslog) {
        Map<Long, List<Boolean>> found = new java.util.LinkedHashMap<>();
        for (String line : all(rsyslog)) {
            var at = SEQUENCE.matcher(line);
            if (at.find()) {
                found.computeIfAbsent(Long.parseLong(at.group(1)), _ -> new ArrayList<>())
                        .add(at.group(2) != null);
            }
        }
        return found;
    }

    private static void assertUnmarkedOnlyOnce(Rsyslog rsyslog) {
        var twice = new HashMap<Long, Long>();
        sequences(rsyslog)
                .forEach((sequence, marks) -> twice.put(
                        sequence, marks.stream().filter(marked -> !marked).count()));
        assertThat(twice.values()).as("arrivals of one event without the mark").allMatch(count -> count <= 1);
        assertThat(sequences(rsyslog).values()).as("duplicates there were").anyMatch(marks -> marks.size() > 1);
    }
}
