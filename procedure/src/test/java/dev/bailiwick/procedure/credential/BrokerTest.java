package dev.bailiwick.procedure.credential;

import static dev.bailiwick.procedure.credential.Vault.OLGA;
import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.serviceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Lease.State;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.testing.ScriptedBackend.Mood;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BrokerTest {
    private final Vault vault = new Vault();

    @Test
    void a_lease_is_stored_before_its_backend_is_asked() {
        var key = vault.open(serviceKey("db", "made/db"));
        vault.broker.borrow(key, Tier.T2);
        assertThat(vault.store.history).extracting(Lease::state).containsExactly(State.INTENDED, State.ACTIVE);
        assertThat(vault.kit.history).extracting(Lease::state).containsExactly(State.INTENDED, State.ACTIVE);
    }

    @Test
    void a_lost_answer_leaves_no_orphan() {
        var key = vault.open(serviceKey("db", "made/db"));
        vault.made.mood = Mood.LOSES_ITS_ANSWER;
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T2)).isInstanceOf(BackendUnavailable.class);
        assertThat(vault.made.alive).hasSize(1);

        try (var revocation = vault.revocation()) {
            assertThat(revocation.retry().complete()).isTrue();
        }
        assertThat(vault.made.alive).isEmpty();
    }

    @Test
    void what_a_crash_left_alive_is_ended_at_the_next_start() {
        var key = vault.open(serviceKey("db", "made/db"));
        vault.broker.borrow(key, Tier.T1);
        vault.restart().sweep();
        try (var revocation = vault.revocation()) {
            assertThat(revocation.retry().complete()).isTrue();
        }
        assertThat(vault.made.alive).isEmpty();
    }

    @Test
    void a_standing_credential_outlives_a_restart() {
        var key = vault.open(serviceKey("crm", "fixed/crm"));
        vault.restart().sweep();
        assertThat(vault.broker.borrow(key, Tier.T3).lease().state()).isEqualTo(State.ACTIVE);
        assertThat(vault.store.open()).hasSize(1);
    }

    @Test
    void without_a_record_nothing_is_lent() {
        var key = vault.open(serviceKey("db", "made/db"));
        vault.store.away = true;
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessage("the store is away");
        assertThat(vault.made.alive).isEmpty();
    }

    @Test
    void a_higher_tier_is_lent_for_less_and_for_one_action() {
        var key = vault.open(serviceKey("db", "made/db"));
        assertThat(lent(vault.broker.borrow(key, Tier.T1))).isEqualTo(Duration.ofHours(1));
        assertThat(lent(vault.broker.borrow(key, Tier.T2))).isEqualTo(Duration.ofMinutes(15));
        var once = vault.broker.borrow(key, Tier.T3);
        assertThat(lent(once)).isEqualTo(Duration.ofMinutes(5));

        vault.broker.giveBack(once, Tier.T3);
        assertThatThrownBy(() -> once.secret().reveal(text -> text)).hasMessage("the secret was closed");
        assertThat(vault.store.open())
                .filteredOn(lease -> lease.state() == State.REVOKING)
                .hasSize(1);
    }

    @Test
    void a_credential_in_use_is_renewed_but_never_past_eight_hours() {
        var key = vault.open(serviceKey("db", "made/db"));
        var first = vault.broker.borrow(key, Tier.T1);
        var loan = first;
        while (loan.lease().id().equals(first.lease().id())) {
            assertThat(lent(loan)).isLessThanOrEqualTo(Duration.ofHours(8));
            vault.house.clock.advance(Duration.ofMinutes(55));
            loan = vault.broker.borrow(key, Tier.T1);
        }
        assertThat(loan.lease().issued())
                .isAfterOrEqualTo(first.lease().issued().plus(Duration.ofHours(7)));
    }

    @Test
    void a_renewal_that_fails_leaves_the_old_end() {
        var key = vault.open(serviceKey("db", "made/db"));
        var first = vault.broker.borrow(key, Tier.T1);
        vault.house.clock.advance(Duration.ofMinutes(55));
        vault.made.mood = Mood.FAILS;
        assertThat(vault.broker.borrow(key, Tier.T1).lease().expires())
                .isEqualTo(first.lease().expires());
        vault.house.clock.advance(Duration.ofMinutes(6));
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).isInstanceOf(BackendUnavailable.class);
    }

    private static Duration lent(Loan loan) {
        return Duration.between(loan.lease().issued(), loan.lease().expires());
    }

    @Test
    void a_handle_opens_nothing_for_another_agent_and_raises_an_alert() {
        vault.open(serviceKey("crm", "fixed/crm"));
        var desk = new KeyDesk(vault.keys, vault.house.control, vault.house.alerts);
        assertThat(desk.present(DESK, "bwh_crm")).isPresent();
        assertThat(desk.present(LAB, "bwh_crm")).isEmpty();
        assertThat(desk.present(DESK, "bwh_guessed")).isEmpty();
        List<String> alerts = new ArrayList<>();
        vault.house.log.read(
                0,
                entry -> entry.kind() != Event.Kind.ALERT
                        || alerts.add(entry.body().text()));
        assertThat(alerts).hasSize(2);
    }

    @Test
    void a_key_that_only_the_store_knows_opens_nothing() {
        vault.keys.put(serviceKey("forged", "fixed/forged"));
        vault.restart();
        assertThatThrownBy(() -> vault.broker.borrow(serviceKey("forged", "fixed/forged"), Tier.T1))
                .hasMessage("the key was revoked");
    }

    @Test
    void one_credential_behind_two_keys_is_refused() {
        vault.open(serviceKey("crm", "fixed/crm"));
        assertThatThrownBy(() -> vault.broker.open(serviceKey("crm-two", "fixed/crm"), OLGA))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(vault.broker.borrow(serviceKey("crm", "fixed/crm"), Tier.T1)).isNotNull();
    }

    @Test
    void a_credential_that_is_too_old_is_not_lent() {
        var key = vault.open(serviceKey("crm", "fixed/crm"));
        vault.house.clock.advance(Duration.ofDays(91));
        assertThatThrownBy(() -> vault.broker.borrow(key, Tier.T1)).hasMessageContaining("rotation_overdue");
    }

    @Test
    void a_burnt_credential_is_refused_for_ever_in_every_spelling() {
        vault.open(serviceKey("crm", "fixed/crm"));
        try (var revocation = vault.revocation()) {
            revocation.revoke(Optional.empty(), "drill", OLGA);
        }
        for (var spelling : SPELLINGS) {
            vault.fixed.spelling = spelling;
            assertThatThrownBy(() -> vault.broker.open(serviceKey("again", "fixed/crm"), OLGA))
                    .as(spelling.apply("a value"))
                    .hasMessageContaining("compromised_generation");
        }
        vault.fixed.spelling = text -> text + "-of-another-generation";
        assertThat(vault.open(serviceKey("again", "fixed/crm"))).isNotNull();
    }

    private static final List<UnaryOperator<String>> SPELLINGS = List.of(
            text -> text,
            text -> " " + text + "\n",
            text -> '"' + text + '"',
            BrokerTest::base64,
            BrokerTest::hex,
            text -> hex(base64(text)),
            text -> base64(base64(hex(text))),
            text -> text.replace("-", "%2D"));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
