package dev.bailiwick.secrets.azure;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An application's token for each lease. It lives an hour or a little more and Entra ends none before: disabling the
 * application keeps new ones from being given, and what was given lives on.
 *
 * <p>The end that Entra named stands in the lease's reference, in seconds since 1970: it is no secret.
 */
public final class EntraTokens implements SecretBackend {
    private final String name;
    private final Map<String, String> scopes;
    private final InstantSource clock;
    private final Entra entra;

    /** @param scopes what each name that a key may ask for is a token for, such as {@code https://graph.microsoft.com/.default} */
    public EntraTokens(String name, Application application, Map<String, String> scopes, InstantSource clock) {
        this.name = name;
        this.scopes = Map.copyOf(scopes);
        this.clock = clock;
        this.entra = new Entra(name, application, clock);
    }

    /** @throws dev.bailiwick.json.JsonException when the settings are not complete */
    public static EntraTokens of(String name, Fields fields, InstantSource clock) {
        var scopes = new LinkedHashMap<String, String>();
        var named = fields.object("grants");
        var each = Fields.of(named);
        named.members().keySet().forEach(grant -> scopes.put(grant, each.text(grant)));
        return new EntraTokens(name, Application.of(fields), scopes, clock);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.EXPIRY_ONLY;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        var scope = Optional.ofNullable(scopes.get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
        var token = entra.token(scope);
        return new Issued(token.access(), String.valueOf(token.ends().getEpochSecond()));
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        if (ends(longer).isBefore(longer.expires()))
            throw new BackendUnavailable("\"" + name + "\" lengthens no token: another one is asked for");
        return held;
    }

    /** Of one whose answer was lost: when none can be alive any more. */
    private static Instant ends(Lease lease) {
        return lease.reference().matches("[0-9]{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(lease.reference()))
                : lease.issued().plus(Entra.LONGEST);
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.Lapses(ends(lease));
    }

    @Override
    public Standing probe(Lease lease) {
        return clock.instant().isBefore(ends(lease)) ? Standing.UNKNOWN : Standing.REFUSED;
    }
}
