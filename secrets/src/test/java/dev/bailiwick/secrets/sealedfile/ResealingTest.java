package dev.bailiwick.secrets.sealedfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResealingTest {
    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void fill() {
        secrets().put("crm", new Secret("a-value"), "press Revoke");
        settings().put("db", JsonObject.with("kind", "postgres").build());
    }

    private Seal seal() {
        return Seal.keyIn(folder.resolve(Resealing.KEY));
    }

    private SealedFile secrets() {
        return new SealedFile(folder.resolve("secrets.sealed"), seal());
    }

    private SealedSettings settings() {
        return new SealedSettings(folder.resolve("backends.sealed"), seal());
    }

    private String key() throws IOException {
        return Files.readString(folder.resolve(Resealing.KEY));
    }

    @Test
    void under_the_fresh_key_everything_opens_and_under_the_old_one_nothing() throws IOException {
        var old = seal();
        var before = key();
        Resealing.begin(folder);
        assertThat(key()).isNotEqualTo(before);
        assertThat(secrets().names()).containsExactly("crm");
        assertThat(settings().of("db")).isPresent();
        assertThatThrownBy(() -> new SealedFile(folder.resolve("secrets.sealed"), old).names())
                .isInstanceOf(SealBroken.class);
    }

    @Test
    void broken_off_between_two_files_it_is_finished_at_the_next_start() {
        var fresh = Seal.keyIn(folder.resolve("sealing.key.next"));
        fresh.close(
                folder.resolve("secrets.sealed"), "secrets", seal().open(folder.resolve("secrets.sealed"), "secrets"));
        Resealing.finish(folder);
        Resealing.finish(folder);
        assertThat(secrets().names()).containsExactly("crm");
        assertThat(settings().of("db")).isPresent();
        assertThat(folder.resolve("sealing.key.next")).doesNotExist();
    }

    @Test
    void a_damaged_file_stops_it_before_anything_is_changed() throws IOException {
        var before = key();
        Files.writeString(folder.resolve("backends.sealed"), "{}");
        assertThatThrownBy(() -> Resealing.begin(folder)).isInstanceOf(SealBroken.class);
        assertThat(key()).isEqualTo(before);
        assertThat(secrets().names()).containsExactly("crm");
    }
}
