package dev.bailiwick.secrets.gcp;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.gcp.Settings.Grant;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import dev.bailiwick.secrets.token.Assertion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A token of the grant's service account for each lease ({@code generateAccessToken}), asked for in the name of an account that may do nothing
 * but that.
 *
 * <p>Google ends no access token before its time. So its life is the lease's, to the second, and a longer lease is another token.
 */
public final class Impersonation implements SecretBackend {
    private static final String BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String SCOPE = "https://www.googleapis.com/auth/iam";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final String name;
    private final Settings settings;
    private final InstantSource clock;
    private final Remote tokens;
    private final Remote credentials;

    public Impersonation(String name, Settings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.tokens = new Remote(name, settings.tokens());
        this.credentials = new Remote(name, settings.credentials());
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
        return Issued.of(token(lease));
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        return token(longer);
    }

    private Secret token(Lease lease) {
        var grant = Optional.ofNullable(settings.grants().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
        var answer = credentials.ask(
                "POST",
                "/v1/projects/-/serviceAccounts/" + grant.account() + ":generateAccessToken",
                Map.of("Authorization", own().reveal(text -> "Bearer " + text)),
                wish(grant, lease));
        if (answer.status() != 200) throw failed(answer);
        if (outlives(answer, lease))
            throw new BackendUnavailable("\"" + name + "\" gave a token that outlives its lease: it is not lent");
        return text(answer, "accessToken");
    }

    private JsonObject wish(Grant grant, Lease lease) {
        var left = Duration.between(clock.instant(), lease.expires());
        long seconds = Math.clamp(left.toSeconds(), 1, LONGEST.toSeconds());
        return JsonObject.with("scope", JsonArray.ofStrings(grant.scopes()))
                .and("lifetime", seconds + "s")
                .build();
    }

    private static boolean outlives(Answer answer, Lease lease) {
        try {
            var ends = answer.body().string("expireTime").map(Instant::parse);
            return ends.isEmpty() || ends.get().isAfter(lease.expires().plus(SKEW));
        } catch (DateTimeParseException _) {
            return true;
        }
    }

    /** RFC 7523. It may ask for tokens of others, and nothing else. */
    private Secret own() {
        var now = clock.instant();
        var claims = JsonObject.with("iss", settings.account())
                .and("scope", SCOPE)
                .and("aud", "https://oauth2.googleapis.com/token")
                .and("iat", now.getEpochSecond())
                .and("exp", now.plus(Duration.ofMinutes(5)).getEpochSecond());
        var assertion = settings.key().of(Assertion.header().build(), claims.build());
        var answer = tokens.post(
                "/token",
                Map.of(),
                assertion.reveal(text -> Form.with("grant_type", BEARER).and("assertion", text)));
        if (answer.status() != 200) throw failed(answer);
        return text(answer, "access_token");
    }

    private Secret text(Answer answer, String member) {
        return answer.body()
                .string(member)
                .filter(text -> !text.isEmpty())
                .map(Secret::new)
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" gave no token"));
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.Lapses(lease.expires());
    }

    @Override
    public Standing probe(Lease lease) {
        return lease.expired(clock.instant()) ? Standing.REFUSED : Standing.UNKNOWN;
    }

    private BackendUnavailable failed(Answer answer) {
        var why = switch (answer.status()) {
            case 400, 401 -> "does not know our account: is its key the right one, and the clock?";
            case 403, 404 -> "does not let us act for that account";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
    }
}
