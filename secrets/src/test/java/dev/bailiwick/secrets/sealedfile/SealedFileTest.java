package dev.bailiwick.secrets.sealedfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.Leases;
import dev.bailiwick.procedure.credential.SecretBackend.Ending;
import dev.bailiwick.procedure.testing.LeasesContract;
import dev.bailiwick.procedure.testing.Specimens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {
    private static final String CANARY = "canary-4711-value";

    @TempDir
    Path folder;

    private SealedFile file() {
        return new SealedFile(folder.resolve("secrets.sealed"), Seal.keyIn(folder.resolve("key")));
    }

    private static Lease lease(String name) {
        var key = Specimens.serviceKey(name, "sealed-file/" + name);
        return Lease.intended("lease-000000000001", key, Specimens.MORNING, Specimens.MORNING.plusSeconds(60));
    }

    private SealedFile withCrm() {
        var file = file();
        file.put("crm", new Secret(CANARY), "open the CRM's settings, API keys, press Revoke");
        return file;
    }

    @Test
    void a_secret_comes_back_and_lies_nowhere_in_clear() throws IOException {
        withCrm();
        assertThat(file().issue(lease("crm")).secret().matches(CANARY)).isTrue();
        try (var files = Files.list(folder)) {
            for (var each : files.toList()) {
                assertThat(Files.readString(each)).doesNotContain("canary").doesNotContain("CRM");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_changed_file_opens_nothing_and_is_not_quoted() throws IOException {
        withCrm();
        var sealed = folder.resolve("secrets.sealed");
        var text = Files.readString(sealed);
        int at = text.indexOf("\"sealed\":\"") + 20;
        Files.writeString(
                sealed, text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1));
        assertThatThrownBy(() -> file().issue(lease("crm")))
                .isInstanceOf(SealBroken.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void a_kit_does_not_pass_for_the_secrets() throws IOException {
        withCrm();
        var kit = new SealedKit(folder.resolve("kit.sealed"), Seal.keyIn(folder.resolve("key")));
        kit.put(lease("crm"));
        Files.copy(folder.resolve("kit.sealed"), folder.resolve("other.sealed"));
        var other = new SealedFile(folder.resolve("other.sealed"), Seal.keyIn(folder.resolve("key")));
        assertThatThrownBy(other::names).isInstanceOf(SealBroken.class);
    }

    @Test
    void another_key_after_rekeying_and_the_old_one_opens_nothing() {
        var file = withCrm();
        file.rekey(new Seal(new Secret("a passphrase that a person knows")));
        assertThat(file.issue(lease("crm")).secret().matches(CANARY)).isTrue();
        assertThatThrownBy(() -> file().names()).isInstanceOf(SealBroken.class);
    }

    @Test
    void a_key_that_others_may_read_is_no_key() throws IOException {
        file();
        Seal.keyIn(folder.resolve("key"));
        Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Seal.keyIn(folder.resolve("key"))).hasMessageContaining("chmod 600");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("key"));
        assertThatThrownBy(() -> Seal.keyIn(folder.resolve("link"))).hasMessageContaining("not a plain file");
    }

    @Test
    void revoking_destroys_the_copy_and_tells_a_person_what_to_do() {
        var file = withCrm();
        assertThat(file.revoke(lease("crm")))
                .isEqualTo(new Ending.ByPerson("open the CRM's settings, API keys, press Revoke"));
        assertThatThrownBy(() -> file.issue(lease("crm"))).isInstanceOf(BackendUnavailable.class);
    }

    @Nested
    class In_the_kit extends LeasesContract {
        @Override
        protected Leases leases() {
            return new SealedKit(folder.resolve("kit.sealed"), Seal.keyIn(folder.resolve("key")));
        }
    }
}
