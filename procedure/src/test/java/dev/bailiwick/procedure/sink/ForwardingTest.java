package dev.bailiwick.procedure.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a receiver is told of an entry it may have had before. */
class ForwardingTest {
    private static final AgentId AGENT = new AgentId("desk");

    private final MemoryAuditLog log = new MemoryAuditLog(InstantSource.system());

    @Test
    void an_entry_of_a_batch_that_broke_in_the_middle_comes_marked_the_second_time() throws Exception {
        var receiver = new BreaksOnce(3);
        for (int i = 0; i < 5; i++) append("number " + i);
        try (var forwarding = new Forwarding(house())) {
            forwarding.add(settings(), receiver);
            receiver.awaits(8);
        }
        assertThat(receiver.taken())
                .containsExactly("0", "1", "2", "0 resent", "1 resent", "2 resent", "3 resent", "4 resent");
    }

    private void append(String text) {
        var body = JsonObject.with("what", "prompt").and("text", text).build();
        log.append(Event.of(Event.Kind.REPORTED, new Actor.Machine(AGENT), AGENT, body));
    }

    private Forwarding.House house() {
        var alerts = new Alerts(new MemoryAuditLog(InstantSource.system()), InstantSource.system());
        return new Forwarding.House(
                log,
                new NothingKept(),
                Optional::empty,
                alerts,
                new Precautions(),
                () -> "security",
                InstantSource.system());
    }

    private static SinkSettings settings() {
        return new SinkSettings(
                "siem",
                SinkSettings.Type.SYSLOG_TCP,
                SinkSettings.Form.OCSF,
                "127.0.0.1:1",
                SinkSettings.TrustFiles.NONE,
                SinkSettings.Filter.ALL,
                Duration.ofMinutes(15),
                SinkSettings.OnFailure.STOP_TIER_3,
                7 << 10);
    }

    private record NothingKept() implements Positions {
        @Override
        public Optional<Position> load(String sink) {
            return Optional.empty();
        }

        @Override
        public void keep(String sink, Position position) {}
    }

    /** A receiver whose connection breaks within the first batch: it has the beginning, the sender does not know. */
    private static final class BreaksOnce implements Sink {
        private final List<String> taken = new ArrayList<>();
        private final int after;
        private boolean broke;

        BreaksOnce(int after) {
            this.after = after;
        }

        @Override
        public synchronized void send(List<Parcel> parcels) {
            var entries = parcels.stream()
                    .filter(Parcel.Logged.class::isInstance)
                    .map(Parcel.Logged.class::cast)
                    .toList();
            boolean breaks = !broke && !entries.isEmpty();
            entries.stream()
                    .limit(breaks ? after : entries.size())
                    .map(BreaksOnce::word)
                    .forEach(taken::add);
            notifyAll();
            if (!breaks) return;
            broke = true;
            throw new SinkAway("the connection broke", new java.io.IOException("broken pipe"));
        }

        private static String word(Parcel.Logged logged) {
            return logged.entry().sequence() + (logged.resent() ? " resent" : "");
        }

        synchronized List<String> taken() {
            return List.copyOf(taken);
        }

        synchronized void awaits(int count) throws InterruptedException {
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (taken.size() < count && System.nanoTime() < deadline) wait(TimeUnit.SECONDS.toMillis(1));
        }

        @Override
        public boolean acknowledges() {
            return false;
        }

        @Override
        public boolean stands() {
            return true;
        }

        @Override
        public void close() {}
    }
}
