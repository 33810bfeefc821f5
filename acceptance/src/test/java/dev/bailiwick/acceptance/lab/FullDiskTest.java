package dev.bailiwick.acceptance.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.LogVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole house on a disk of its own, which fills up. */
class FullDiskTest {
    private static final JsonObject HARMLESS = Json.parseObject("{\"customer\": \"c-17\"}");

    @TempDir
    private Path folder = Path.of("");

    /** Entries that still fit where a file's last block was not full. */
    private static final int ROOM_IN_OPEN_BLOCKS = 64;

    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=24m", "bailiwick", folder.toString());
        assumeTrue(mounted, "no right to mount a small disk: the test of a full one needs it");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) assertThat(run("umount", "--lazy", folder.toString())).isTrue();
    }

    @Test
    void a_full_disk_refuses_even_what_only_reads_and_its_emptying_ends_that_without_a_restart() throws IOException {
        try (var lab = Lab.open(folder, Duration.ZERO)) {
            assertThat(permitted(lab.step("crm.read", HARMLESS))).isTrue();
            fill();
            for (int i = 0; i < ROOM_IN_OPEN_BLOCKS && permitted(lab.step("crm.read", HARMLESS)); i++) {}
            for (int i = 0; i < 3; i++) assertRefused(lab.step("crm.read", HARMLESS));
            Files.delete(ballast());
            assertThat(permitted(lab.step("crm.read", HARMLESS))).isTrue();
        }
        assertThat(LogVerification.verify(folder.resolve("data/log"), Optional.empty(), Optional.empty())
                        .sound())
                .isTrue();
    }

    private static boolean permitted(JsonObject answer) {
        return answer.string("answer").equals(Optional.of("permit"));
    }

    private static void assertRefused(JsonObject answer) {
        assertThat(answer.string("answer")).contains("refusal");
        assertThat(answer.object("reason").flatMap(reason -> reason.string("code")))
                .contains("audit_unavailable");
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(ballast())) {
            for (var block = new byte[4096]; ; ) out.write(block);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
