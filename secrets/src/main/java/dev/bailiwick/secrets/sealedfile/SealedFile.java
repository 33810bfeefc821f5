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
 *
 * <p>An entry is the value in use and, while it is rotated, the next one beside it. Each knows the lease it was put in for, so
 * that ending one never destroys the other.
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
        change(content -> content.plus(name, entry(secret, steps).build()));
    }

    /** Lays the next one beside the one in use, for this lease. One that lay there is destroyed. */
    public void putNext(Lease fresh, Secret secret, String steps) {
        if (steps.isBlank()) throw new IllegalArgumentException("say how a person revokes this credential");
        var next = entry(secret, steps).and("lease", fresh.id()).build();
        change(content -> content.plus(fresh.secret().name(), found(fresh).plus("next", next)));
    }

    private static JsonObject.Builder entry(Secret secret, String steps) {
        return secret.reveal(value -> JsonObject.with("value", value).and("steps", steps));
    }

    @Override
    public void promote(Lease fresh) {
        next(found(fresh), fresh)
                .ifPresent(next -> change(content -> content.plus(fresh.secret().name(), next)));
    }

    private static Optional<JsonObject> next(JsonObject entry, Lease lease) {
        return entry.object("next").filter(next -> next.string("lease").equals(Optional.of(lease.id())));
    }

    private JsonObject found(Lease lease) {
        return content()
                .object(lease.secret().name())
                .orElseThrow(() -> new BackendUnavailable(
                        "the sealed file has no \"" + lease.secret().name() + "\""));
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
        var entry = found(lease);
        return Issued.of(new Secret(Fields.of(next(entry, lease).orElse(entry)).text("value")));
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        String name = lease.secret().name();
        var entry = content().object(name).orElse(JsonObject.EMPTY);
        var next = next(entry, lease);
        if (next.isPresent()) change(content -> content.plus(name, entry.minus("next")));
        else if (!replaced(entry, lease)) forget(name);
        return new Ending.ByPerson(next.orElse(entry)
                .string("steps")
                .orElse("revoke \"" + name + "\" where it was made; its copy here is destroyed"));
    }

    /** Whether the value in use was put in for another lease: this one's copy is gone. */
    private static boolean replaced(JsonObject entry, Lease lease) {
        return entry.string("lease").filter(id -> !id.equals(lease.id())).isPresent();
    }

    @Override
    public Standing probe(Lease lease) {
        return Standing.UNKNOWN;
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
