package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.procedure.testing.SecretBackendContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SealedFileBackendTest extends SecretBackendContract {
    private static final String VALUE = "a-value-that-somebody-made";

    @TempDir
    Path folder = Path.of(".");

    @BeforeEach
    void put() {
        file().put("crm", new Secret(VALUE), "press Revoke");
    }

    private SealedFile file() {
        return new SealedFile(folder.resolve("secrets"), Seal.keyIn(folder.resolve("key")));
    }

    @Override
    protected SecretBackend backend() {
        return file();
    }

    /** Somebody put another file there, under another key. */
    @Override
    protected SecretBackend away() {
        return new SealedFile(folder.resolve("secrets"), Seal.keyIn(folder.resolve("another-key")));
    }

    @Override
    protected String secret() {
        return "crm";
    }

    @Override
    protected String excessive() {
        return "payroll";
    }

    @Override
    protected boolean opens(Lease lease, Secret secret) {
        return secret.matches(VALUE);
    }
}
