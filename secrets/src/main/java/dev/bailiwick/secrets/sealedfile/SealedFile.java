package dev.bailiwick.secrets.sealedfile;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * The embedded backend: credentials that somebody made elsewhere, in one sealed file. It cannot end them there. Revoking
 * destroys the copy here and hands the rest to a person, with the steps that were written down when it was put in.
 */
public final class SealedFile implements SecretBackend {
    private static final String PURPOSE = "secrets";

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private Seal seal;

    public SealedFile(Path file, Seal seal) {
        this.file = file;
        this.seal = seal;
    }

    @Override
    public String name() {
        return "sealed-file";
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.HUMAN_ONLY;
    }

    @Override
    public boolean standing() {
        return true;
    }

    /** @param steps how a person ends this credential where it was made, and where that is */
    public void put(String name, Secret secret, String steps) {
        if (steps.isBlank()) throw new IllegalArgumentException("say how a person revokes this credential");
        var entry = secret.reveal(
                value -> JsonObject.with("value", value).and("steps", steps).build());
        change(content -> content.plus(name, entry));
    }

    /** Destroys what lies under this name. Idempotent. */
    public void forget(String name) {
        change(content -> content.minus(name));
    }

    /** The names of what is in it. */
    public Set<String> names() {
        return content().members().keySet();
    }

    /** Seals everything under another key; the old one opens it no more. */
    public void rekey(Seal other) {
        lock.lock();
        try {
            var content = content();
            other.close(file, PURPOSE, content);
            seal = other;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Issued issue(Lease lease) {
        return entry(lease.secret().name())
                .map(entry -> Issued.of(new Secret(entry.text("value"))))
                .orElseThrow(() -> new BackendUnavailable(
                        "the sealed file has no \"" + lease.secret().name() + "\""));
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        String name = lease.secret().name();
        String steps = entry(name).map(entry -> entry.text("steps")).orElse("");
        forget(name);
        return new Ending.ByPerson(
                steps.isEmpty() ? "revoke \"" + name + "\" where it was made; its copy here is destroyed" : steps);
    }

    @Override
    public Standing probe(Lease lease) {
        return Standing.UNKNOWN;
    }

    private Optional<Fields> entry(String name) {
        return content().object(name).map(Fields::of);
    }

    private void change(UnaryOperator<JsonObject> change) {
        lock.lock();
        try {
            seal.close(file, PURPOSE, change.apply(content()));
        } finally {
            lock.unlock();
        }
    }

    private JsonObject content() {
        lock.lock();
        try {
            return Files.exists(file) ? seal.open(file, PURPOSE) : JsonObject.EMPTY;
        } finally {
            lock.unlock();
        }
    }
}
