package dev.bailiwick.procedure.credential;

import static dev.bailiwick.procedure.credential.Vault.OLGA;
import static dev.bailiwick.procedure.testing.Specimens.serviceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.testing.ScriptedBackend;
import dev.bailiwick.procedure.testing.ScriptedBackend.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationTest {
    private static final Optional<AgentId> EVERYBODY = Optional.empty();

    private final Vault vault = new Vault();

    @Test
    void of_twenty_with_one_hanging_one_failing_and_one_queueing_seventeen_are_proved_at_once() {
        var hanging = backend("hanging", Mood.HANGS);
        var failing = backend("failing", Mood.FAILS);
        var queueing = backend("queueing", Mood.ONLY_QUEUES);
        for (int i = 0; i < 17; i++) lend(serviceKey("db-" + i, "made/db-" + i));
        for (var name : List.of("hanging", "failing", "queueing")) lend(serviceKey(name, name + "/x"));

        try (var revocation = vault.revocation()) {
            var report = revocation.revoke(EVERYBODY, "drill", OLGA);
            assertThat(report.leases()).hasSize(20);
            assertThat(report.leases())
                    .filteredOn(lease -> lease.state() == State.REVOKED)
                    .hasSize(17);
            assertThat(report.leases()).filteredOn(Lease::ending).hasSize(3);
            assertThat(report.failed()).isEmpty();

            hanging.mood = Mood.WELL;
            failing.mood = Mood.WELL;
        }
        vault.restart();
        try (var revocation = vault.revocation()) {
            assertThat(revocation.retry().complete()).isFalse();
            queueing.mood = Mood.WELL;
            assertThat(revocation.retry().complete()).isTrue();
        }
        assertThat(vault.store.open()).isEmpty();
    }

    private ScriptedBackend backend(String name, Mood later) {
        var backend = new ScriptedBackend(name, false);
        vault.all.add(backend);
        vault.restart();
        lendBefore(backend, later);
        return backend;
    }

    private void lendBefore(ScriptedBackend backend, Mood later) {
        moods.put(backend.name(), () -> backend.mood = later);
    }

    private final Map<String, Runnable> moods = new HashMap<>();

    private void lend(ServiceKey key) {
        vault.open(key);
        vault.broker.borrow(key, Tier.T1);
        moods.getOrDefault(key.name(), () -> {}).run();
    }

    @Test
    void the_border_closes_before_any_backend_is_asked() {
        var key = vault.open(serviceKey("db", "made/db"));
        var loan = vault.broker.borrow(key, Tier.T1);
        vault.made.mood = Mood.FAILS;
        try (var revocation = vault.revocation()) {
            revocation.revoke(EVERYBODY, "drill", OLGA);
        }
        assertThat(vault.closed).hasSize(1);
        assertThatThrownBy(() -> loan.secret().reveal(text -> text)).hasMessage("the secret was closed");
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessage("the key was revoked");
        vault.restart();
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessage("the key was revoked");
    }

    @Test
    void a_backend_that_hangs_is_waited_for_no_longer_than_its_own_deadline() {
        lend(serviceKey("db", "made/db"));
        vault.made.mood = Mood.HANGS;
        vault.made.deadline = Duration.ofMillis(20);
        try (var endings = new Endings(new Backends(vault.all), vault.house.clock, Duration.ofMinutes(5))) {
            var ended = endings.of(vault.store.open());
            assertThat(ended).extracting(Lease::note).containsExactly("the backend did not answer in time");
            assertThat(ended).allMatch(Lease::open);
        }
    }

    @Test
    void the_furthest_reaching_stand_first() {
        lend(urgent("rest", Urgency.REST));
        lend(urgent("deletes", Urgency.DESTRUCTIVE));
        lend(urgent("money", Urgency.PAYMENT));
        lend(urgent("cloud", Urgency.CLOUD));
        try (var revocation = vault.revocation()) {
            assertThat(revocation.revoke(EVERYBODY, "drill", OLGA).leases())
                    .extracting(Lease::key)
                    .containsExactly("cloud", "money", "deletes", "rest");
        }
    }

    private static ServiceKey urgent(String name, Urgency urgency) {
        var key = serviceKey(name, "made/" + name);
        return new ServiceKey(
                name,
                key.agent(),
                key.secret(),
                key.host(),
                key.placement(),
                urgency,
                Duration.ofDays(30),
                key.handle());
    }

    @Test
    void with_the_store_away_the_kit_serves() {
        lend(serviceKey("db", "made/db"));
        vault.store.away = true;
        try (var revocation = vault.revocation()) {
            var report = revocation.revoke(EVERYBODY, "drill", OLGA);
            assertThat(report.complete()).isTrue();
            assertThat(report.failed()).contains("the store is away");
        }
        assertThat(vault.made.alive).isEmpty();
    }

    @Test
    void a_backend_that_hangs_holds_one_thread_however_often_it_is_tried() {
        lend(serviceKey("db", "made/db"));
        vault.made.mood = Mood.DEAF;
        try (var revocation = vault.revocation()) {
            revocation.revoke(EVERYBODY, "drill", OLGA);
            for (int i = 0; i < 3; i++)
                assertThat(revocation.retry().leases().getFirst().note()).contains("hangs");

            assertThat(vault.made.hanging).hasValue(1);

            vault.made.mood = Mood.WELL;
            var end = Instant.now().plusSeconds(5);
            while (!revocation.retry().complete()) assertThat(Instant.now()).isBefore(end);
        }
    }

    @Test
    void another_agents_credentials_stay() {
        lend(serviceKey("db", "made/db"));
        try (var revocation = vault.revocation()) {
            assertThat(revocation
                            .revoke(Optional.of(new AgentId("lab")), "drill", OLGA)
                            .leases())
                    .isEmpty();
        }
        assertThat(vault.broker.borrow(serviceKey("db", "made/db"), Tier.T1)).isNotNull();
    }

    @Test
    void a_backend_that_only_says_so_is_not_believed() {
        lend(serviceKey("db", "made/db"));
        vault.made.mood = Mood.ONLY_QUEUES;
        try (var revocation = vault.revocation()) {
            var lease = revocation.revoke(EVERYBODY, "drill", OLGA).leases().getFirst();
            assertThat(lease.state()).isEqualTo(State.REVOKING);
            assertThat(lease.note()).contains("still opens the door");
        }
    }
}
