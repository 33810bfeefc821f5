package dev.bailiwick.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.NoteSigner;
import dev.bailiwick.core.audit.SignedNote;
import dev.bailiwick.core.audit.Tombstone;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of several complete segments, read for little. */
final class ContentsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Wanted CAMPAIGNS = Wanted.of(Event.Kind.REVIEW).about("campaign-opened");

    @TempDir
    Path home;

    private Instant now = NOON;

    private FileAuditLog open() {
        return FileAuditLog.open(home, () -> now);
    }

    private static void append(FileAuditLog log, Event.Kind kind, String what) {
        log.append(
                Event.of(kind, new Actor.House(), JsonObject.with("what", what).build()));
    }

    /** Each life of a log writes a segment of its own. At its end those before it have their contents. */
    private void life(Consumer<FileAuditLog> deeds) {
        try (var log = open()) {
            deeds.accept(log);
        }
    }

    private void lifeBegins() {
        life(log -> append(log, Event.Kind.HOUSE, "started"));
    }

    private static List<Entry> read(FileAuditLog log, Wanted wanted) {
        List<Entry> found = new ArrayList<>();
        log.read(0, wanted, found::add);
        return found;
    }

    @Test
    void what_is_wanted_is_the_same_as_what_reading_everything_finds() {
        var random = new Random(20260301);
        String[] whats = {"campaign-opened", "campaign-answer", "duty-done", "Not a word", ""};
        Event.Kind[] kinds = {Event.Kind.REVIEW, Event.Kind.POLICY, Event.Kind.DECISION};
        for (int segment = 0; segment < 4; segment++) {
            life(log -> {
                for (int i = 0; i < 2_500; i++) {
                    now = NOON.plusSeconds(random.nextInt(3_000));
                    boolean rare = random.nextInt(400) == 0;
                    append(log, rare ? kinds[random.nextInt(2)] : kinds[2], whats[random.nextInt(whats.length)]);
                }
            });
        }
        try (var log = open()) {
            for (int i = 0; i < 50; i++) {
                var wanted = Wanted.of(kinds[random.nextInt(3)])
                        .about(whats[random.nextInt(3)])
                        .from(NOON.plusSeconds(random.nextInt(3_200)));
                var everything = Samples.all(log).stream().filter(wanted::has).toList();
                assertThat(read(log, wanted)).isEqualTo(everything);
            }
        }
    }

    @Test
    void a_segment_without_anything_that_is_wanted_is_not_read() {
        life(log -> Samples.append(log, 3));
        life(log -> append(log, Event.Kind.REVIEW, "campaign-opened"));
        life(log -> {
            append(log, Event.Kind.HOUSE, "started");
            spoil(0);
            assertThat(read(log, CAMPAIGNS)).extracting(Entry::sequence).containsExactly(3L);
            assertThatThrownBy(() -> Samples.all(log)).hasMessageContaining("entry 0 is missing");
        });
    }

    private void spoil(long first) {
        var file = home.resolve(Segments.nameOf(first));
        try {
            Files.write(file, new byte[Math.toIntExact(Files.size(file))]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_reader_goes_on_where_the_log_ended() {
        life(log -> append(log, Event.Kind.REVIEW, "campaign-opened"));
        lifeBegins();
        try (var log = open()) {
            long next = log.read(0, CAMPAIGNS, _ -> true);
            assertThat(next).isEqualTo(log.size());
            append(log, Event.Kind.REVIEW, "campaign-opened");
            List<Entry> found = new ArrayList<>();
            assertThat(log.read(next, CAMPAIGNS, found::add)).isEqualTo(log.size());
            assertThat(found).extracting(Entry::sequence).containsExactly(2L);
            assertThat(log.read(0, CAMPAIGNS, _ -> false)).as("had enough").isEqualTo(1);
        }
    }

    @Test
    void a_clock_that_was_set_back_hides_nothing() {
        life(log -> {
            append(log, Event.Kind.REVIEW, "campaign-opened");
            now = NOON.minus(Duration.ofDays(2));
            append(log, Event.Kind.DECISION, "");
        });
        lifeBegins();
        try (var log = open()) {
            assertThat(read(log, Wanted.since(NOON)))
                    .extracting(Entry::sequence)
                    .containsExactly(0L);
            assertThat(read(log, Wanted.since(NOON.plusSeconds(1)))).isEmpty();
        }
    }

    @Test
    void contents_that_another_key_signed_hide_nothing_and_are_written_again() throws Exception {
        life(log -> append(log, Event.Kind.REVIEW, "campaign-opened"));
        lifeBegins();
        var table = home.resolve(Contents.FOLDER).resolve("%020d".formatted(0));
        var honest = SignedNote.parse(Files.readString(table));
        for (var lie : List.of(signedByAnother(honest), hiding(Files.readString(table)), "no note at all")) {
            Files.writeString(table, lie);
            life(log ->
                    assertThat(read(log, CAMPAIGNS)).extracting(Entry::sequence).containsExactly(0L));
            assertThat(SignedNote.parse(Files.readString(table)).text()).isEqualTo(honest.text());
        }
    }

    private static String signedByAnother(SignedNote honest) throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String name = honest.signatures().getFirst().name();
        var key = VerifierKey.of(name, VerifierKey.Type.NOTE, pair.getPublic());
        var lie = new NoteSigner(key, pair.getPrivate()).sign(hiding(honest.text()));
        return new String(lie.bytes(), StandardCharsets.UTF_8);
    }

    private static String hiding(String text) {
        assertThat(text).contains("campaign-opened");
        return text.replace("campaign-opened", "campaign-closing");
    }

    @Test
    void after_a_pruning_the_contents_are_those_of_what_is_left() throws IOException {
        life(log -> {
            append(log, Event.Kind.REVIEW, "campaign-opened");
            append(log, Event.Kind.REVIEW, "campaign-opened");
        });
        lifeBegins();
        life(log -> {
            log.pruning().begin();
            var gone = new Tombstone.Gathering();
            gone.add(Samples.all(log).getFirst(), "decisions");
            log.pruning().carryOut(List.of(log.append(gone.tombstone().event(new Actor.House()))));
            log.pruning().end();
            assertThat(read(log, CAMPAIGNS)).extracting(Entry::sequence).containsExactly(1L);
        });
        var disk = new FolderDisk(home);
        assertThat(new Contents(disk).of(Segments.list(disk).getFirst())).isPresent();
        try (var log = open()) {
            assertThat(read(log, Wanted.of(Event.Kind.PRUNED)))
                    .extracting(Entry::sequence)
                    .containsExactly(0L);
            assertThat(read(log, CAMPAIGNS)).extracting(Entry::sequence).containsExactly(1L);
        }
    }
}
