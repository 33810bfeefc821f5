package dev.bailiwick.secrets.vault;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;

/**
 * Values that somebody put into Vault (KV version 2). Vault keeps them, it did not make them and cannot end them: a person
 * does, where they were made.
 */
public final class VaultKv implements SecretBackend {
    private static final int OK = 200;

    private final String name;
    private final Vault vault;

    public VaultKv(String name, Settings settings) {
        this.name = name;
        this.vault = new Vault(name, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.HUMAN_ONLY;
    }

    @Override
    public boolean standing() {
        return true;
    }

    @Override
    public Issued issue(Lease lease) {
        var place = Place.of(vault.path(lease));
        var answer = vault.get(place.path());
        if (answer.status() != OK) throw vault.failed(answer);
        return Issued.of(answer.body()
                .object("data")
                .flatMap(data -> data.object("data"))
                .flatMap(data -> data.string(place.field()))
                .filter(value -> !value.isEmpty())
                .map(Secret::new)
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" has nothing at " + vault.path(lease))));
    }

    /** What somebody made has the end that they gave it. */
    @Override
    public Secret renew(Lease longer, Secret held) {
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.ByPerson("end the credential behind " + vault.path(lease) + " of \"" + name
                + "\" where it was made, put a new one there, and destroy the old version in Vault");
    }

    @Override
    public Standing probe(Lease lease) {
        return Standing.UNKNOWN;
    }

    /** Where a value lies: {@code secret/data/crm#api_key}. */
    private record Place(String path, String field) {
        static Place of(String text) {
            int hash = text.indexOf('#');
            return hash < 0 ? new Place(text, "value") : new Place(text.substring(0, hash), text.substring(hash + 1));
        }
    }
}
