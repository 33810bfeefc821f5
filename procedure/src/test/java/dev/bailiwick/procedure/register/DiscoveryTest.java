package dev.bailiwick.procedure.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.discovery.Finding;
import dev.bailiwick.core.register.discovery.Sighting;
import dev.bailiwick.procedure.testing.MemoryCredentials;
import dev.bailiwick.procedure.testing.TestHouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final Sighting STRAY = new Sighting(Sighting.Kind.PROCESS, "OpenClaw of account 1001", "process 41");

    private final TestHouse house = new TestHouse();
    private final List<Sighting> there = new ArrayList<>();
    private final Discovery discovery = fresh();

    private Discovery fresh() {
        return new Discovery(house.log, house.alerts, () -> List.copyOf(there), house.clock);
    }

    @Test
    void what_stays_for_two_looks_is_found_and_told_of_once() {
        there.add(STRAY);
        discovery.look();
        assertThat(discovery.findings()).isEmpty();
        house.clock.advance(Duration.ofSeconds(20));
        discovery.look();
        house.clock.advance(Duration.ofSeconds(20));
        discovery.look();
        assertThat(discovery.findings()).singleElement().satisfies(found -> {
            assertThat(found.times()).isEqualTo(2);
            assertThat(Duration.between(found.first(), found.last())).hasSeconds(20);
        });
        assertThat(alerts()).containsExactly("unregistered-agent");
    }

    @Test
    void what_was_gone_at_the_next_look_is_no_finding_unless_a_person_asked() {
        there.add(STRAY);
        discovery.look();
        there.clear();
        discovery.look();
        assertThat(discovery.findings()).isEmpty();
        there.add(STRAY);
        assertThat(discovery.scan()).hasSize(1);
    }

    @Test
    void a_caller_without_a_credential_of_ours_is_found_and_not_served() {
        var credentials =
                new CredentialDesk(new MemoryCredentials(), house.control, house.alerts, house.clock, () -> "chance");
        assertThat(credentials.check("bwa_made-up", Credentials.Use.ASK)).isEmpty();
        discovery.look();
        assertThat(discovery.findings()).singleElement().satisfies(found -> {
            assertThat(found.sighting().kind()).isEqualTo(Sighting.Kind.IDENTITY);
            assertThat(found.sighting().detail()).contains("401").doesNotContain("made-up");
        });
    }

    @Test
    void a_restart_knows_what_was_found_and_tells_nobody_again() {
        there.add(STRAY);
        discovery.scan();
        house.clock.advance(Duration.ofHours(1));
        var after = fresh();
        after.look();
        after.look();
        assertThat(after.findings()).singleElement().satisfies(found -> {
            assertThat(found.first()).isEqualTo(discovery.findings().getFirst().first());
            assertThat(found.last()).isEqualTo(house.clock.instant());
        });
        assertThat(alerts()).containsExactly("unregistered-agent");
    }

    @Test
    void the_last_sighting_is_written_down_once_a_day() {
        there.add(STRAY);
        for (int hours = 0; hours < 49; hours++) {
            discovery.scan();
            house.clock.advance(Duration.ofHours(1));
        }
        assertThat(house.log.of(Event.Kind.HOUSE)).hasSize(3);
    }

    @Test
    void a_flood_of_strangers_is_bounded_and_told_of() {
        IntStream.range(0, Discovery.MOST + 5)
                .forEach(i -> there.add(new Sighting(Sighting.Kind.EGRESS, "peer " + i, "")));
        assertThat(discovery.scan()).hasSize(Discovery.MOST);
        assertThat(alerts()).contains("discovery-full");
        assertThat(discovery.scan()).extracting(Finding::times).contains(2L);
    }

    private List<String> alerts() {
        return house.log.of(Event.Kind.ALERT).stream()
                .map(entry -> entry.body().string("what").orElseThrow())
                .filter(what -> !what.equals("unknown-credential"))
                .distinct()
                .toList();
    }
}
