package dev.bailiwick.gateway.egress;

import static dev.bailiwick.gateway.egress.Way.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.procedure.testing.Race;
import dev.bailiwick.procedure.testing.TestHouse;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are used again, what never shares one, and what is told of each request afterwards. */
class EgressConnectionsTest {
    private Way way = unopened();

    @SuppressWarnings("NullAway") // opened before each test
    private static Way unopened() {
        return null;
    }

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        way = new Way(Placement.bearer());
        way.service.keepsOpen = true;
    }

    @AfterEach
    void close() throws IOException {
        way.close();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void reads_with_one_credential_share_a_connection() throws IOException, GeneralSecurityException {
        for (int i = 0; i < 3; i++)
            assertThat(way.get("/contacts", way.bearer())).startsWith("HTTP/1.1 200");
        assertThat(way.service.connections).hasValue(1);
        assertThat(way.service.seen)
                .hasSize(3)
                .allSatisfy(seen -> assertThat(seen).contains("connection: keep-alive"));
    }

    @Test
    void a_write_never_goes_over_a_connection_that_was_used_before() throws IOException, GeneralSecurityException {
        way.get("/contacts", way.bearer());
        assertThat(way.post("/notes", "application/json", "{}", way.bearer())).startsWith("HTTP/1.1 200");
        assertThat(way.service.connections).hasValue(2);
    }

    @Test
    void a_connection_that_died_meanwhile_costs_a_read_nothing() throws IOException, GeneralSecurityException {
        way.service.keepsOpen = false;
        for (int i = 0; i < 3; i++)
            assertThat(way.get("/contacts", way.bearer())).startsWith("HTTP/1.1 200");
        assertThat(way.service.seen).hasSize(3);
    }

    @Test
    void what_the_service_closes_or_leaves_open_ended_is_not_kept() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        way.get("/contacts", way.bearer());
        way.get("/contacts", way.bearer());
        assertThat(way.service.connections).hasValue(2);
    }

    @Test
    void another_credential_at_the_same_service_has_a_connection_of_its_own()
            throws IOException, GeneralSecurityException {
        var handle = "bwh_another0123456789abcd";
        way.another("crm-two", handle, "sk_of_another_4712");
        way.get("/contacts", way.bearer());
        way.get("/contacts", "authorization: Bearer " + handle);
        assertThat(way.service.connections).hasValue(2);
        assertThat(way.service.seen.get(0)).contains(SECRET).doesNotContain("4712");
        assertThat(way.service.seen.get(1)).contains("sk_of_another_4712").doesNotContain("canary");
    }

    @Test
    void revoking_closes_what_was_kept() throws IOException, GeneralSecurityException {
        way.get("/contacts", way.bearer());
        assertThat(way.service.open).hasValue(1);
        way.revocation.revoke(Optional.empty(), "drill", TestHouse.by(TestHouse.OPERATOR));
        await(() -> way.service.open.get() == 0);
    }

    @Test
    void what_was_opened_while_everything_was_cut_is_not_kept() throws Refused, IOException, GeneralSecurityException {
        var connections = way.connections();
        var purpose = new Connections.Purpose(Destination.of(way.target()), "lease-a");
        var inUse = connections.open(purpose);
        connections.cut();
        connections.keep(inUse);
        assertThat(connections.usedBefore(purpose)).isEmpty();
        assertThatThrownBy(() -> inUse.out().write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void a_kept_connection_serves_its_own_purpose_and_only_for_a_moment()
            throws Refused, IOException, GeneralSecurityException {
        try (var connections = way.connections()) {
            var purpose = new Connections.Purpose(Destination.of(way.target()), "lease-a");
            var first = connections.open(purpose);
            connections.keep(first);
            assertThat(connections.usedBefore(new Connections.Purpose(purpose.to(), "lease-b")))
                    .isEmpty();
            assertThat(connections.usedBefore(purpose)).contains(first);
            connections.keep(first);
            way.house.clock.advance(Duration.ofSeconds(5));
            assertThat(connections.usedBefore(purpose)).isEmpty();
        }
    }

    private List<Entry> outcomes() {
        return way.house.log.of(Event.Kind.OUTCOME);
    }

    @Test
    void what_became_of_a_request_stands_under_its_decision() throws IOException, GeneralSecurityException {
        way.get("/contacts", way.bearer());
        await(() -> outcomes().size() == 1);
        var body = outcomes().getFirst().body();
        assertThat(body.text()).contains("HTTP 200", "bytes", "\"ok\":true").doesNotContain("canary");
        assertThat(body.has("decision")).isTrue();

        way.addresses = List.of("127.0.0.2");
        assertThat(way.post("/notes", "application/json", "{}", way.bearer())).matches("(?s)HTTP/1.1 (403|502).*");
        await(() -> outcomes().size() == 2);
        assertThat(outcomes().getLast().body().text()).contains("not sent", "\"ok\":false");
    }

    @Test
    void a_write_whose_answer_is_lost_stays_unknown() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> "";
        way.service.keepsOpen = false;
        assertThat(way.post("/notes", "application/json", "{}", way.bearer())).startsWith("HTTP/1.1 502");
        way.service.answer = _ -> ServiceDouble.ok("hello");
        way.get("/contacts", way.bearer());
        await(() -> !outcomes().isEmpty());
        assertThat(outcomes()).hasSize(1);
    }

    @Test
    void of_eight_at_once_on_one_approval_exactly_one_passes() throws IOException, GeneralSecurityException {
        assertThat(refund()).contains("\"error\":\"pending\"");
        var task = way.house.approvals.in(EnumSet.of(State.PENDING), 1, 0).getFirst();
        way.house.desk.decide(task.id(), TestHouse.by(TestHouse.BUSINESS), true, "fine", Optional.empty());
        Callable<String> again = this::refund;
        var answers = Race.of(Collections.nCopies(8, again));
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 200"))
                .hasSize(1);
        assertThat(way.service.seen).hasSize(1);
        await(() -> way.house.approvals.find(task.id()).orElseThrow().state() == State.EXECUTED);
    }

    private String refund() throws IOException, GeneralSecurityException {
        return way.post(
                "/v1/refunds",
                "application/x-www-form-urlencoded",
                "amount=1000&currency=eur&charge=ch_1",
                way.bearer());
    }

    @Test
    void clocks_that_differ_by_four_minutes_stop_nobody_and_by_ten_they_do()
            throws IOException, GeneralSecurityException {
        for (int minutes : List.of(4, 10)) {
            way.close();
            var ahead = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(minutes));
            way = new Way(Placement.bearer(), new Authority("the world", ahead), Way.NAME);
            assertThat(way.get("/contacts", way.bearer())).startsWith(minutes == 4 ? "HTTP/1.1 200" : "HTTP/1.1 502");
        }
    }

    @Test
    void an_upgrade_to_another_protocol_is_not_taken() throws IOException, GeneralSecurityException {
        way.service.answer = _ -> "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\n\r\nhi";
        var answer = way.get("/stream", way.bearer(), "upgrade: h2c", "connection: upgrade");
        assertThat(answer)
                .startsWith("HTTP/1.1 502")
                .contains("another protocol")
                .doesNotContain("hi\r\n");
        assertThat(way.service.seen.getFirst()).doesNotContain("upgrade");
    }
}
