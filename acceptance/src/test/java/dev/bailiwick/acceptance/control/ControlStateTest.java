package dev.bailiwick.acceptance.control;

import static dev.bailiwick.acceptance.control.KeptHouse.AGENT;
import static dev.bailiwick.acceptance.control.KeptHouse.BEA;
import static dev.bailiwick.acceptance.control.KeptHouse.SAM;
import static dev.bailiwick.acceptance.control.KeptHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.register.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes the store, or takes the log's tail away, gains nothing and is noticed. */
class ControlStateTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void the_agent_stands_on_pilot() {
        try (var house = new KeptHouse(folder)) {
            assertThat(house.ladder.move(AGENT, Step.PILOT, by(SAM), "tests")).isEmpty();
            assertThat(house.answer("t1")).isEqualTo("Permit");
            assertThat(house.answer("t2")).isEqualTo("Permit");
        }
    }

    @Test
    void what_is_recorded_as_it_should_be_is_honoured_after_a_restart() {
        try (var house = new KeptHouse(folder)) {
            house.approved("t3");
            house.ticket();
            house.credentials.issue(AGENT, new Actor.House());
        }
        try (var house = new KeptHouse(folder)) {
            house.look();
            assertThat(house.control.standing()).isEmpty();
            assertThat(house.alerts()).isEmpty();
            assertThat(house.answer("t3")).isEqualTo("Permit");
            house.look();
            assertThat(house.control.standing()).isEmpty();
        }
    }

    @Test
    void an_approval_put_in_with_sql_opens_nothing_and_stops_T2() throws Exception {
        try (var house = new KeptHouse(folder)) {
            var forged = house.pending("t3").json().text().replace("\"pending\"", "\"approved\"");
            house.sql("UPDATE approval SET state = 'approved', body = ?", forged);

            assertThat(house.answer("t3")).isEqualTo("approval_required");
            house.look();

            assertThat(house.control.standing())
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.sentence())
                            .contains("approval/task-", "is not in the store as the log says"));
            assertThat(house.answer("t1")).isEqualTo("Permit");
            assertThat(house.answer("t2")).isEqualTo("control-state");
            assertThat(house.answer("t3")).isEqualTo("control-state");
            assertThat(house.alerts()).singleElement().asString().startsWith("control-state-differs: approval/task-");
        }
        try (var house = new KeptHouse(folder)) {
            assertThat(house.answer("t2")).as("after a restart").isEqualTo("control-state");
        }
    }

    @Test
    void a_ticket_put_in_with_sql_covers_nothing() throws Exception {
        try (var house = new KeptHouse(folder)) {
            var task = house.pending("t4");
            var ticket = house.ticket();
            house.sql(
                    "INSERT INTO ticket (id, added, revision, body) VALUES ('CHG-99', 99, 1, ?)",
                    ticket.json().text().replace(ticket.id().value(), "CHG-99"));

            var answer = house.desk.decide(
                    task.id(), by(SAM), true, "ok", Optional.of(new dev.bailiwick.core.value.TicketId("CHG-99")));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            ApprovalDesk.Answer.NotCounted.class,
                            no -> assertThat(no.why()).contains("no ticket CHG-99"));
            house.look();
            assertThat(house.answer("t2")).isEqualTo("control-state");
        }
    }

    @Test
    void a_used_ticket_made_new_with_sql_covers_nothing() throws Exception {
        try (var house = new KeptHouse(folder)) {
            var ticket = house.ticket();
            var first = house.pending("t4-one");
            house.desk.decide(first.id(), by(SAM), true, "ok", Optional.of(ticket.id()));
            assertThat(house.answer("t4-one")).isEqualTo("Permit");
            house.sql("UPDATE ticket SET revision = 1, body = ?", ticket.json().text());

            var second = house.pending("t4-two");
            assertThat(house.desk.decide(second.id(), by(SAM), true, "ok", Optional.of(ticket.id())))
                    .isInstanceOf(ApprovalDesk.Answer.NotCounted.class);
        }
    }

    @Test
    void a_ladder_step_changed_with_sql_is_draft() throws Exception {
        KeptHouse.sql(folder, "UPDATE agent SET body = replace(body, '\"pilot\"', '\"observe\"')");
        try (var house = new KeptHouse(folder)) {
            assertThat(house.answer("t1")).isEqualTo("draft");
            assertThat(house.control.standing())
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.sentence()).startsWith("agent/desk"));
            assertThat(house.alerts()).hasSize(1);
        }
    }

    @Test
    void a_freeze_taken_out_of_the_store_still_holds() throws Exception {
        try (var house = new KeptHouse(folder)) {
            house.stop.freeze(Optional.of(AGENT), "look at this", by(SAM));
            house.sql("DELETE FROM frozen");
            house.look();
            assertThat(house.answer("t1")).isEqualTo("frozen");
            assertThat(house.control.standing())
                    .singleElement()
                    .satisfies(difference -> assertThat(difference.sentence())
                            .isEqualTo("freeze/desk is in the log and no longer in the store"));
        }
        try (var house = new KeptHouse(folder)) {
            assertThat(house.answer("t1")).as("after a restart").isEqualTo("frozen");
            house.stop.lift(Optional.of(AGENT), "looked", by(SAM));
            house.look();
            assertThat(house.answer("t2")).isEqualTo("Permit");
        }
    }

    @Test
    void an_old_database_brings_nothing_back() throws Exception {
        try (var house = new KeptHouse(folder)) {
            house.approved("t3");
        }
        var old = Files.copy(folder.resolve("bailiwick.db"), folder.resolve("backup"));
        try (var house = new KeptHouse(folder)) {
            assertThat(house.answer("t3")).isEqualTo("Permit");
        }
        restore(old);
        try (var house = new KeptHouse(folder)) {
            assertThat(house.answer("t3")).as("the approval was spent").isEqualTo("control-state");
            assertThat(house.answer("t1")).isEqualTo("Permit");
            assertThat(house.control.standing()).hasSize(1);
        }
    }

    @Test
    void a_revoked_credential_does_not_come_back_with_an_old_database() throws Exception {
        Map<Credentials.Use, String> issued;
        try (var house = new KeptHouse(folder)) {
            issued = house.credentials.issue(AGENT, new Actor.House());
            assertThat(house.credentials.check(
                            Objects.requireNonNull(issued.get(Credentials.Use.ASK)), Credentials.Use.ASK))
                    .isPresent();
        }
        var old = Files.copy(folder.resolve("bailiwick.db"), folder.resolve("backup"));
        try (var house = new KeptHouse(folder)) {
            house.credentials.revoke(AGENT, by(SAM));
        }
        restore(old);
        try (var house = new KeptHouse(folder)) {
            assertThat(house.credentials.check(
                            Objects.requireNonNull(issued.get(Credentials.Use.ASK)), Credentials.Use.ASK))
                    .isEmpty();
            assertThat(house.answer("t2")).isEqualTo("control-state");
        }
    }

    @Test
    void a_session_put_in_with_sql_is_nobodys() throws Exception {
        try (var house = new KeptHouse(folder)) {
            long later = Instant.now().plusSeconds(3600).toEpochMilli();
            house.sql(
                    "INSERT INTO console_session (secret, person, opened, expires) VALUES (?, 'sam', 1, ?)",
                    Digest.of("guess").hex(),
                    later);
            house.sql(
                    "INSERT INTO sign_in_link (secret, person, expires) VALUES (?, 'sam', ?)",
                    Digest.of("link").hex(),
                    later);

            assertThat(house.signIn.person("guess")).isEmpty();
            assertThat(house.signIn.redeem("link")).isEmpty();
            var own = house.signIn.redeem(house.signIn.link(SAM).orElseThrow()).orElseThrow();
            assertThat(house.signIn.person(own)).isPresent();
            house.signIn.signOut(own);
            assertThat(house.signIn.person(own)).isEmpty();
        }
    }

    @Test
    void the_tail_of_the_log_cut_off_takes_what_it_gave() throws Exception {
        var log = folder.resolve("log");
        var earlier = Files.copy(log.resolve("checkpoint"), folder.resolve("earlier-checkpoint"));
        long entries;
        try (var house = new KeptHouse(folder)) {
            entries = house.files.size();
            house.approved("t3");
        }
        cut(log, entries, earlier);
        try (var house = new KeptHouse(folder)) {
            assertThat(house.files.size()).as("the log lost its tail").isGreaterThanOrEqualTo(entries);
            assertThat(house.answer("t3")).isEqualTo("control-state");
            assertThat(house.control.standing()).isNotEmpty();
        }
    }

    @Test
    void security_settles_a_difference_and_an_approval_nobody_gave_is_closed() throws Exception {
        try (var house = new KeptHouse(folder)) {
            var task = house.pending("t3");
            var forged = task.json().text().replace("\"pending\"", "\"approved\"");
            house.sql("UPDATE approval SET state = 'approved', body = ?", forged);
            house.look();
            String key = house.control.standing().getFirst().record().key();

            assertThat(house.control.accept(key, by(BEA), "fine")).contains("only Security accepts a difference");
            assertThat(house.control.accept(key, by(SAM), " ")).isPresent();
            assertThat(house.control.accept(key, by(SAM), "an intruder; see INC-4"))
                    .isEmpty();

            assertThat(house.approvals.find(task.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
            assertThat(house.answer("t2")).isEqualTo("Permit");
            assertThat(house.answer("t3")).isEqualTo("Pending");
        }
    }

    private void restore(Path old) throws IOException {
        for (String side : new String[] {"bailiwick.db-wal", "bailiwick.db-shm"})
            Files.deleteIfExists(folder.resolve(side));
        Files.move(old, folder.resolve("bailiwick.db"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** As somebody would who owns the folder: later segments gone, tiles gone, an earlier checkpoint in place. */
    private static void cut(Path log, long entries, Path checkpoint) throws IOException {
        try (var files = Files.list(log.resolve("entries"))) {
            for (var file : files.toList()) {
                if (Long.parseLong(file.getFileName().toString()) >= entries) Files.delete(file);
            }
        }
        try (var files = Files.list(log.resolve("checkpoints"))) {
            for (var file : files.toList()) {
                if (Long.parseLong(file.getFileName().toString()) > entries) Files.delete(file);
            }
        }
        Files.move(checkpoint, log.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
    }
}
