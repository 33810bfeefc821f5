package dev.bailiwick.host.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import dev.bailiwick.procedure.testing.FreezeRecordsContract;
import dev.bailiwick.procedure.testing.Specimens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks keep the contract, and whatever spoils them closes. */
class FreezeMarksTest extends FreezeRecordsContract {
    private static final Freeze FREEZE = new Freeze("odd", "person:ana", Specimens.MORNING);
    private static final AgentId OTHER = new AgentId("other");

    @TempDir
    Path temporary;

    @Override
    protected FreezeRecords freezes() {
        return marks();
    }

    private FreezeMarks marks() {
        return new FreezeMarks(folder());
    }

    private Path folder() {
        return temporary.resolve("freezes");
    }

    @Test
    void a_mark_is_there_for_whoever_looks_next() {
        marks().freeze(Optional.of(Specimens.DESK), FREEZE);
        assertThat(marks().load().of(Specimens.DESK)).contains(FREEZE);
        marks().lift(Optional.of(Specimens.DESK));
        assertThat(marks().load()).isEqualTo(Freezes.NONE);
    }

    @Test
    void marks_are_whole_files_and_nothing_else_is_left() throws IOException {
        marks().freeze(Optional.of(Specimens.DESK), FREEZE);
        marks().freeze(Optional.empty(), FREEZE);
        marks().freeze(Optional.empty(), FREEZE);
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("agent-desk.freeze", "everything.freeze");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"reason\":\"odd\",\"by\":\"x\"}",
                "{\"reason\":\" \",\"by\":\"x\",\"at\":\"2026-03-02T09:00:00Z\"}",
                "{\"reason\":\"odd\",\"by\":\"x\",\"at\":\"yesterday\"}",
                "{\"reason\":\"odd\",\"by\":\"x\",\"at\":\"2026-03-02T09:00:00Z\",\"more\":1}"
            })
    void a_mark_that_is_no_freeze_still_freezes_its_agent(String text) throws IOException {
        put("agent-desk.freeze", text.getBytes(StandardCharsets.UTF_8));
        assertThat(marks().load().of(Specimens.DESK)).isPresent();
        assertThat(marks().load().of(OTHER)).isEmpty();
        put("everything.freeze", text.getBytes(StandardCharsets.UTF_8));
        assertThat(marks().load().of(OTHER)).isPresent();
    }

    @Test
    void noise_of_any_length_freezes() throws IOException {
        long seed = System.nanoTime();
        System.out.println("noise in freeze marks, seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var noise = new byte[i < 190 ? random.nextInt(300) : random.nextInt(300_000)];
            random.nextBytes(noise);
            put("agent-desk.freeze", noise);
            assertThat(marks().load().of(Specimens.DESK)).isPresent();
        }
    }

    @Test
    void a_mark_cut_off_anywhere_freezes() throws IOException {
        marks().freeze(Optional.of(Specimens.DESK), FREEZE);
        var whole = Files.readAllBytes(folder().resolve("agent-desk.freeze"));
        for (int length = 0; length < whole.length; length++) {
            put("agent-desk.freeze", java.util.Arrays.copyOf(whole, length));
            assertThat(marks().load().of(Specimens.DESK)).isPresent();
        }
    }

    @Test
    void a_mark_of_nobody_we_can_name_freezes_everything() throws IOException {
        put("agent-NOBODY!.freeze", new byte[0]);
        assertThat(marks().load().of(OTHER)).isPresent();
    }

    @Test
    void a_folder_a_pipe_or_a_link_in_place_of_a_mark_freezes() throws IOException, InterruptedException {
        Files.createDirectories(folder().resolve("agent-a.freeze"));
        Files.createSymbolicLink(folder().resolve("agent-b.freeze"), Path.of("/nowhere"));
        var made =
                new ProcessBuilder("mkfifo", folder().resolve("agent-c.freeze").toString()).start();
        assertThat(made.waitFor()).isZero();
        for (var name : new String[] {"a", "b", "c"}) {
            assertThat(marks().load().of(new AgentId(name))).as(name).isPresent();
        }
        assertThat(marks().load().of(OTHER)).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_read_freezes_everything() throws IOException {
        Files.writeString(folder(), "not a folder");
        assertThat(marks().load().of(OTHER)).isPresent();
        assertThatThrownBy(() -> marks().freeze(Optional.empty(), FREEZE))
                .isInstanceOf(MarksUnavailable.class)
                .hasMessageContaining("freeze again");
    }

    @Test
    void a_half_written_draft_is_no_mark() throws IOException {
        put("4e0c1b9a.draft", "{".getBytes(StandardCharsets.UTF_8));
        assertThat(marks().load()).isEqualTo(Freezes.NONE);
    }

    @Test
    void a_spoiled_mark_can_be_lifted() throws IOException {
        put("agent-desk.freeze", new byte[0]);
        marks().lift(Optional.of(Specimens.DESK));
        assertThat(marks().load()).isEqualTo(Freezes.NONE);
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve(name), bytes);
    }
}
