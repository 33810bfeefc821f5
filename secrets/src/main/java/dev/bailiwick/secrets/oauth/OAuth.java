package dev.bailiwick.secrets.oauth;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.oauth.AuthorizationServer.Token;
import dev.bailiwick.secrets.oauth.Settings.Grant;
import dev.bailiwick.secrets.token.Kept;
import dev.bailiwick.secrets.token.TokenSeal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * An access token for each lease, by refresh token or in the client's own name, and exchanged for one audience where the grant
 * says so.
 *
 * <p>A lost answer cannot be asked for again: what it may have given lives until the longest life of a token is over.
 */
public final class OAuth implements SecretBackend {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS = "urn:ietf:params:oauth:token-type:access_token";

    private final String name;
    private final Settings settings;
    private final InstantSource clock;
    private final AuthorizationServer server;
    private final TokenSeal seal;
    private final Consumer<Secret> keep;

    /** Two at once with the same refresh token look like a theft, and end everything. */
    private final ReentrantLock refreshing = new ReentrantLock();

    private Optional<Secret> refresh;

    /** @param keep makes the next refresh token durable before it returns */
    public OAuth(String name, Settings settings, InstantSource clock, Consumer<Secret> keep) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.server = new AuthorizationServer(name, settings);
        this.seal = new TokenSeal(settings.root());
        this.keep = keep;
        this.refresh = settings.refresh();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        if (settings.offline()) return RevocationClass.EXPIRY_ONLY;
        return settings.introspection().isPresent() ? RevocationClass.INSTANT : RevocationClass.DELAYED;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        var grant = Optional.ofNullable(settings.grants().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
        var token = notMore(grant, grant.audience().isPresent() ? exchanged(grant) : gained(grant.scope()));
        var ends = clock.instant().plus(token.life());
        return new Issued(token.access(), seal.reference(lease, new Kept(token.access(), ends, alive(token.access()))));
    }

    private boolean alive(Secret token) {
        return settings.introspection().map(path -> server.active(token, path)).orElse(false);
    }

    /** A server that gives more than it was asked for is misunderstood, or not ours. */
    private Token notMore(Grant grant, Token token) {
        if (Set.of(grant.scope().split(" ")).containsAll(token.scope())) return token;
        server.revoke(token.access(), "access_token");
        throw new BackendUnavailable("\"" + name + "\" gave more than it was asked for: the token was ended");
    }

    private Token gained(String scope) {
        refreshing.lock();
        try {
            if (refresh.isEmpty()) return server.token(Form.with("grant_type", "client_credentials"), scope);
            var form = refresh.get()
                    .reveal(text -> Form.with("grant_type", "refresh_token").and("refresh_token", text));
            var token = server.token(form, scope);
            token.refresh().ifPresent(this::succeed);
            return token;
        } finally {
            refreshing.unlock();
        }
    }

    private void succeed(Secret next) {
        keep.accept(next);
        refresh = Optional.of(next);
    }

    /** The first token is ours and for nobody else: it ends as soon as it was exchanged. */
    private Token exchanged(Grant grant) {
        var subject = gained(grant.scope());
        try {
            var form = subject.access()
                    .reveal(text -> Form.with("grant_type", EXCHANGE)
                            .and("subject_token", text)
                            .and("subject_token_type", ACCESS)
                            .and("requested_token_type", ACCESS)
                            .and("audience", grant.audience().orElseThrow()));
            return server.token(form, grant.scope());
        } finally {
            server.revoke(subject.access(), "access_token");
        }
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        boolean lives = seal.kept(longer)
                .filter(kept -> !kept.ends().isBefore(longer.expires()))
                .isPresent();
        if (!lives) throw new BackendUnavailable("\"" + name + "\" lengthens no token: another one is asked for");
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        var kept = seal.kept(lease);
        if (kept.isEmpty()) return new Ending.Lapses(end(lease, kept));
        server.revoke(kept.get().token(), "access_token");
        return settings.offline() ? new Ending.Lapses(end(lease, kept)) : new Ending.Done();
    }

    private Instant end(Lease lease, Optional<Kept> kept) {
        return kept.map(Kept::ends).orElseGet(() -> lease.issued().plus(settings.longest()));
    }

    @Override
    public Standing probe(Lease lease) {
        var kept = seal.kept(lease);
        if (!clock.instant().isBefore(end(lease, kept))) return Standing.REFUSED;
        var path = settings.introspection();
        if (kept.isEmpty() || path.isEmpty() || settings.offline()) return Standing.UNKNOWN;
        if (server.active(kept.get().token(), path.get())) return Standing.ACCEPTED;
        return kept.get().seenAlive() ? Standing.REFUSED : Standing.UNKNOWN;
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(10);
    }
}
