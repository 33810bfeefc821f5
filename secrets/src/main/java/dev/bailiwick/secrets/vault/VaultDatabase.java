package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.http.Remote.Answer;
import java.time.InstantSource;

/**
 * Credentials that Vault makes for each lease (database engine): user and password, with a colon between.
 *
 * <p>Vault gives its lease a name only in its answer. When that answer was lost nobody can name it, and revoking ends
 * everything of the same path instead: no orphan is worth less than somebody else's lease. The probe asks Vault whether the
 * lease still lives; it does not log in at the database.
 */
public final class VaultDatabase implements SecretBackend {
    private static final int OK = 200;
    private static final int QUEUED = 202;
    private static final int DONE = 204;
    private static final int NO_SUCH = 400;
    private static final int EMPTY = 404;

    private final String name;
    private final Vault vault;
    private final InstantSource clock;

    public VaultDatabase(String name, Settings settings, InstantSource clock) {
        this.name = name;
        this.vault = new Vault(name, settings);
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.INSTANT;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        var answer = vault.get(vault.path(lease));
        if (answer.status() != OK) throw vault.failed(answer);
        try {
            var fields = Fields.of(answer.body());
            var data = Fields.of(fields.object("data"));
            return new Issued(new Secret(data.text("username") + ":" + data.text("password")), fields.text("lease_id"));
        } catch (JsonException _) {
            // its message would quote the answer
            throw new BackendUnavailable("\"" + name + "\" gave no user and password");
        }
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        var wanted = java.time.Duration.between(clock.instant(), longer.expires());
        var answer = vault.put(
                "sys/leases/renew",
                named(longer).and("increment", Math.max(1, wanted.toSeconds())).build());
        if (answer.status() != OK) throw vault.failed(answer);
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        return ending(
                lease.reference().isEmpty()
                        ? vault.put(
                                "sys/leases/revoke-prefix/" + vault.path(lease), synchronously(JsonObject.builder()))
                        : vault.put("sys/leases/revoke", synchronously(named(lease))));
    }

    private static JsonObject.Builder named(Lease lease) {
        return JsonObject.with("lease_id", lease.reference());
    }

    /** Without it Vault only queues the wish, and a failure at the database is nobody's any more. */
    private static JsonObject synchronously(JsonObject.Builder body) {
        return body.and("sync", true).build();
    }

    private Ending ending(Answer answer) {
        return switch (answer.status()) {
            case DONE -> new Ending.Done();
            case QUEUED -> new Ending.Queued();
            default -> throw vault.failed(answer);
        };
    }

    @Override
    public Standing probe(Lease lease) {
        if (lease.reference().isEmpty()) return unnamed(vault.path(lease));
        var answer = vault.put("sys/leases/lookup", named(lease).build());
        return switch (answer.status()) {
            case OK -> Standing.ACCEPTED;
            case NO_SUCH -> Standing.REFUSED;
            default -> Standing.UNKNOWN;
        };
    }

    private Standing unnamed(String path) {
        var left = vault.list("sys/leases/lookup/" + path + "/");
        return left.status() == EMPTY ? Standing.REFUSED : Standing.UNKNOWN;
    }
}
