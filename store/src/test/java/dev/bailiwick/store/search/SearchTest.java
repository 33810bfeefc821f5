package dev.bailiwick.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.search.Criteria;
import dev.bailiwick.procedure.search.Indexing;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.MemoryAuditLog;
import dev.bailiwick.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    @TempDir
    private Path folder = Path.of("");

    private final ManualClock clock = new ManualClock();
    private final MemoryAuditLog log = new MemoryAuditLog(clock);
    private Database database =
            Database.sqlite(Path.of(System.getProperty("java.io.tmpdir"), "unused-" + System.nanoTime()));
    private Indexing indexing = indexing();

    private Indexing indexing() {
        return new Indexing(log, new StoredIndex(database), new Alerts(log, clock), clock);
    }

    @BeforeEach
    void opens() {
        database.close();
        database = Database.sqlite(folder);
        indexing = indexing();
    }

    @AfterEach
    void closes() {
        database.close();
    }

    @Test
    void entries_are_found_by_each_of_their_parts() {
        decision("desk", "s1", "mail.send", 3, "refused", "to jo@customer.example");
        clock.advance(Duration.ofHours(2));
        decision("desk", "s2", "crm.read", 1, "permit", "100%_sure!");
        decision("scout", "s3", "mail.send", 3, "permit", "other");
        log.append(Event.of(
                Event.Kind.FREEZE,
                new Actor.Human(new PersonId("ana"), Actor.Channel.CONSOLE),
                JsonObject.with("what", "frozen").build()));

        assertThat(found("{\"agent\":\"desk\"}")).containsExactly(0L, 1L);
        assertThat(found("{\"session\":\"s2\"}")).containsExactly(1L);
        assertThat(found("{\"tool\":\"mail.send\"}")).containsExactly(0L, 2L);
        assertThat(found("{\"tier\":3,\"verdict\":\"permit\"}")).containsExactly(2L);
        assertThat(found("{\"person\":\"ana\"}")).containsExactly(3L);
        assertThat(found("{\"kind\":\"freeze\"}")).containsExactly(3L);
        assertThat(found("{\"text\":\"JO@Customer\"}")).containsExactly(0L);
        assertThat(found("{\"text\":\"%_sure!\"}")).containsExactly(1L);
        assertThat(found("{\"text\":\"%\"}")).containsExactly(1L);
        assertThat(found("{\"from\":\"" + ManualClock.START.plusSeconds(60) + "\"}"))
                .containsExactly(1L, 2L, 3L);
        assertThat(found("{\"until\":\"" + ManualClock.START.plusSeconds(60) + "\"}"))
                .containsExactly(0L);
        assertThat(found("{}")).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void the_index_is_made_anew_from_the_log_alone() {
        for (int i = 0; i < 1_200; i++) decision("desk", "s", "crm.read", 1, "permit", "number " + i);
        assertThat(found("{\"text\":\"number 7\\\"\"}")).hasSize(1);
        new StoredIndex(database).clear();

        assertThat(found("{\"text\":\"number 7\\\"\"}")).hasSize(1);
        var all = new java.util.ArrayList<Entry>();
        indexing.each(Criteria.all(), all::add);
        assertThat(all).hasSize(1_200);
    }

    @Test
    void what_an_agent_does_for_the_first_time_is_an_alert_once() {
        decision("desk", "s", "web.read", 1, "permit", "https://a.example/x");
        indexing.follow();
        assertThat(alerts()).isEmpty();
        decision("desk", "s", "web.read", 1, "permit", "https://user@b.example/y");
        decision("desk", "s", "web.read", 1, "permit", "https://b.example/z");
        decision("desk", "s", "web.read", 1, "refused", "https://refused.example/");
        decision("scout", "s", "web.read", 1, "permit", "https://c.example/");
        clock.advance(Duration.ofHours(1));
        decision("desk", "s", "file.read", 1, "permit", "/etc/ssl/x");
        indexing.follow();

        assertThat(alerts())
                .hasSize(3)
                .anyMatch(text -> text.contains("endpoint b.example"))
                .anyMatch(text -> text.contains("operation file.read"))
                .anyMatch(text -> text.contains("hour "));
    }

    @Test
    void an_agent_that_does_everything_for_the_first_time_drowns_nobody() {
        for (int i = 0; i < 3_000; i++) decision("desk", "s", "web.read", 1, "permit", "https://h" + i + ".example/");
        indexing.follow();

        assertThat(alerts()).hasSize(20);
    }

    @Test
    void what_was_there_before_the_start_is_no_news() {
        decision("desk", "s", "web.read", 1, "permit", "https://a.example/x");
        decision("desk", "s", "web.read", 1, "permit", "https://b.example/x");
        indexing = indexing();
        indexing.follow();

        assertThat(alerts()).isEmpty();
    }

    private List<Long> found(String criteria) {
        return indexing.find(Criteria.of(Fields.of(Json.parseObject(criteria))), Optional.empty(), 100).stream()
                .map(Entry::sequence)
                .toList();
    }

    private List<String> alerts() {
        return log.of(Event.Kind.ALERT).stream()
                .map(entry -> entry.body().string("text").orElse(""))
                .toList();
    }

    private static JsonObject nested(String name, JsonObject inner) {
        return JsonObject.with(name, inner).build();
    }

    private void decision(String agent, String session, String tool, int tier, String verdict, String target) {
        var operation = JsonObject.with("id", tool)
                .and("tier", tier)
                .and("target", target)
                .build();
        var body = JsonObject.with("verdict", verdict)
                .and("attempt", JsonObject.with("tool", tool).build())
                .and("judgement", nested("question", nested("meaning", nested("operation", operation))))
                .build();
        var id = new AgentId(agent);
        log.append(new Event(
                Event.Kind.DECISION,
                new Actor.Machine(id),
                Optional.of(id),
                Optional.of(new SessionId(session)),
                body));
    }
}
