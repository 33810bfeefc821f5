package dev.bailiwick.procedure.register;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import dev.bailiwick.procedure.testing.MemoryCredentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CredentialDeskTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor HOUSE = new Actor.House();

    private final ManualClock clock = new ManualClock();
    private final ControlLog log = ControlLog.over(new MemoryAuditLog(clock));
    private final MemoryCredentials stored = new MemoryCredentials();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger chance = new AtomicInteger();
    private final CredentialDesk desk = desk();

    private CredentialDesk desk() {
        return new CredentialDesk(
                new Counted(), log, new Alerts(log, clock), clock, () -> "chance-" + chance.incrementAndGet());
    }

    /** The store, and how often somebody looked for a credential. */
    private final class Counted implements Credentials {
        @Override
        public void add(Issued credential) {
            stored.add(credential);
        }

        @Override
        public Optional<Issued> find(Digest secret) {
            looks.incrementAndGet();
            return stored.find(secret);
        }

        @Override
        public List<Issued> of(AgentId agent) {
            return stored.of(agent);
        }

        @Override
        public void revoke(AgentId agent, Instant at) {
            stored.revoke(agent, at);
        }
    }

    private String issue(Use use) {
        return requireNonNull(desk.issue(DESK, HOUSE).get(use));
    }

    private List<String> alerts() {
        List<String> whats = new ArrayList<>();
        for (var entry : entries())
            if (entry.kind() == Event.Kind.ALERT)
                whats.add(entry.body().string("what").orElse(""));
        return whats;
    }

    private List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        log.read(0, all::add);
        return all;
    }

    @Test
    void what_was_recognised_once_is_not_looked_up_again() {
        var bearer = issue(Use.ASK);
        for (int i = 0; i < 5; i++) assertThat(desk.check(bearer, Use.ASK)).isPresent();
        assertThat(looks).hasValue(1);
    }

    @Test
    void one_that_was_revoked_ends_at_once_however_often_it_was_recognised() {
        var bearer = issue(Use.ASK);
        assertThat(desk.check(bearer, Use.ASK)).isPresent();
        desk.revoke(DESK, HOUSE);
        assertThat(desk.check(bearer, Use.ASK)).isEmpty();
        assertThat(alerts()).containsExactly("unknown-credential");
    }

    @Test
    void one_that_the_log_takes_back_ends_although_it_was_recognised_and_the_store_still_has_it() {
        var bearer = issue(Use.ASK);
        var issued = desk.check(bearer, Use.ASK).orElseThrow();
        log.append(Event.of(Event.Kind.REGISTER, HOUSE, DESK, gone(issued)));
        assertThat(desk.check(bearer, Use.ASK)).isEmpty();
        assertThat(alerts()).containsExactly("credential-not-in-the-log");
    }

    private static JsonObject gone(Credentials.Issued issued) {
        var body = JsonObject.with("what", "credentials-revoked").build();
        var gone = Binding.gone(Binding.Kind.CREDENTIAL, issued.secret().hex());
        return Binding.in(body, List.of(gone));
    }

    @Test
    void a_credential_for_asking_does_not_report_although_it_was_recognised() {
        var bearer = issue(Use.ASK);
        assertThat(desk.check(bearer, Use.ASK)).isPresent();
        assertThat(desk.check(bearer, Use.REPORT)).isEmpty();
        assertThat(alerts()).containsExactly("credential-for-another-use");
    }

    @Test
    void a_fresh_set_ends_the_one_before() {
        var old = issue(Use.ASK);
        assertThat(desk.check(old, Use.ASK)).isPresent();
        var fresh = issue(Use.ASK);
        assertThat(desk.check(old, Use.ASK)).isEmpty();
        assertThat(desk.check(fresh, Use.ASK)).isPresent();
    }
}
