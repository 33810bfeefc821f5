package dev.bailiwick.procedure.credential;

import static dev.bailiwick.procedure.credential.Vault.OLGA;
import static dev.bailiwick.procedure.testing.Specimens.serviceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.credential.Rotation;
import dev.bailiwick.core.credential.Rotation.Step;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.testing.RotationContract;
import dev.bailiwick.procedure.testing.ScriptedBackend;
import dev.bailiwick.procedure.testing.ScriptedBackend.Mood;
import dev.bailiwick.procedure.testing.Specimens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RotationTest {
    @Nested
    class Of_a_standing_role extends RotationContract {
        private final ScriptedBackend backend = new ScriptedBackend("roles", true, true);

        @Override
        protected SecretBackend backend() {
            return backend;
        }

        @Override
        protected String secret() {
            return "read";
        }
    }

    @Nested
    class Of_what_is_made_for_each_use extends RotationContract {
        private final ScriptedBackend backend = new ScriptedBackend("made", false);

        @Override
        protected SecretBackend backend() {
            return backend;
        }

        @Override
        protected String secret() {
            return "read";
        }
    }

    private final ScriptedBackend roles = new ScriptedBackend("roles", true, true);
    private final Vault vault = new Vault();

    RotationTest() {
        vault.all.add(roles);
        vault.restart();
    }

    @Test
    void the_old_one_works_until_the_new_one_was_tried_and_then_is_proved_to_be_ended() {
        var key = vault.open(serviceKey("db", "roles/read"));
        var old = vault.broker.borrow(key, Tier.T1);
        var rotation = vault.rotation().rotate(key, OLGA);
        assertThat(rotation.step()).isEqualTo(Step.DONE);
        assertThat(vault.broker.borrow(key, Tier.T1).lease().id()).isEqualTo(rotation.fresh());
        assertThat(roles.alive).containsExactly(rotation.fresh());
        assertThat(vault.store.history)
                .filteredOn(lease -> lease.id().equals(old.lease().id()))
                .extracting(Lease::state)
                .endsWith(State.REVOKING, State.REVOKED);
        assertThatThrownBy(() -> old.secret().reveal(text -> text)).hasMessage("the secret was closed");
    }

    @Test
    void a_new_one_that_opens_nothing_is_not_switched_to() {
        var key = vault.open(serviceKey("db", "roles/read"));
        var old = vault.broker.borrow(key, Tier.T1);
        roles.mood = Mood.MAKES_WORTHLESS;
        var rotation = vault.rotation().rotate(key, OLGA);
        assertThat(rotation.step()).isEqualTo(Step.ABANDONED);
        assertThat(rotation.note()).isEqualTo("the new one does not open the door");
        assertThat(vault.broker.borrow(key, Tier.T1)).isSameAs(old);
        assertThat(alerts()).anyMatch(alert -> alert.contains("rotation-abandoned"));
    }

    @Test
    void a_backend_that_is_away_leaves_the_old_one_in_use_and_no_orphan() {
        var key = vault.open(serviceKey("db", "roles/read"));
        var old = vault.broker.borrow(key, Tier.T1);
        roles.mood = Mood.LOSES_ITS_ANSWER;
        assertThat(vault.rotation().rotate(key, OLGA).step()).isEqualTo(Step.ABANDONED);
        roles.mood = Mood.WELL;
        try (var revocation = vault.revocation()) {
            revocation.retry();
        }
        assertThat(roles.alive).containsExactly(old.lease().id());
    }

    @Test
    void an_old_one_that_does_not_end_is_tried_again_and_the_rotation_is_not_done_before() {
        var key = vault.open(serviceKey("db", "roles/read"));
        vault.broker.borrow(key, Tier.T1);
        roles.mood = Mood.ONLY_QUEUES;
        var desk = vault.rotation();
        assertThat(desk.rotate(key, OLGA).step()).isEqualTo(Step.RETIRING);
        assertThatThrownBy(() -> desk.rotate(key, OLGA)).hasMessageContaining("is under way since");
        roles.mood = Mood.WELL;
        desk.resume();
        assertThat(desk.history("db", 1)).extracting(Rotation::step).containsExactly(Step.DONE);
    }

    @Test
    void what_a_person_brings_is_switched_to_and_the_old_one_is_theirs_to_end() {
        var key = vault.open(serviceKey("crm", "fixed/crm"));
        vault.broker.borrow(key, Tier.T1);
        var desk = vault.rotation();
        assertThatThrownBy(() -> desk.rotate(key, new Secret("s3cr3t-of-crm"), _ -> {}, OLGA))
                .hasMessage("this is the credential that is there already");
        assertThat(desk.rotate(key, OLGA).note()).contains("the backend still has the old one");

        var brought = desk.rotate(key, new Secret("another"), _ -> vault.fixed.spelling = _ -> "another", OLGA);
        assertThat(brought.step()).isEqualTo(Step.DONE);
        boolean lent = vault.broker.borrow(key, Tier.T1).secret().matches("another");
        assertThat(lent).isTrue();
    }

    @Test
    void a_key_that_is_revoked_meanwhile_is_not_brought_back() {
        var key = vault.open(serviceKey("db", "roles/read"));
        vault.broker.borrow(key, Tier.T1);
        roles.meanwhile = () -> {
            try (var revocation = vault.revocation()) {
                revocation.revoke(key, "drill", OLGA);
            }
        };
        assertThat(vault.rotation().rotate(key, OLGA).step()).isEqualTo(Step.ABANDONED);
        try (var revocation = vault.revocation()) {
            revocation.retry();
        }
        assertThat(roles.alive).isEmpty();
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessage("the key was revoked");
    }

    @Test
    void what_a_backend_makes_is_rotated_before_it_is_due() {
        var key = vault.open(serviceKey("db", "roles/read"));
        var first = vault.broker.borrow(key, Tier.T1).lease();
        for (int day = 0; day < 400; day++) {
            vault.house.clock.advance(Duration.ofDays(1));
            vault.schedule().look();
            vault.broker.borrow(key, Tier.T1);
        }
        var history = vault.rotations.history("db", 50);
        assertThat(history).hasSize(5).allMatch(rotation -> rotation.step() == Step.DONE);
        assertThat(roles.alive).hasSize(1).doesNotContain(first.id());
        assertThat(alerts()).isEmpty();
    }

    @Test
    void one_that_fails_is_tried_again_an_hour_later_and_people_are_told() {
        var key = vault.open(serviceKey("db", "roles/read"));
        vault.broker.borrow(key, Tier.T1);
        vault.house.clock.advance(Duration.ofDays(82));
        roles.mood = Mood.FAILS;
        var schedule = vault.schedule();
        for (int minute = 0; minute < 90; minute++) {
            schedule.look();
            vault.house.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(vault.rotations.history("db", 50)).hasSize(2);
        assertThat(alerts()).anyMatch(alert -> alert.contains("rotation-due"));
    }

    @Test
    void of_what_a_person_must_bring_people_are_told_each_day_and_when_it_is_lent_no_more() {
        var key = vault.open(serviceKey("crm", "fixed/crm"));
        vault.broker.borrow(key, Tier.T1);
        var schedule = vault.schedule();
        for (int hour = 0; hour < 24 * 92; hour++) {
            vault.house.clock.advance(Duration.ofHours(1));
            schedule.look();
        }
        assertThat(alerts()).filteredOn(alert -> alert.contains("rotation-due")).hasSizeBetween(9, 19);
        assertThat(alerts())
                .filteredOn(alert -> alert.contains("rotation-overdue"))
                .hasSizeBetween(2, 3);
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessageContaining("rotation_overdue");
    }

    @Test
    void keys_that_were_added_together_are_not_rotated_together() {
        var starts = IntStream.range(0, 50)
                .mapToObj(number -> Lease.intended(
                        "lease-%012d".formatted(number),
                        serviceKey("db", "roles/read"),
                        Specimens.MORNING,
                        Specimens.MORNING.plus(Duration.ofDays(90))))
                .map(lease -> Rotation.starts(lease, Duration.ofDays(90)))
                .toList();
        assertThat(starts.stream().distinct()).hasSizeGreaterThan(45);
        assertThat(starts)
                .allMatch(start -> !start.isBefore(Specimens.MORNING.plus(Duration.ofDays(72)))
                        && start.isBefore(Specimens.MORNING.plus(Duration.ofDays(81))));
    }

    private List<String> alerts() {
        List<String> alerts = new ArrayList<>();
        vault.house.log.read(
                0,
                entry -> entry.kind() != Event.Kind.ALERT
                        || alerts.add(entry.body().text()));
        return alerts;
    }
}
